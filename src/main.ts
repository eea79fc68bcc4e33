import { createApp, createServerApp } from '#app'
import { readConfig } from '#config'
import { AppError } from '#errors'
import { createLogger } from '#observability'
import { runCommand, type CommandContext } from './surfaces/cli/cli.ts'

/** The process: reads the environment once, runs one command, and turns signals into an orderly end. */
const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stopping.abort(signal))

const context: CommandContext = {
  readConfig: (overrides) => readConfig({ ...process.env, ...overrides }),
  async openServer(config) {
    return createServerApp(config, { log: createLogger(config.log.level) })
  },
  async openApp(config) {
    // A tool speaks to a person on its own; only warnings may interrupt.
    const app = await createApp(config, { log: createLogger('warn'), role: 'tool' })
    await app.storage.open()
    return app
  },
  stopped: stopping.signal,
  write: (text) => void process.stdout.write(text),
  warn: (text) => void process.stderr.write(text),
}

try {
  process.exitCode = await runCommand(process.argv.slice(2), context)
} catch (error) {
  process.stderr.write(`${error instanceof AppError || isConfigurationError(error) ? (error as Error).message : (error as Error).stack}\n`)
  process.exitCode = 1
}

function isConfigurationError(error: unknown): boolean {
  return error instanceof Error && /^(Invalid configuration|Refusing to listen|PostgreSQL 15|This database was)/.test(error.message)
}
