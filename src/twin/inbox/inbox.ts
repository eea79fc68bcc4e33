import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { appendEntry } from '#audit'
import { audienceLevel, audiences, requireScope, requireWriter, type Actor } from '#auth'
import type { Database, Storage, Transaction } from '#storage'
import { AppError } from '../../errors.ts'
import { faultPoint } from '../../fault-point.ts'
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
  deleteGap,
  findGap,
  gapStates,
  listAnsweredWith,
  listGaps,
  listGapsFor,
  recordBadRating,
  recordGap,
  reopenGaps,
  resolveGap,
  type Gap,
  type GapList,
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
  /** Remembers a question that nothing answered, and the one before it in its conversation; false when there is no room for it. */
  record(asked: UnansweredQuestion): Promise<boolean>
  /**
   * Open gaps by default, the most asked first, as far as the actor may know of them and of their answers; of too many, those of
   * the most trusted askers.
   */
  list(actor: Actor, state?: GapState): Promise<GapList>
  /** Turns the owner's answer into a source and the question, and those that it answers too, into regression cases; all or nothing. */
  answer(actor: Actor, id: string, input: OwnersAnswer): Promise<{ gap: Gap; source: IngestedSource }>
  dismiss(actor: Actor, id: string): Promise<Gap>
  /**
   * Takes back what was decided: a dismissed question is open again; so is an answered one, with the others that the same answer
   * answered, and the answer is deleted. Returns those that are open again.
   */
  reopen(actor: Actor, id: string): Promise<Gap[]>
  /** Deletes a question that no source answers, for good; the chain says that it was, and by whom. */
  remove(actor: Actor, id: string): Promise<void>
}

export { gapStates }

export interface InboxNeeds {
  readonly database: Database
  readonly transaction: Storage['transaction']
  readonly ingest: (file: FileToIngest) => Promise<IngestReport>
  readonly withdraw: Sources['withdraw']
}

const listLimit = 500

export function createInbox({ database, transaction, ingest, withdraw }: InboxNeeds): Inbox {
  async function find(connection: Database | Transaction, id: string): Promise<Gap> {
    const gap = await findGap(connection, id)
    if (!gap) throw new AppError('not_found', 'There is no such question in the inbox.')
    return gap
  }

  async function resolve(
    connection: Database | Transaction,
    id: string,
    state: 'answered' | 'dismissed',
    sourceId: string | null,
  ): Promise<Gap> {
    const resolved = await resolveGap(connection, id, state, sourceId)
    if (resolved) return resolved
    const before = await find(connection, id)
    throw new AppError('conflict', `This question was already ${before.state}.`)
  }

  async function answerWith(within: Transaction, id: string, source: IngestedSource): Promise<Gap> {
    const gap = await resolve(within, id, 'answered', source.id)
    const { question, context, language } = gap
    const asked = { question, context, language, audience: audienceLevel(source.audience) }
    await addRegressionCase(within, { id: newId('case'), ...asked, sourceId: source.id })
    return gap
  }

  return {
    async record({ question, language, audience, turns }) {
      // The same "And before that?" after two questions is two questions.
      const folded = keyOf(wholeQuestion(question, language, turns))
      const context = contextOf(turns, language) ?? null
      return recordGap(database, { id: newId('gap'), question, context, folded, language, audience })
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
      const { question, language, context } = await find(database, id)
      // Sorted, so that of two answers at once one waits for the other, and is refused.
      const ids = [...new Set([id, ...input.also])].sort()
      const answered: Gap[] = []
      const report = await ingest({
        // A new source for each answer: an earlier one, to the same question, may be for another audience.
        origin: `inbox:${newId('answer')}`,
        name: `${id}.txt`,
        bytes: Buffer.from(input.answer),
        kind: 'answer',
        title: wholeQuestion(question, language, turnsBefore(context)),
        language,
        audience: input.audience,
        expiresAt: input.expiresAt ? new Date(input.expiresAt) : undefined,
        async also(within, sources) {
          faultPoint('inbox-answer:written')
          answered.length = 0 // of a try before
          for (const each of ids) answered.push(await answerWith(within, each, sources[0]!))
          faultPoint('inbox-answer:linked')
        },
      })
      if (report.status === 'skipped') throw new AppError('invalid_input', report.message)
      faultPoint('inbox-answer:committed')
      return { gap: answered.find((gap) => gap.id === id)!, source: report.sources[0]! }
    },

    async dismiss(actor, id) {
      requireWriter(actor, 'inbox:write')
      return resolve(database, id, 'dismissed', null)
    },

    async reopen(actor, id) {
      requireWriter(actor, 'inbox:write')
      const gap = await find(database, id)
      const open = gap.sourceId
        ? await withdraw(gap.sourceId, async (within) => reopenGaps(within, await listAnsweredWith(within, gap)))
        : await reopenGaps(database, [id])
      if (open.length === 0) throw new AppError('conflict', 'This question is open already.')
      return open
    },

    async remove(actor, id) {
      requireWriter(actor, 'inbox:write')
      await transaction(async (within) => {
        if (!(await deleteGap(within, id))) {
          await find(within, id)
          throw new AppError(
            'conflict',
            'This question is answered. Take the answer back first; then it can be deleted.',
          )
        }
        await appendEntry(within, { kind: 'questions_deleted', subject: id, body: { questions: 1, by: actor.id } })
      })
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
