import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { audienceLevel, audiences, requireScope, requireWriter, type Actor } from '#auth'
import type { Database } from '#storage'
import { AppError } from '../../errors.ts'
import { expirySchema } from '../knowledge/expiry.ts'
import type { Turn } from '../answering/analyze-question.ts'
import type { UnansweredQuestion } from '../answering/answer-question.ts'
import type { BadlyRated } from '../answering/feedback.ts'
import { contextOf, wholeQuestion } from '../answering/question-context.ts'
import type { FileToIngest, IngestedSource, IngestReport } from '../knowledge/ingest.ts'
import type { Sources } from '../knowledge/sources.ts'
import { fold } from '../text/terms.ts'
import {
  addRegressionCase,
  findGap,
  gapStates,
  listAnsweredWith,
  listGaps,
  listGapsFor,
  recordBadRating,
  recordGap,
  reopenGaps,
  resolveGap,
  setGapSource,
  type Gap,
  type GapState,
} from './inbox-store.ts'

export const gapIdSchema = z.string().regex(/^[a-z]+_[0-9a-z]{1,60}$/, 'is not the id of a question')

export const ownersAnswerSchema = z.strictObject({
  answer: z
    .string()
    .trim()
    .min(1, 'write an answer')
    .max(20_000)
    .describe('Your answer, in the first person. It becomes a source.'),
  audience: z.enum(audiences).default('owner').describe('Who may see it.'),
  expiresAt: expirySchema.optional(),
  also: z.array(gapIdSchema).max(100).default([]).describe('Ids of other open questions that it answers too.'),
})
export type OwnersAnswer = z.infer<typeof ownersAnswerSchema>

export interface Inbox {
  /** Puts a question there whose answer was rated badly; one that is there is marked. */
  recordBadRating(rated: BadlyRated): Promise<void>
  /** Remembers a question that nothing answered, and the one before it in its conversation. */
  record(asked: UnansweredQuestion): Promise<void>
  /** Open gaps by default, the most asked first, as far as the actor may know of them and of their answers. */
  list(actor: Actor, state?: GapState): Promise<Gap[]>
  /** Turns the owner's answer into a source and the question, and those that it answers too, into regression cases. */
  answer(actor: Actor, id: string, input: OwnersAnswer): Promise<{ gap: Gap; source: IngestedSource }>
  dismiss(actor: Actor, id: string): Promise<Gap>
  /**
   * Takes back what was decided: a dismissed question is open again; so is an answered one, with the others that the same answer
   * answered, and the answer is deleted. Returns those that are open again.
   */
  reopen(actor: Actor, id: string): Promise<Gap[]>
}

export { gapStates }

export interface InboxNeeds {
  readonly database: Database
  readonly ingest: (file: FileToIngest) => Promise<IngestReport>
  readonly withdraw: Sources['withdraw']
}

const listLimit = 500

export function createInbox({ database, ingest, withdraw }: InboxNeeds): Inbox {
  async function store(gap: Gap, input: OwnersAnswer): Promise<IngestedSource> {
    const report = await ingest({
      // A new source for each answer: an earlier one, to the same question, may be for another audience.
      origin: `inbox:${newId('answer')}`,
      name: `${gap.id}.txt`,
      bytes: Buffer.from(input.answer),
      kind: 'answer',
      title: wholeQuestion(gap.question, gap.language, turnsBefore(gap.context)),
      language: gap.language,
      audience: input.audience,
      expiresAt: input.expiresAt ? new Date(input.expiresAt) : undefined,
    })
    if (report.status === 'skipped') throw new AppError('invalid_input', report.message)
    return report.sources[0]!
  }

  async function find(id: string): Promise<Gap> {
    const gap = await findGap(database, id)
    if (!gap) throw new AppError('not_found', 'There is no such question in the inbox.')
    return gap
  }

  /** Marks it as answered before anything is written: of two answers at once, one is refused. */
  async function take(id: string): Promise<Gap> {
    const gap = await find(id)
    if (gap.state !== 'open') throw new AppError('conflict', `This question was already ${gap.state}.`)
    if (!(await resolveGap(database, id, 'answered', null)))
      throw new AppError('conflict', 'Somebody else resolved this question at the same moment.')
    return gap
  }

  return {
    async record({ question, language, audience, turns }) {
      // The same "And before that?" after two questions is two questions.
      const folded = keyOf(wholeQuestion(question, language, turns))
      const context = contextOf(turns, language) ?? null
      await recordGap(database, { id: newId('gap'), question, context, folded, language, audience })
    },

    async recordBadRating({ question, language, audience, reason }) {
      const gap = { id: newId('gap'), question, context: null, folded: keyOf(question), language, audience }
      await recordBadRating(database, gap, reason ?? null)
    },

    async list(actor, state = 'open') {
      requireScope(actor, 'inbox:read')
      if (actor.audience === 'owner') return listGaps(database, state, listLimit)
      return listGapsFor(database, actor.audience, state, listLimit)
    },

    async answer(actor, id, input) {
      requireWriter(actor, 'inbox:write')
      const taken: Gap[] = []
      try {
        for (const each of new Set([id, ...input.also])) taken.push(await take(each))
        const source = await store(taken[0]!, input)
        for (const { id: answered, question, context, language } of taken) {
          await setGapSource(database, answered, source.id)
          const asked = { question, context, language, audience: audienceLevel(source.audience) }
          await addRegressionCase(database, { id: newId('case'), ...asked, sourceId: source.id })
        }
        return { gap: (await findGap(database, id))!, source }
      } catch (error) {
        if (taken.length > 0)
          await reopenGaps(
            database,
            taken.map((gap) => gap.id),
          )
        throw error
      }
    },

    async dismiss(actor, id) {
      requireWriter(actor, 'inbox:write')
      const resolved = await resolveGap(database, id, 'dismissed', null)
      if (resolved) return resolved
      const { state } = await find(id)
      throw new AppError('conflict', `This question was already ${state}.`)
    },

    async reopen(actor, id) {
      requireWriter(actor, 'inbox:write')
      const gap = await find(id)
      const open = gap.sourceId
        ? await withdraw(gap.sourceId, async (transaction) =>
            reopenGaps(transaction, await listAnsweredWith(transaction, gap)),
          )
        : await reopenGaps(database, [id])
      if (open.length === 0) throw new AppError('conflict', 'This question is open already.')
      return open
    },
  }
}

/** A digest, because PostgreSQL indexes no more than 2,704 bytes and a question may have 8,000. */
function keyOf(whole: string): string {
  const folded = fold(whole)
    .replace(/[\s\p{P}]+/gu, ' ')
    .trim()
  return createHash('sha256')
    .update(folded || whole)
    .digest('hex')
}

function turnsBefore(context: string | null): Turn[] {
  return context === null ? [] : [{ question: context, sentences: [] }]
}

function newId(kind: string): string {
  return `${kind}_${randomBytes(10).toString('hex')}`
}
