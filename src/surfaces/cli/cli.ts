import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import type { Agents } from '#agents'
import type { Analytics } from '#analytics'
import { audiences, keyScopes, type ApiKeys, type People, type Scope, type ShareLinks } from '#auth'
import type { Config } from '#config'
import { AppError } from '#errors'
import type { Auditor } from '#auditor'
import type { Experiments } from '#experiments'
import type { Interview } from '#interview'
import { expirySchema, languages, strategies, type AnswerProof, type Twin } from '#twin'
import type { ServerRole } from '../../server-role.ts'
import { version } from '../../version.ts'
import { addAnalyticsCommands } from './analytics-commands.ts'
import { approve, listAgents, listApprovals, refuse, runCapability } from './agents.ts'
import { listAudit, proveAnswer, signCheckpoint, verifyAudit, type ListAuditOptions } from './audit.ts'
import { ask } from './ask.ts'
import { connect, type ConnectOptions } from './connect/connect.ts'
import { clients, type ClientName } from './connect/kits.ts'
import { removeSample } from './remove-sample.ts'
import { addDeployCommands } from './deploy/deploy-commands.ts'
import { doctor } from './doctor.ts'
import { evaluate } from './evaluate.ts'
import { addExperimentCommands } from './experiment-commands.ts'
import { addInterviewCommands } from './interview-commands.ts'
import { ingest } from './ingest.ts'
import { addJobCommands } from './job-commands.ts'
import { createKey, listKeys, revokeKey, rotateKey, type NewKeyOptions } from './keys.ts'
import { createShare, listShares, revokeShare, type NewShareOptions } from './share.ts'
import { addServeCommands } from './serve-commands.ts'
import type { RunningServer } from './serve.ts'
import { addUserCommands } from './user-commands.ts'

export interface OpenedApp extends AsyncDisposable {
  readonly twin: Twin
  readonly interview: Interview
  readonly agents: Agents
  readonly apiKeys: ApiKeys
  readonly shareLinks: ShareLinks
  readonly people: People
  readonly auditor: Auditor<AnswerProof>
  readonly experiments: Experiments | undefined
  readonly analytics: Analytics
  readonly storage: { readonly mode: string; ping(): Promise<void> }
}

/** What commands need of the process they run in. */
export interface CommandContext {
  readConfig(overrides: Record<string, string | undefined>): Config
  openServer(config: Config, role: ServerRole): Promise<RunningServer>
  /** Throws `not_found` when there is nothing to open, unless it may be made. */
  openApp(config: Config, options?: { mayCreate?: boolean }): Promise<OpenedApp>
  /** Speaks MCP over standard input and output until the client has gone. */
  serveMcp(config: Config): Promise<void>
  /** What is typed. */
  readonly input: NodeJS.ReadableStream
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

  addServeCommands(program, context, config, setExitCode)
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
    .command('agents')
    .description('list the agents and what they can do')
    .action(() => listAgents(context, config()))

  program
    .command('run')
    .description('have an agent do something, and wait for it')
    .argument('<capability>', 'agent.capability, as `npm run pollux -- agents` lists them')
    .argument('[input]', 'JSON, @file, or - for standard input')
    .option('--receipt', 'leave a receipt, also of a read')
    .option('--json', 'print the run as JSON')
    .action(async (capability: string, input: string | undefined, options) =>
      setExitCode(await runCapability(context, config(), capability, input, options)),
    )

  program
    .command('approvals')
    .description('list what waits for approval')
    .action(() => listApprovals(context, config()))

  program
    .command('approve')
    .description('say yes to one action, and wait for it')
    .argument('<id>')
    .action(async (id: string) => setExitCode(await approve(context, config(), id)))

  program
    .command('refuse')
    .description('say no to one action')
    .argument('<id>')
    .requiredOption('--reason <text>', 'why, for the receipt')
    .action((id: string, { reason }: { reason: string }) => refuse(context, config(), id, reason))

  program
    .command('connect')
    .description('print, or write, what connects a client (docs/guides/connect.md)')
    .addArgument(new Argument('<client>', 'which one').choices(clients))
    .option('--url <address>', 'address of the server (default: PUBLIC_URL, or where it listens)', parseAddress)
    .option('--stdio', 'have the client start "pollux mcp" here, with the rights of the owner')
    .option('--key <name>', 'make a key for it')
    .addOption(new Option('--audience <who>', 'what that key may see').choices(audiences).default('colleague'))
    .option('--write [folder]', "put it into the client's file in that folder (default: this one)")
    .action((client: ClientName, options: ConnectOptions) => connect(context, config(), client, options))

