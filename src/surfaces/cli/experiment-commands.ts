import { readFile } from 'node:fs/promises'
import { InvalidArgumentError, Option, type Command } from 'commander'
import { audiences, owner } from '#auth'
import type { Config } from '#config'
import { AppError } from '#errors'
import {
  asCsv,
  experimentStates,
  newExperimentSchema,
  outcomeKinds,
  type Experiment,
  type ExperimentResult,
  type Experiments,
} from '#experiments'
import type { CommandContext } from './cli.ts'

interface CreateOptions {
  readonly hypothesis?: string
  readonly metric?: string
  readonly arms?: string
  readonly audiences?: string
  readonly expectedVisitors?: number
  readonly minimumEffect?: number
  readonly file?: string
}

/** `pollux experiments …`: which way of answering works better. */
export function addExperimentCommands(program: Command, context: CommandContext, config: () => Config): void {
  const experiments = program
    .command('experiments')
    .description('which way of answering works better, tried on real askers')
  const use = async <Result>(work: (experiments: Experiments) => Promise<Result>): Promise<Result> => {
    await using app = await context.openApp(config())
    if (!app.experiments)
      throw new AppError('not_found', 'Experiments are switched off here: ENABLE_AB_TESTING is false.')
    return await work(app.experiments) // before the app is closed
  }
  const show = (experiment: Experiment) => context.write(`${described(experiment)}\n`)

  experiments
    .command('list', { isDefault: true })
    .description('every experiment, the newest first')
    .addOption(new Option('--state <state>', 'only those').choices(experimentStates))
    .action(async (filter: { state?: Experiment['state'] }) => {
      const found = await use((all) => all.list(owner, filter))
      if (found.length === 0) context.write('There is no experiment. Make one: npm run pollux -- experiments create\n')
      for (const experiment of found) show(experiment)
    })
  experiments
    .command('create')
    .description('make a draft; the first arm is the control')
    .argument('[name]')
    .option('--hypothesis <text>', 'what you expect, and why')
    .addOption(new Option('--metric <kind>', 'what counts as a success').choices(outcomeKinds))
    .option('--arms <list>', 'strategies, comma-separated: automatic,concise')
    .option('--audiences <list>', 'whose visitors take part, comma-separated (default: public,recruiter)')
    .option('--minimum-effect <share>', 'smallest difference worth knowing (default: 0.03, three points)', asNumber)
    .option('--expected-visitors <count>', 'how many you expect in all (default: 10,000)', asNumber)
    .option('--file <path>', 'all of it as JSON, as POST /api/v1/experiments takes it')
    .action(async (name: string | undefined, options: CreateOptions) => {
      const input = parsed(await inputOf(name, options))
      show(await use((all) => all.create(owner, input)))
    })
  experiments
    .command('start')
    .description('show its arms to askers from now on')
    .argument('<id>')
    .action(async (id: string) => show(await use((all) => all.start(owner, id))))
  experiments
    .command('stop')
    .description('stop it for good')
    .argument('<id>')
    .option('--note <text>', 'why')
    .action(async (id: string, { note }: { note?: string }) => show(await use((all) => all.stop(owner, id, { note }))))
  experiments
    .command('delete')
    .description('delete one that does not run, with all that was counted of it')
    .argument('<id>')
    .action(async (id: string) => {
      await use((all) => all.delete(owner, id))
      context.write(`Deleted: ${id}\n`)
    })
  experiments
    .command('ship')
    .description('answer as one of its arms does, from now on')
    .argument('<id>')
    .argument('<arm>')
    .option('--force', 'though nothing shows that it is better')
    .option('--note <text>', 'why; needed with --force')
    .action(async (id: string, arm: string, options: { force?: boolean; note?: string }) =>
      show(await use((all) => all.ship(owner, id, { arm, ...options }))),
    )
  experiments
    .command('result')
    .description('what it says so far')
    .argument('<id>')
    .action(async (id: string) => context.write(summary(await use((all) => all.result(owner, id)))))
  experiments
    .command('export')
    .description('the result for a program')
    .argument('<id>')
    .addOption(new Option('--format <format>').choices(['json', 'csv']).default('json'))
    .action(async (id: string, { format }: { format: string }) => {
      const result = await use((all) => all.result(owner, id))
      context.write(format === 'csv' ? asCsv(result) : `${JSON.stringify(result, undefined, 2)}\n`)
    })
  experiments
    .command('defaults')
    .description('what was shipped, by audience')
    .addOption(new Option('--clear <audience>', 'take it back').choices(audiences))
    .action(async ({ clear }: { clear?: (typeof audiences)[number] }) => {
      if (clear) await use((all) => all.clearDefault(owner, clear))
      const defaults = await use((all) => all.defaults(owner))
      if (defaults.length === 0) context.write('Nothing is shipped: answers are shaped by the kind of question.\n')
      for (const { audience, strategy, writer, experimentId } of defaults)
        context.write(
          `${audience}: ${strategy}, written by ${writer === 'sources' ? 'the sources' : 'the model, where there is one'} (${experimentId ?? 'its experiment is gone'})\n`,
        )
    })
}

function asNumber(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('Give a number, such as 0.03.')
  return value
}

async function inputOf(
  name: string | undefined,
  { file, arms, audiences: who, ...options }: CreateOptions,
): Promise<unknown> {
  const list = (text: string) => text.split(',').map((part) => part.trim())
  if (file === undefined)
    return {
      name,
      ...options,
      ...(arms !== undefined && { arms: list(arms).map((arm) => ({ name: arm })) }),
      ...(who !== undefined && { audiences: list(who) }),
    }
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new AppError('not_found', `The file cannot be read: ${error.message}`, { cause: error })
  })
  return new Response(text).json().catch((error: Error) => {
    throw new AppError('invalid_input', `${file} is not JSON: ${error.message}`, { cause: error })
  })
}

function parsed(input: unknown) {
  const { data, error } = newExperimentSchema.safeParse(input)
  if (data) return data
  throw new AppError(
    'invalid_input',
    error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'),
  )
}

function described({ id, name, state, stoppedFor, metric, arms, audiences: who, shippedArm }: Experiment): string {
  const ended = shippedArm === null ? (stoppedFor === null ? '' : ` (${stoppedFor})`) : ` (${shippedArm})`
  return `${id}  ${name}\n  ${state}${ended}; ${arms.map((arm) => arm.name).join(', ')}; ${metric}; ${who.join(', ')}`
}

function summary({ experiment, arms, sampleRatio, verdict }: ExperimentResult): string {
  const lines = arms.map(({ name, visitors, conversions, rate, difference, stoppedFor }) => {
    const compared = difference
      ? `; ${signed(difference.estimate)} points from the control (${signed(difference.low)} to ${signed(difference.high)})`
      : ''
    const stopped = stoppedFor === null ? '' : `; stopped for its ${stoppedFor}`
    const share = rate === null ? '' : ` (${(rate * 100).toFixed(1)} %)`
    return `  ${name}: ${conversions} of ${visitors}${share}${compared}${stopped}`
  })
  return `${described(experiment)}\n${lines.join('\n')}\n  sample ratio: p = ${sampleRatio.p.toPrecision(2)}\n${verdict.message}\n`
}

function signed(difference: number): string {
  return `${difference < 0 ? '−' : '+'}${Math.abs(difference * 100).toFixed(1)}`
}
