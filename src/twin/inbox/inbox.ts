import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { audienceLevel, audiences, requireScope, type Actor } from '#auth'
import type { Database } from '#storage'
import { AppError } from '../../errors.ts'
import type { FileToIngest, IngestedSource, IngestReport } from '../knowledge/ingest.ts'
import type { Language } from '../text/language.ts'
import { fold } from '../text/terms.ts'
import { addRegressionCase, findGap, gapStates, listGaps, recordGap, resolveGap, type Gap, type GapState } from './inbox-store.ts'

export const ownersAnswerSchema = z.strictObject({
  answer: z.string().trim().min(1, 'write an answer').max(20_000).describe('Your answer, in the first person. It becomes a source.'),
  audience: z.enum(audiences).default('public').describe('Who may see it.'),
  expiresAt: z.iso.datetime({ offset: true }).optional().describe('When it stops being true.'),
})
export type OwnersAnswer = z.infer<typeof ownersAnswerSchema>

export interface Inbox {
  /** Remembers a question that nothing answered. */
  record(question: string, language: Language): Promise<void>
  /** Open gaps by default, the most asked first. */
  list(actor: Actor, state?: GapState): Promise<Gap[]>
  /** Turns the owner's answer into a source and the question into a regression case. */
  answer(actor: Actor, id: string, input: OwnersAnswer): Promise<{ gap: Gap; source: IngestedSource }>
  dismiss(actor: Actor, id: string): Promise<Gap>
}

export { gapStates }

export interface InboxNeeds {
  readonly database: Database
  readonly ingest: (file: FileToIngest) => Promise<IngestReport>
}

const listLimit = 500

export function createInbox({ database, ingest }: InboxNeeds): Inbox {
  return {
    async record(question, language) {
      const folded = fold(question).replace(/[\s\p{P}]+/gu, ' ').trim()
      await recordGap(database, { id: newId('gap'), question, folded: folded || question, language })
    },

    async list(actor, state = 'open') {
      requireScope(actor, 'inbox:read')
      return listGaps(database, state, listLimit)
    },

    async answer(actor, id, input) {
      requireScope(actor, 'inbox:write')
      const gap = await findGap(database, id)
      if (!gap) throw new AppError('not_found', 'There is no such question in the inbox.')
      if (gap.state !== 'open') throw new AppError('conflict', `This question was already ${gap.state}.`)
      // Reading first and closing after: a crash in between leaves the gap open with its answer stored, and answering again updates that same source.
      const report = await ingest({
        origin: `inbox:${id}`,
        name: `${id}.txt`,
        bytes: Buffer.from(input.answer),
        kind: 'answer',
        title: gap.question,
        language: gap.language,
        audience: input.audience,
        expiresAt: input.expiresAt ? new Date(input.expiresAt) : undefined,
      })
      if (report.status === 'skipped') throw new AppError('invalid_input', report.message)
      const source = report.status === 'unchanged' ? undefined : report.sources[0]
      if (!source) throw new AppError('conflict', 'This question has just been answered with the same words.')
      const resolved = await resolveGap(database, id, 'answered', source.id)
      if (!resolved) throw new AppError('conflict', 'Somebody else resolved this question at the same moment.')
      await addRegressionCase(database, { id: newId('case'), question: gap.question, language: gap.language, audience: audienceLevel(input.audience), sourceId: source.id })
      return { gap: resolved, source }
    },

    async dismiss(actor, id) {
      requireScope(actor, 'inbox:write')
      const resolved = await resolveGap(database, id, 'dismissed', null)
      if (resolved) return resolved
      const gap = await findGap(database, id)
      if (!gap) throw new AppError('not_found', 'There is no such question in the inbox.')
      throw new AppError('conflict', `This question was already ${gap.state}.`)
    },
  }
}

function newId(kind: string): string {
  return `${kind}_${randomBytes(10).toString('hex')}`
}
