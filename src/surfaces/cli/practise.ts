import { randomUUID } from 'node:crypto'
import { createInterface } from 'node:readline'
import { owner } from '#auth'
import type { Config } from '#config'
import { AppError } from '#errors'
import { sessionAnswerSchema, sessionIdSchema, switchedOn, type Session } from '#interview'
import type { CommandContext } from './cli.ts'
import { parsed, planInput, reportText, type InterviewOptions } from './interviews.ts'

const howTo =
  'Type your answer and end it with an empty line. /skip leaves a question out, /pause stops the clock and ends here, /quit abandons.\n'

/**
 * An interview in the terminal. What was answered is stored at once; when the input ends in the middle, the session is
 * paused, and `--resume` goes on with it.
 */
export async function practise(
  context: CommandContext,
  config: Config,
  { resume, json: _, ...options }: InterviewOptions & { resume?: string },
): Promise<void> {
  const input = await planInput(options)
  await using app = await context.openApp(config)
  const { practice } = switchedOn(app.interview.interviews)
  let session =
    resume === undefined
      ? await practice.start(owner, input)
      : await practice.resume(owner, parsed(sessionIdSchema, resume))
  context.write(
    `${session.title} (${session.stage}, ${session.level}), ${session.minutes} minutes. ${session.id}\n${howTo}`,
  )
  const lines = createInterface({ input: context.input, crlfDelay: Infinity })
  context.stopped.addEventListener('abort', () => lines.close(), { once: true })
  const read = lines[Symbol.asyncIterator]()
  try {
    while (session.question) {
      context.write(`\n${clockOf(session)} ${session.question.question}\n`)
      const typed = await readAnswer(read)
      const { turn } = session.question
      if (typed === undefined || typed === '/pause') {
        await practice.pause(owner, session.id)
        context.write(`Paused. Go on with: npm run pollux -- interview practise --resume ${session.id}\n`)
        return
      }
      if (typed === '/quit') {
        session = await practice.abandon(owner, session.id)
        break
      }
      const answer = typed === '/skip' ? { skip: true as const } : { answer: typed }
      try {
        const given = parsed(sessionAnswerSchema, { key: randomUUID(), turn, ...answer })
        session = await practice.answer(owner, session.id, given)
      } catch (error) {
        // Too long, or no words: the question stays open.
        if (!(error instanceof AppError) || error.code !== 'invalid_input') throw error
        context.warn(`${error.message}\n`)
        continue
      }
      const score = session.answers.at(-1)?.score
      if (score) context.write(`   score ${score.total} (${score.band.low} to ${score.band.high})\n`)
    }
  } finally {
    lines.close()
  }
  context.write(`\n${reportText(await practice.report(owner, session.id))}`)
}

/** Undefined at the end of the input. */
async function readAnswer(lines: AsyncIterator<string>): Promise<string | undefined> {
  const typed: string[] = []
  for (;;) {
    const { value, done } = await lines.next()
    if (done) return undefined
    const line = value.trimEnd()
    if (typed.length === 0 && /^\/(skip|pause|quit)$/.test(line)) return line
    if (line !== '') typed.push(line)
    else if (typed.length > 0) return typed.join('\n')
  }
}

function clockOf({ clock, question }: Session): string {
  const minutes = Math.floor(clock.remainingSeconds / 60)
  const seconds = String(clock.remainingSeconds % 60).padStart(2, '0')
  return `[${minutes}:${seconds} left, ${question!.minutes} min for this]`
}
