import type { Command } from 'commander'
import type { Config } from '#config'
import type { ServerRole } from '../../server-role.ts'
import { version } from '../../version.ts'
import type { CommandContext } from './cli.ts'
import { health } from './health.mjs'
import { serve } from './serve.ts'

interface Address {
  port?: string
  host?: string
}

/** What runs for long, by its role: in a container the role is the command. And what is asked of such a process. */
export function addServeCommands(
  program: Command,
  context: CommandContext,
  config: (overrides?: Record<string, string | undefined>) => Config,
  setExitCode: (code: number) => void,
): void {
  const listen = (role: ServerRole, { port, host }: Address) => serve(context, config({ PORT: port, HOST: host }), role)

  program
    .command('serve')
    .description('start the server')
    .option('--port <number>', 'port to listen on (PORT)')
    .option('--host <address>', 'address to listen on (HOST)')
    .action((address: Address) => listen('all', address))
  program
    .command('web')
    .description('start the server, and leave the work of agents to `worker` processes with the same database')
    .option('--port <number>', 'port to listen on (PORT)')
    .option('--host <address>', 'address to listen on (HOST)')
    .action((address: Address) => listen('web', address))
  program
    .command('worker')
    .description('do the work of agents; listens for health checks and metrics alone')
    .option('--port <number>', 'port to listen on', '9464')
    .option('--host <address>', 'address to listen on (HOST)')
    .action((address: Address) => listen('worker', address))
  program
    .command('mcp')
    .description('speak MCP over standard input and output, for a client that starts this command; or over HTTP')
    .option('--port <number>', 'listen on this port, such as 5000, and serve MCP over HTTP')
    .option('--host <address>', 'address to listen on (HOST), with --port')
    .action((address: Address) => (address.port === undefined ? context.serveMcp(config()) : listen('mcp', address)))
  program
    .command('migrate')
    .description('bring the database up to date, and end')
    .action(async () => {
      await using app = await context.openApp(config(), { mayCreate: true })
      await app.storage.ping()
      context.write(`The database is up to date for Pollux ${version}.\n`)
    })
  program
    .command('health')
    .description('ask the process that listens here whether it can answer; exit code 0 when it can')
    .option('--port <number>', 'where it listens (PORT)')
    .action(async ({ port }: Address) => {
      const { http } = config({ PORT: port })
      setExitCode(await health({ host: http.host, port: http.port, write: context.write }))
    })
}