  const keys = program.command('keys').description('keys for programs: who else may come in')
  keys
    .command('list', { isDefault: true })
    .description('every key, with its rights and when it was last used')
    .action(() => listKeys(context, config()))
  keys
    .command('create')
    .description('make a key')
    .argument('<name>', 'what it is for')
    .addOption(new Option('--audience <who>', 'what it may see').choices(audiences).default('public'))
    .requiredOption('--scopes <list>', `what it may do, comma-separated: ${keyScopes.join(', ')}`, parseScopes)
    .option('--expires-in-days <days>', 'left out, it does not expire', parsePositive)
    .action((name: string, options: NewKeyOptions) => createKey(context, config(), name, options))
  keys
    .command('rotate')
    .description('give a key a new secret')
    .argument('<id>')
    .option('--overlap-hours <hours>', 'how long the old one still works', parseCount, 24)
    .action((id: string, options: { overlapHours: number }) => rotateKey(context, config(), id, options.overlapHours))
  keys
    .command('revoke')
    .description('end a key at once, for good')
    .argument('<id>')
    .action((id: string) => revokeKey(context, config(), id))

  const share = program.command('share').description('links that let somebody in, such as a recruiter')
  share
    .command('list', { isDefault: true })
    .description('every link, with what it was used for')
    .action(() => listShares(context, config()))
  share
    .command('create')
    .description('make a link')
    .argument('<name>', 'whom it is for')
    .addOption(
      new Option('--audience <who>', 'what they may see')
        .choices(audiences.filter((audience) => audience !== 'owner'))
        .default('recruiter'),
    )
    .option('--expires-in-days <days>', 'left out, it does not expire', parsePositive)
    .option('--questions <number>', 'how many may be asked; left out, any number', parsePositive)
    .action((name: string, options: NewShareOptions) => createShare(context, config(), name, options))
  share
    .command('revoke')
    .description('end a link at once, for good')
    .argument('<id>')
    .action((id: string) => revokeShare(context, config(), id))

  addUserCommands(program, context, config)
  addExperimentCommands(program, context, config)
  addAnalyticsCommands(program, context, config)
  addInterviewCommands(program, context, config)
  addJobCommands(program, context, config)
  addDeployCommands(program, context, parseAddress)
  const audit = program.command('audit').description('the hash chain: what happened, and that nobody changed it since')
  audit
    .command('list', { isDefault: true })
    .description('entries in order')
    .option('--kind <kind>', 'such as answers, receipt, approval, api_key, share_link, experiment, denial')
    .option('--subject <id>', 'what they are about, such as the id of a key')
    .option('--from <moment>', 'not before, such as 2026-01-31 or 2026-01-31T12:00Z', parseMoment)
    .option('--to <moment>', 'before', parseMoment)
    .option('--after <sequence>', 'after this entry', parseSequence, 0)
    .option('--limit <number>', 'at most so many', parseCount, 100)
    .option('--json', 'print one JSON object a line')
    .action((options: ListAuditOptions) => listAudit(context, config(), options))
  audit
    .command('verify')
    .description('recompute every hash, and look whether the answers are still those that were shown')
    .option('--checkpoint <file>', 'begin at this checkpoint, and see whether the end was cut off or rewritten since')
    .option('--public-key <key>', 'whose checkpoint it is, when not made by this installation')
    .action(async (options) => setExitCode(await verifyAudit(context, config(), options)))
  audit
    .command('checkpoint')
    .description('sign where the chain stands, to be kept elsewhere')
    .option('--output <file>', 'write it there, instead of printing it')
    .action((options) => signCheckpoint(context, config(), options))
  audit
    .command('answer')
    .description('prove that an answer is what was shown, and stands in the chain')
    .argument('<id>')
    .option('--json', 'print the whole proof')
    .action(async (id: string, options) => setExitCode(await proveAnswer(context, config(), id, options)))

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

function parseScopes(text: string): Scope[] {
  const names = text.split(',').map((name) => name.trim())
  const unknown = names.filter((name) => !(keyScopes as readonly string[]).includes(name))
  if (unknown.length > 0) throw new InvalidArgumentError(`There is no scope ${unknown.join(', ')}.`)
  return names as Scope[]
}

function parseAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.search || url.hash)
    throw new InvalidArgumentError('Write it as https://twin.example.com.')
  return url.href
}

function parseCount(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError('Give a whole number, at most 9999.')
  return Number(text)
}

function parsePositive(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('Give a whole number from 1 to 9999.')
  return Number(text)
}

function parseSequence(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('Give the number of an entry.')
  return Number(text)
}

function parseMoment(text: string): Date {
  const moment = new Date(text)
  if (!/^\d{4}-\d\d-\d\d/.test(text) || Number.isNaN(moment.getTime()))
    throw new InvalidArgumentError('Give a date or a moment, such as 2026-01-31 or 2026-01-31T12:00Z.')
  return moment
}

function parseDate(text: string): Date {
  const parsed = expirySchema.safeParse(text)
  if (!parsed.success) throw new InvalidArgumentError(parsed.error.issues.map(({ message }) => `${message}.`).join(' '))
  return new Date(parsed.data)
}
