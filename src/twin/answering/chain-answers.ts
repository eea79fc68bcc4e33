import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { appendEntry, merkleRoot } from '#audit'
import type { Database, Storage } from '#storage'
import { faultPoint } from '../../fault-point.ts'
import { answerDigest } from './answer-digest.ts'
import {
  addMissingLeaves,
  deleteLeaves,
  findShownAnswers,
  lockWaitingLeaves,
  placeLeaves,
  type WaitingLeaf,
} from './answer-leaf-store.ts'

/** What one entry of the kind `answers` says: the root of a Merkle tree (RFC 6962) over that many answers. */
export const answersEntrySchema = z.object({
  answers: z.int().min(1),
  /** When the first and the last of them were given. */
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  root: z.string(),
})
export type AnswersEntry = z.infer<typeof answersEntrySchema>

/** Puts into the chain what was answered, some time after it was. */
export interface AnswerChain {
  /** Answers were stored here: they are chained within a second or so. */
  stored(): void
  /** Chains all that is stored and not chained, whoever stored it; returns how many answers. Several may do it at once. */
  chain(): Promise<number>
  /** Until disposed, also looks for what processes left that died before they chained it. */
  watch(): AsyncDisposable
  /** Chains what was stored here and still waits. */
  [Symbol.asyncDispose](): Promise<void>
}

const delayMs = 1_000
const watchMs = 60_000

/** How long the end of a process waits for the database. */
const endMs = 2_000

/** Answers of one entry. */
const largestTree = 1_000

/** From the first to the last answer of one entry, so that no old answer's leaf is kept for the sake of a young one. */
export const longestTreeMs = 3_600_000

export function createAnswerChain({
  database,
  transaction,
  failed,
}: {
  database: Database
  transaction: Storage['transaction']
  failed: (error: unknown) => void
}): AnswerChain {
  let timer: NodeJS.Timeout | undefined
  let waits = false
  let running: Promise<number> | undefined

  async function chain(): Promise<number> {
    waits = false
    let total = 0
    for (;;) {
      const { chained, more } = await transaction((within) => chainOnce(within))
      total += chained
      if (!more) return total
    }
  }

  /** One at a time in a process. */
  function next(): Promise<number> {
    const run = (running ?? Promise.resolve(0)).catch(() => 0).then(chain)
    running = run
    return run
  }

  async function all(): Promise<number> {
    await addMissingLeaves(database)
    return next()
  }

  function later(): void {
    timer ??= setTimeout(() => {
      timer = undefined
      next().catch((error: unknown) => {
        waits = true // and the next answer, or the watch, tries again
        failed(error)
      })
    }, delayMs).unref()
  }

  return {
    stored() {
      waits = true
      later()
    },
    chain: all,
    watch() {
      let looking: Promise<unknown> = all().catch(failed)
      const interval = setInterval(() => void (looking = next().catch(failed)), watchMs).unref()
      return {
        async [Symbol.asyncDispose]() {
          clearInterval(interval)
          await looking
        },
      }
    },
    async [Symbol.asyncDispose]() {
      clearTimeout(timer)
      // A database that does not answer must not hold up the end: the next process chains them.
      if (waits) await Promise.race([next().catch(failed), delay(endMs, undefined, { ref: false })])
      else await running?.catch(() => {})
    },
  }
}

async function chainOnce(within: Parameters<typeof placeLeaves>[0]): Promise<{ chained: number; more: boolean }> {
  const waiting = await lockWaitingLeaves(within, largestTree)
  if (waiting.length === 0) return { chained: 0, more: false }
  faultPoint('answers-stored')
  const end = waiting[0]!.createdAt.getTime() + longestTreeMs
  const taken = waiting.filter(({ createdAt }) => createdAt.getTime() < end)
  const leaves = await withDigests(within, taken)
  const more = taken.length < waiting.length || waiting.length === largestTree
  if (leaves.length === 0) return { chained: 0, more }
  const body: AnswersEntry = {
    answers: leaves.length,
    from: leaves[0]!.createdAt.toISOString(),
    to: leaves.at(-1)!.createdAt.toISOString(),
    root: merkleRoot(leaves.map(leafData)),
  }
  const { sequence } = await appendEntry(within, { kind: 'answers', subject: 'answers', body })
  await placeLeaves(within, sequence, leaves)
  return { chained: leaves.length, more }
}

type Leaf = WaitingLeaf & { readonly digest: string }

/** What stands for an answer in the tree: its id, when it was given (UTC, milliseconds), and its digest. */
export function leafData({ answerId, createdAt, digest }: Leaf): string {
  return JSON.stringify([answerId, createdAt.toISOString(), digest])
}

/** Those of an older Pollux get theirs now; what is gone already never comes into the chain. */
async function withDigests(
  within: Parameters<typeof placeLeaves>[0],
  waiting: readonly WaitingLeaf[],
): Promise<Leaf[]> {
  const bare = waiting.filter(({ digest }) => digest === null).map(({ answerId }) => answerId)
  if (bare.length === 0) return waiting as Leaf[]
  const digests = new Map((await findShownAnswers(within, bare)).map((shown) => [shown.id, answerDigest(shown)]))
  const gone = bare.filter((id) => !digests.has(id))
  if (gone.length > 0) await deleteLeaves(within, gone)
  return waiting.flatMap((leaf) => {
    const digest = leaf.digest ?? digests.get(leaf.answerId)
    return digest === undefined ? [] : [{ ...leaf, digest }]
  })
}
