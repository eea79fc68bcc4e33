import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { audienceLevel, audiences, requireScope, type Actor, type Audience } from '#auth'
import type { Database } from '#storage'
import { AppError } from '../../errors.ts'
import type { FileToIngest, IngestedSource, IngestReport } from '../knowledge/ingest.ts'
import type { Language } from '../text/language.ts'
import { fold } from '../text/terms.ts'
import {
  addRegressionCase,
  findGap,
  gapStates,
  listGaps,
  recordGap,
  reopenGap,
  resolveGap,
  setGapSource,
  type Gap,
  type GapState,
} from './inbox-store.ts'

export const ownersAnswerSchema = z.strictObject({
  answer: z
    .string()
    .trim()
    .min(1, 'write an answer')
    .max(20_000)
    .describe('Your answer, in the first person. It becomes a source.'),
  audience: z.enum(audiences).default('owner').describe('Who may see it.'),
  expiresAt: z.iso.datetime({ offset: true }).optional().describe('When it stops being true.'),
})
export type OwnersAnswer = z.infer<typeof ownersAnswerSchema>

export interface Inbox {
  /** Remembers a question that nothing answered. */
  record(question: string, language: Language, audience: Audience): Promise<void>
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
  async function store(gap: Gap, input: OwnersAnswer): Promise<IngestedSource> {
    const report = await ingest({
      // A new source for each answer: an earlier one, to the same question, may be for another audience.
      origin: `inbox:${newId('answer')}`,
      name: `${gap.id}.txt`,
      bytes: Buffer.from(input.answer),
      kind: 'answer',
      title: gap.question,
      language: gap.language,
      audience: input.audience,
      expiresAt: input.expiresAt ? new Date(input.expiresAt) : undefined,
    })
    if (report.status === 'skipped') throw new AppError('invalid_input', report.message)
    const source = report.status === 'unchanged' ? undefined : report.sources[0]
    if (!source) throw new Error('A new source cannot be unchanged')
    return source
  }

  return {
    async record(question, language, audience) {
      const folded = fold(question)
        .replace(/[\s\p{P}]+/gu, ' ')
        .trim()
      // A digest, because PostgreSQL indexes no more than 2,704 bytes and a question may have 8,000.
      const key = createHash('sha256')
        .update(folded || question)
        .digest('hex')
      await recordGap(database, { id: newId('gap'), question, folded: key, language, audience })
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
      // The update is the lock: of two answers at once, one is refused before it has written anything.
      if (!(await resolveGap(database, id, 'answered', null)))
        throw new AppError('conflict', 'Somebody else resolved this question at the same moment.')
      try {
        const source = await store(gap, input)
        await setGapSource(database, id, source.id)
        await addRegressionCase(database, {
          id: newId('case'),
          question: gap.question,
          language: gap.language,
          audience: audienceLevel(source.audience),
          sourceId: source.id,
        })
        return { gap: (await findGap(database, id))!, source }
      } catch (error) {
        await reopenGap(database, id)
        throw error
      }
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
