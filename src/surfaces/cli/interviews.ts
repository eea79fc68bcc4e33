import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { owner, type Audience } from '#auth'
import type { Config } from '#config'
import { AppError } from '#errors'
import {
  planInputSchema,
  postingSchema,
  questionQuerySchema,
  sessionIdSchema,
  switchedOn,
  type BankLanguage,
  type Level,
  type PlanInput,
  type QuestionKind,
  type SessionReport,
  type Stage,
} from '#interview'
import type { CommandContext } from './cli.ts'

export interface QuestionOptions {
  readonly kind?: QuestionKind
  readonly level?: Level
  readonly stage?: Stage
  readonly topic?: string
  readonly language: BankLanguage
  readonly json?: boolean
}

export interface InterviewOptions {
  readonly role?: string
  readonly job?: string
  /** A file. */
  readonly posting?: string
  readonly stage?: Stage
  readonly level?: Level
  readonly minutes: number
  readonly language: BankLanguage
  readonly json?: boolean
}

export async function listQuestions(
  context: CommandContext,
  config: Config,
  { json, ...query }: QuestionOptions,
): Promise<void> {
  const asked = parsed(questionQuerySchema, { ...query, limit: 200 })
  await using app = await context.openApp(config)
  const { questions } = await switchedOn(app.interview.interviews).questions.list(owner, asked)
  if (questions.length === 0) context.write('The bank has no such question.\n')
  for (const question of questions) {
    const { id, question: text, topics, levels, minutes } = question
    context.write(
      json
        ? `${JSON.stringify(question)}\n`
        : `${id}  ${text}\n  ${levels.join(', ')}; ${topics.join(', ')}; ${minutes} minutes\n`,
    )
  }
}

export async function planInterview(
  context: CommandContext,
  config: Config,
  { json, ...options }: InterviewOptions,
): Promise<void> {
  const input = await planInput(options)
  await using app = await context.openApp(config)
  const plan = await switchedOn(app.interview.interviews).plan(owner, input)
  if (json) return context.write(`${JSON.stringify(plan)}\n`)
  context.write(
    `${plan.title}\n${plan.stage} (${plan.stageReason}); ${plan.level} (${plan.levelReason}); ${plan.plannedMinutes} of ${plan.minutes} minutes\n\n`,
  )
  for (const [index, { question, minutes, reasons }] of plan.questions.entries()) {
    context.write(`${index + 1}. ${question} (${minutes} min)\n`)
    for (const { text } of reasons) context.write(`   - ${text}\n`)
  }
}

export async function simulateInterview(
  context: CommandContext,
  config: Config,
  { json, audience, ...options }: InterviewOptions & { audience: Audience },
): Promise<void> {
  const input = await planInput(options)
  await using app = await context.openApp(config)
  const simulation = await switchedOn(app.interview.interviews).simulate(
    owner,
    { ...input, audience },
    { signal: context.stopped },
  )
  if (json) return context.write(`${JSON.stringify(simulation)}\n`)
  const { transcript, summary } = simulation
  const sources = new Map<string, number>()
  for (const { interviewer, refused, beside, message, sentences, score } of transcript) {
    context.write(`Q: ${interviewer}\n`)
    const said = sentences.map(({ text, citations }) => {
      const marks = citations.map(({ title }) => {
        if (!sources.has(title)) sources.set(title, sources.size + 1)
        return `[${sources.get(title)}]`
      })
      return `${text} ${[...new Set(marks)].join('')}`
    })
    context.write(`A: ${refused ? message : said.join(' ')}\n`)
    context.write(
      score
        ? `   score ${score.total} (${score.band.low} to ${score.band.high})\n\n`
        : `   ${beside ? 'beside the question' : 'not answered'}\n\n`,
    )
  }
  for (const [title, number] of sources) context.write(`[${number}] ${title}\n`)
  context.write(
    `\n${summary.answered} of ${summary.asked} questions answered (${summary.rephrased} only in other words), ${summary.beside} answered beside the question; ${summary.citedSentences} of ${summary.sentences} sentences cited; ${summary.score === null ? 'no score' : `mean score of those answered ${summary.score}`}\n`,
  )
}

