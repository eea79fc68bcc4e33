import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { audiences } from '#auth'
import type { Config } from '#config'
import { AppError } from '#errors'
import { languages, strategies, type Twin } from '#twin'
import { version } from '../../version.ts'
import { ask } from './ask.ts'
import { removeSample } from './remove-sample.ts'
import { doctor } from './doctor.ts'
import { evaluate } from './evaluate.ts'
import { ingest } from './ingest.ts'
import { serve, type RunningServer } from './serve.ts'

export interface OpenedApp extends AsyncDisposable {
  readonly twin: Twin
  readonly storage: { readonly mode: string; ping(): Promise<void> }
}

/** What commands need of the process they run in. */
export interface CommandContext {
  readConfig(overrides: Record<string, string | undefined>): Config
  openServer(config: Config): Promise<RunningServer>
  openApp(config: Config): Promise<OpenedApp>
  /** Aborts on the first signal to stop. */
  readonly stopped: AbortSignal
  write(text: string): void
  warn(text: string): void
}

/** Runs one command line; resolves with the exit code: 0 done, 1 failed, 2 the command line itself is wrong. */
export async function runCommand(args: readonly string[], context: CommandContext): Promise<number> {
  let exitCode = 0
  const program = new Command('pollux')
    .description('A digital twin that shows its proof: every answer carries its sources.')
    .version(version)
    .option('--data-dir <folder>', 'folder of the secrets and the database (DATA_DIR)')
    .exitOverride()
    .configureOutput({ writeOut: context.write, writeErr: context.warn })
  const config = (more: Record<string, string | undefined> = {}) =>
    context.readConfig(given({ DATA_DIR: program.opts<{ dataDir?: string }>().dataDir, ...more }))
  const setExitCode = (code: number) => void (exitCode = code)

  program
    .command('serve')
    .description('start the server')
    .option('--port <number>', 'port to listen on (PORT)')
    .option('--host <address>', 'address to listen on (HOST)')
    .action((options: { port?: string; host?: string }) =>
      serve(context, config({ PORT: options.port, HOST: options.host })),
    )

  program
    .command('ask')
    .description('ask the twin a question')
    .argument('<question...>')
    .addOption(new Option('--audience <who>', 'ask as').choices(audiences).default('owner'))
    .addOption(new Option('--strategy <shape>', 'shape of the answer').choices(strategies))
    .addOption(
      new Option('--language <code>', 'language of the question').choices(
        languages.filter((language) => language !== 'und'),
      ),
    )
    .option('--json', 'print the whole answer as JSON')
    .action(async (words: string[], options) =>
      setExitCode(await ask(context, config(), { ...options, question: words.join(' ') })),
    )

  program
    .command('ingest')
    .description('read files and folders into the twin (a folder may hold a manifest.json)')
    .argument('<paths...>')
    .addOption(new Option('--audience <who>', 'who may see what is read (default: owner)').choices(audiences))
    .addOption(new Option('--language <code>', 'language, when detection should not decide').choices(languages))
    .option('--expires <date>', 'last day it is true, YYYY-MM-DD', parseDate)
    .option('--prune', 'also delete sources of a named folder whose file is gone')
    .option('--json', 'print one JSON report a line')
    .action(async (paths: string[], options) => setExitCode(await ingest(context, config(), paths, options)))

  program
    .command('eval')
    .description('ask every question again that the owner once answered, and say which fail')
    .action(async () => setExitCode(await evaluate(context, config())))

  program
    .command('doctor')
    .description('check the installation and say what to do')
    .action(async () => setExitCode(await doctor(context, config())))

  program
    .command('remove-sample')
    .description('delete the sample twin')
    .action(async () => {
      await using app = await context.openApp(config())
      await removeSample(app.twin, context.write)
    })

  try {
    await program.parseAsync(args, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (error instanceof AppError) {
      context.warn(`${error.message}\n`)
      return 1
    }
    throw error
  }
  return exitCode
}

function given(values: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined))
}

function parseDate(text: string): Date {
  const date = new Date(`${text}T23:59:59Z`)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(date.getTime()))
    throw new InvalidArgumentError('Write it as YYYY-MM-DD.')
  return date
}
