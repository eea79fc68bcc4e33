import { existsSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import type { Config } from '#config'
import type { Observed } from '#observability'
import type { CommandContext } from './surfaces/cli/cli.ts'

const { AppError, ConfigurationError } = await import('#errors')
const { environmentSchema, readConfig } = await import('#config')
const { valuesFromFiles } = await import('./values-from-files.ts')
const { runCommand } = await import('./surfaces/cli/cli.ts')
const { armFaultPoint } = await import('./fault-point.ts')

// The server and the commands beside it must be set alike. What is in the environment wins; tests bring all of theirs.
const settingsFile = new URL('../.env', import.meta.url)
if (process.env['NODE_ENV'] !== 'test' && existsSync(settingsFile)) process.loadEnvFile(settingsFile)

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

const inTest = process.env['NODE_ENV'] === 'test'
if (inTest) armFaultPoint(process.env['POLLUX_FAULT_POINT'])

const environment = () => valuesFromFiles(process.env, Object.keys(environmentSchema.shape))

const context: CommandContext = {
  readConfig: (overrides) => readConfig({ ...environment(), ...overrides }),
  async openServer(config: Config, role) {
    await using resources = new AsyncDisposableStack()
    const { observe } = await import('#observability')
    const service = role === 'mcp' || role === 'worker' ? `pollux-${role}` : 'pollux-api'
    const observed = resources.use(await observe(config, { service }))
    if (observed.reports) reportCrash(observed.log, observed.reports)
    const { createServerApp } = await import('#server-app')
    const server = resources.use(
      await createServerApp(config, {
        ...observed,
        role,
        metadataServer: inTest ? process.env['POLLUX_METADATA_SERVER'] : undefined,
        mcpFixtures: inTest && process.env['POLLUX_MCP_FIXTURES'] === 'conformance',
      }),
    )
    const owned = resources.move()
    return {
      ...server,
      [Symbol.asyncDispose]: () => owned.disposeAsync(),
      async start() {
        const started = await server.start()
        flushCompileCache() // a killed process would not leave it
        return started
      },
    }
  },
  async openApp(config: Config, { mayCreate = false } = {}) {
    const { dataDir, url } = config.storage
    // Another, empty Pollux would answer that all is well.
    if (!mayCreate && url === undefined && !existsSync(dataDir))
      throw new AppError(
        'not_found',
        `There is no Pollux in ${dataDir} yet. Start it there once (npm start), or say where it is: --data-dir, or DATA_DIR in the environment or in .env.`,
      )
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
  async serveMcp(config: Config) {
    const { observe } = await import('#observability')
    const { serveMcp } = await import('./stdio-app.ts')
    await using observed = await observe(config, { service: 'pollux-mcp', level: 'warn' })
    if (observed.reports) reportCrash(observed.log, observed.reports)
    await serveMcp(config, {
      ...observed,
      streams: { input: process.stdin, output: process.stdout },
      stopped: stopping.signal,
    })
  },
  input: process.stdin,
  stopped: stopping.signal,
  write: (text) => void process.stdout.write(text),
  warn: (text) => void process.stderr.write(text),
}

/** What only the operator can mend, by the codes of Node and PostgreSQL: their messages name it, and this is what to do. */
const remedies: Readonly<Record<string, string>> = {
  EADDRINUSE: 'Is Pollux running already? Another port: PORT=8080 npm start',
  EADDRNOTAVAIL: 'HOST names an address that this machine does not have.',
  EACCES: 'This user may not do that. A folder: give it to that user, or name another. A port: take one above 1023.',
  EROFS: 'Mount it so that it can be written, or name another folder: DATA_DIR.',
  ENOTDIR: 'A part of that path is no folder.',
  ENOSPC: 'The disk is full: free some space, then start again.',
  '28P01': 'Correct the password in DATABASE_URL.',
  '28000': 'Correct the user in DATABASE_URL, or let it in by pg_hba.conf.',
  '3D000': 'Make it, or correct its name in DATABASE_URL.',
  '25006': 'DATABASE_URL leads to a copy, or to a database that was set read-only: name the one that can be written.',
  '42501': 'Let the user in DATABASE_URL make tables: the database should be its own (alter database … owner to …).',
  '53200': 'PostgreSQL has no memory left: give it more, or lower shared_buffers and work_mem.',
}

/** The process ends as it would without this, after it has told of what ended it. */
function reportCrash(log: Observed['log'], reports: NonNullable<Observed['reports']>): void {
  process.once('uncaughtException', (error) => {
    log.fatal({ err: error }, 'the process failed')
    void reports.flush().finally(() => process.exit(1))
  })
}

// Who reads has gone, as `head` does: nobody is left to tell, and what was begun is brought to its end.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

try {
  process.exitCode = await runCommand(process.argv.slice(2), context)
} catch (error) {
  process.stderr.write(`${isPlain(error) ? plainMessage(error as NodeJS.ErrnoException) : (error as Error).stack}\n`)
  process.exitCode = 1
}

function plainMessage({ code = '', message }: NodeJS.ErrnoException): string {
  const remedy = remedies[code]
  return remedy === undefined ? message : `${message.replace(/\.$/, '')}. ${remedy}`
}

function isPlain(error: unknown): boolean {
  if (error instanceof AppError || error instanceof ConfigurationError) return true
  return Object.hasOwn(remedies, (error as { code?: string }).code ?? '')
}