export async function listSessions(context: CommandContext, config: Config): Promise<void> {
  await using app = await context.openApp(config)
  const { sessions } = await switchedOn(app.interview.interviews).practice.list(owner, { limit: 100 })
  if (sessions.length === 0) context.write('You have not practised yet: npm run pollux -- interview practise\n')
  for (const { id, title, stage, state, startedAt, result } of sessions) {
    const score = typeof result?.score === 'number' ? `; mean score ${result.score}` : ''
    context.write(`${id}  ${title} (${stage})\n  ${state}, begun ${startedAt}${score}\n`)
  }
}

export async function reportSession(
  context: CommandContext,
  config: Config,
  id: string,
  { json }: { json?: boolean },
): Promise<void> {
  await using app = await context.openApp(config)
  const report = await switchedOn(app.interview.interviews).practice.report(owner, parsed(sessionIdSchema, id))
  context.write(json ? `${JSON.stringify(report)}\n` : reportText(report))
}

export async function removeSession(context: CommandContext, config: Config, id: string): Promise<void> {
  await using app = await context.openApp(config)
  await switchedOn(app.interview.interviews).practice.remove(owner, parsed(sessionIdSchema, id))
  context.write(`Deleted: ${id}\n`)
}

export async function planInput({ job, posting, ...options }: Omit<InterviewOptions, 'json'>): Promise<PlanInput> {
  const { role, stage, level, minutes, language } = options
  return parsed(planInputSchema, {
    minutes,
    language,
    ...(role !== undefined && { role }),
    ...(stage !== undefined && { stage }),
    ...(level !== undefined && { level }),
    ...(job !== undefined && { jobId: job }),
    ...(posting !== undefined && { posting: await readPosting(posting) }),
  })
}

export function reportText({
  session,
  result,
  clock,
  questions,
  strengths,
  toPractise,
  advice,
}: SessionReport): string {
  const lines = [`${session.title} (${session.stage}, ${session.level})`, '']
  for (const { item, question, state, score, seconds, overtimeSeconds, looksFor } of questions) {
    lines.push(`${item}. ${question}`)
    const time = `${seconds} s${overtimeSeconds > 0 ? `, ${overtimeSeconds} s over` : ''}`
    if (!score) {
      lines.push(`   ${state === 'skipped' ? 'skipped' : 'not reached'}`)
      continue
    }
    lines.push(`   score ${score.total} (${score.band.low} to ${score.band.high}); ${time}`)
    for (const [name, { points, weight, quotes }] of Object.entries(score.dimensions))
      if (weight > 0) lines.push(`   ${name} ${points}${quotes[0] ? `: “${shortened(quotes[0].text)}”` : ''}`)
    if (looksFor.length > 0) lines.push(`   a good answer: ${looksFor.join(' ')}`)
  }
  lines.push(
    '',
    `${result.answered} answered, ${result.skipped} skipped, ${result.notReached} not reached${followUps(result.skippedFollowUps)}; ${result.score === null ? 'no score' : `mean score of those answered ${result.score}`}`,
    `${Math.round(clock.elapsedSeconds / 60)} of ${session.minutes} minutes${clock.overtimeSeconds > 0 ? `, ${clock.overtimeSeconds} s over` : ''}${clock.pauses > 0 ? `; ${clock.pauses} ${clock.pauses === 1 ? 'pause' : 'pauses'}` : ''}`,
  )
  if (strengths.length > 0) lines.push(`Strong: ${strengths.join(', ')}`)
  if (toPractise.length > 0) lines.push(`To practise: ${toPractise.join(', ')}`)
  for (const line of advice) lines.push(`- ${line}`)
  return `${lines.join('\n')}\n`
}

function followUps(skipped: number): string {
  return skipped === 0 ? '' : `, ${skipped} ${skipped === 1 ? 'follow-up' : 'follow-ups'} skipped`
}

/** Throws `invalid_input` with each thing that is wrong. */
export function parsed<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new AppError(
    'invalid_input',
    result.error.issues.map(({ path, message }) => `${path.join('.') || 'the value'} ${message}.`).join('\n'),
  )
}

async function readPosting(path: string): Promise<z.output<typeof postingSchema>> {
  try {
    return parsed(postingSchema, await new Response(await readFile(path, 'utf8')).json())
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError('invalid_input', `The posting ${path} cannot be read: ${(cause as Error).message}`, { cause })
  }
}

function shortened(text: string): string {
  return text.length <= 100 ? text : `${text.slice(0, 100).replace(/\s+\S*$/, '')}…`
}
