import { merkleRoot, readBody, type AuditEntry, type Broken, type Witness } from '#audit'
import type { Database } from '#storage'
import { answerDigest } from './answer-digest.ts'
import { findDeletedBefore, findDeletedByAskers, listLeaves, type ChainedLeaf } from './answer-leaf-store.ts'
import { answersEntrySchema, leafData, type AnswersEntry } from './chain-answers.ts'

/** Answers that are read back at once. */
const readAtOnce = 1_000

/** Whether the answers are those that were chained: none changed, none missing but those deleted as too old, or by whoever asked. */
export const answersWitness: Witness = {
  kind: 'answers',
  async check(moment, entries) {
    if (entries.length === 0) return undefined
    const deletedBefore = (await findDeletedBefore(moment))?.toISOString() ?? ''
    const deleted: Deleted = { before: deletedBefore, ids: await findDeletedByAskers(moment) }
    const kept: Chained[] = []
    let unread: Broken | undefined
    for (const entry of entries) {
      const body = readBody(entry, answersEntrySchema)
      if (!body) {
        unread = { sequence: entry.sequence, reason: 'it does not say which answers it is about' }
        break
      }
      if (body.to >= deletedBefore) kept.push({ entry, body })
    }
    for (const batch of batches(kept)) {
      const broken = await checkBatch(moment, batch, deleted)
      if (broken) return broken
    }
    return unread
  },
}

interface Deleted {
  /** From before this moment, as too old. */
  readonly before: string
  readonly ids: ReadonlySet<string>
}

interface Chained {
  readonly entry: AuditEntry
  readonly body: AnswersEntry
}

function* batches(entries: readonly Chained[]): Generator<Chained[]> {
  let batch: Chained[] = []
  let answers = 0
  for (const chained of entries) {
    batch.push(chained)
    answers += chained.body.answers
    if (answers < readAtOnce) continue
    yield batch
    batch = []
    answers = 0
  }
  if (batch.length > 0) yield batch
}

async function checkBatch(moment: Database, batch: readonly Chained[], deleted: Deleted): Promise<Broken | undefined> {
  const leaves = Map.groupBy(
    await listLeaves(
      moment,
      batch.map(({ entry }) => entry.sequence),
    ),
    ({ sequence }) => sequence,
  )
  for (const { entry, body } of batch) {
    const reason = wrongWith(body, leaves.get(entry.sequence) ?? [], deleted)
    if (reason) return { sequence: entry.sequence, reason }
  }
  return undefined
}

function wrongWith(
  { answers, root }: AnswersEntry,
  leaves: readonly ChainedLeaf[],
  deleted: Deleted,
): string | undefined {
  if (leaves.length !== answers) return `of its ${answers} answers, ${leaves.length} are known`
  if (merkleRoot(leaves.map(leafData)) !== root) return 'the leaves of its answers are not those that were chained'
  for (const { answerId, createdAt, digest, shown } of leaves) {
    if (!shown) {
      if (createdAt.toISOString() >= deleted.before && !deleted.ids.has(answerId))
        return `the answer ${answerId} was removed`
    } else if (answerDigest(shown) !== digest || shown.createdAt.getTime() !== createdAt.getTime())
      return `the answer ${answerId} was changed`
  }
  return undefined
}
