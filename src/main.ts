import { flushCompileCache } from 'node:module'
import type { Config } from '#config'
import type { CommandContext } from './surfaces/cli/cli.ts'

const { AppError } = await import('#errors')
const { readConfig } = await import('#config')
const { runCommand } = await import('./surfaces/cli/cli.ts')
const { armFaultPoint } = await import('./fault-point.ts')

/** The process: reads the environment once, runs one command, and turns signals into an orderly end. */
const stopping = new AbortController()
const longestEndMs = 10_000
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => {
    setTimeout(endNow, longestEndMs).unref()
    stopping.abort(signal)
  })

/** The last resort: nothing known needs it, but a process that was told to stop must not be there for ever. */
function endNow(): void {
  process.stderr.write(`pollux: the orderly end took more than ${longestEndMs / 1000} s; ending now\n`)
  process.exit(1)
}

if (process.env['NODE_ENV'] === 'test') armFaultPoint(process.env['POLLUX_FAULT_POINT'])

const context: CommandContext = {
  readConfig: (overrides) => readConfig({ ...process.env, ...overrides }),
  async openServer(config: Config) {
    const { createLogger } = await import('#app')
    const { createServerApp } = await import('#server-app')
    const server = await createServerApp(config, { log: createLogger(config.log.level) })
    return {
      ...server,
      async start() {
        const started = await server.start()
        flushCompileCache() // a killed process would not leave it
        return started
      },
    }
  },
  async openApp(config: Config) {
    const { createApp, createLogger } = await import('#app')
    // A tool speaks to a person on its own; only warnings may interrupt.
    const app = await createApp(config, { log: createLogger('warn'), role: 'tool' })
    try {
      await app.storage.open()
    } catch (error) {
      await app[Symbol.asyncDispose]()
      throw error
    }
    return app
  },
  stopped: stopping.signal,
  write: (text) => void process.stdout.write(text),
  warn: (text) => void process.stderr.write(text),
}

/** Port in use or not ours, wrong database, role or password: their messages say enough. */
const plainCodes = new Set(['EADDRINUSE', 'EACCES', 'EADDRNOTAVAIL', 'ENOTDIR', '28P01', '28000', '3D000'])

try {
  process.exitCode = await runCommand(process.argv.slice(2), context)
} catch (error) {
  process.stderr.write(
    `${error instanceof AppError || isConfigurationError(error) ? (error as Error).message : (error as Error).stack}\n`,
  )
  process.exitCode = 1
}

function isConfigurationError(error: unknown): boolean {
  return (
    error instanceof Error &&
    (/^(Invalid configuration|Refusing to listen|PostgreSQL 15|This database was)|is damaged\. Restore/.test(
      error.message,
    ) ||
      plainCodes.has((error as { code?: string }).code ?? ''))
  )
}
