import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { owner } from '#auth'
import type { Config } from '#config'
import { AppError } from '#errors'
import { evaluationInputSchema, switchedOn, type Evaluation, type Performance } from '#interview'
import type { CommandContext } from './cli.ts'

/** `pollux interview evaluate` and `progress`: answers scored in the terminal. */
export function addEvaluationCommands(interview: Command, context: CommandContext, config: () => Config): void {
  interview
    .command('evaluate')
    .description('score an answer to an interview question; it is kept, for the progress')
    .argument('<question>')
    .argument('[answer]', 'or with --file')
    .option('--file <file>', 'read the answer from a text file')
    .option('--kind <kind>', 'technical, behavioural, industry, cultural or salary', 'behavioural')
    .option('--looks-for <point>', 'what a good answer contains, a short sentence; again for each, up to ten', added)
    .option(
      '--red-flag <point>',
      'what speaks against an answer, again for each; only a language model reads it',
      added,
    )
    .option('--json', 'print the whole evaluation')
    .action((question: string, answer: string | undefined, options: EvaluateOptions) =>
      evaluate(context, config(), { question, answer, ...options }),
    )
  interview
    .command('progress')
    .description('means and trends of your scored answers, what to work on, and the next milestones')
    .option('--json', 'print everything as JSON')
    .action((options: { json?: boolean }) => showProgress(context, config(), options))
}

interface EvaluateOptions {
  readonly kind: string
  readonly file?: string
  readonly looksFor?: string[]
  readonly redFlag?: string[]
  readonly json?: boolean
}

/** An option that is given once for each of several sentences: they have commas in them. */
function added(point: string, before: readonly string[] = []): string[] {
  return [...before, point]
}

async function evaluate(
  context: CommandContext,
  config: Config,
  {
    question,
    answer,
    file,
    kind,
    looksFor,
    redFlag: redFlags,
    json,
  }: EvaluateOptions & { question: string; answer: string | undefined },
): Promise<void> {
  if ((answer === undefined) === (file === undefined))
    throw new AppError('invalid_input', 'Give the answer as the second argument, or a file with --file.')
  const text = answer ?? (await readText(file!))
  const parsed = evaluationInputSchema.safeParse({ question, kind, answer: text, looksFor, redFlags })
  if (!parsed.success)
    throw new AppError(
      'invalid_input',
      parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'),
    )
  await using app = await context.openApp(config)
  const found = await switchedOn(app.interview.evaluations).evaluate(owner, parsed.data, { signal: context.stopped })
  context.write(json ? `${JSON.stringify(found)}\n` : describe(found))
}

async function showProgress(context: CommandContext, config: Config, { json }: { json?: boolean }): Promise<void> {
  await using app = await context.openApp(config)
  const evaluations = switchedOn(app.interview.evaluations)
  const performance = await evaluations.performance(owner)
  const { recommendations } = await evaluations.recommendations(owner, {})
  const { milestones } = await evaluations.milestones(owner, { numberOfMilestones: 5 })
  if (json) {
    context.write(`${JSON.stringify({ performance, recommendations, milestones })}\n`)
    return
  }
  context.write(describePerformance(performance))
  for (const { dimension, mean, text } of recommendations) context.write(`  ${dimension} (${mean}): ${text}\n`)
  for (const { measure, threshold, missing } of milestones)
    context.write(`  ${missing} points to ${threshold}: ${measure}\n`)
}

function describe({ score: { total, band, dimensions, advice } }: Evaluation): string {
  const lines = Object.entries(dimensions).map(
    ([name, { points, note, quotes }]) =>
      `  ${name.padEnd(12)} ${String(points).padStart(3)}  ${quotes[0] ? `"${quotes[0].text}"` : note}`,
  )
  return `${total} of 100 (${band.low} to ${band.high})\n${lines.join('\n')}\n${advice.map((text) => `- ${text}\n`).join('')}`
}

function describePerformance({ answers, total, needs, kinds }: Performance): string {
  if (needs !== null || total === null) return `${needs}\n`
  const lines = Object.entries(kinds).map(([kind, series]) => `  ${kind}: ${series.mean} (${series.count})\n`)
  return `${answers} answers, mean ${total.mean}, ${total.trend}\n${lines.join('')}`
}

async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: Error) => {
    throw new AppError('invalid_input', `The answer cannot be read: ${error.message}`, { cause: error })
  })
}
