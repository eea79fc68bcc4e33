import { z } from 'zod'
import { AppError } from '../../errors.ts'
import { defineCapability, type Capability } from '../agent.ts'
import { entryProblems, examineCache, type ExaminedEntry, type ExamineNeeds } from './examine-cache.ts'
import { probeCache } from './probe-cache.ts'
import { listAskedOften, type AskedOften } from './sync-store.ts'

export interface CacheSyncNeeds extends Omit<ExamineNeeds, 'cache'> {
  /** Undefined when answers are not kept. */
  readonly cache: ExamineNeeds['cache'] | undefined
  /** Asks as a stranger would, leaving no trace, so that the answer is kept. */
  readonly warm: (
    question: Pick<AskedOften, 'question' | 'language' | 'strategy'>,
    signal: AbortSignal,
  ) => Promise<void>
}

/** Keys of each kind that are reported, for the probe to look for. A cache in memory holds fewer. */
const maxReported = 1_000
/** What ends by itself so soon is not looked for. */
const soonMs = 120_000

const operations = ['sync_all', 'verify_consistency', 'clear_stale', 'warm_cache'] as const
const inputSchema = z.strictObject({
  operation: z
    .enum(operations)
    .default('sync_all')
    .describe('`sync_all` verifies, clears what is stale, and warms; the others do one of these.'),
  force: z.boolean().default(false).describe('Clears every cached answer first.'),
})
export type CacheSyncInput = z.infer<typeof inputSchema>

const count = z.int().min(0)
const outputSchema = z.object({
  entries_synced: count.describe('Cached answers that agree with the database now.'),
  duration_seconds: z.number().min(0),
  cache_entries_before: count,
  cache_entries_after: count,
  db_records_processed: count.describe('Versions of sources, and answers, that were read.'),
  stale_found: count,
  inconsistent: z
    .array(z.object({ key: z.string(), problem: z.enum(entryProblems) }))
    .describe('What was stale, and why; at most 1,000.'),
  entries: z
    .object({
      cache: z.string(),
      evicted: count,
      knowledge: z.string(),
      kept: z.array(z.string()),
      removed: z.array(z.string()).describe('Ids, because a key may hold another answer soon.'),
      warmed: z.array(z.string()),
    })
    .describe('Which answers were found good, removed and made, at most 1,000 of each, to look for afterwards.'),
})
export type CacheSyncOutput = z.infer<typeof outputSchema>

/** `sync_cache_db`: brings the cached answers and the database in step. */
export function syncCacheCapability(needs: CacheSyncNeeds): Capability {
  const open = () => {
    if (needs.cache) return { ...needs, cache: needs.cache }
    throw new AppError('conflict', 'No answers are kept: CACHE_TTL_SECONDS is 0, so there is nothing to bring in step.')
  }
  return defineCapability({
    name: 'sync_cache_db',
    purpose: 'Compares every cached answer with its sources, removes the stale ones, and asks the most asked ahead.',
    risk: 'change',
    timeLimitMs: 300_000,
    retry: { attempts: 3, delaySeconds: 2 },
    input: inputSchema,
    output: outputSchema,
    async run(context, input) {
      const opened = open()
      const output = await context.step(input.operation, () => synchronise(opened, input, context.signal))
      // What a process kept in its memory ended with it: then the one that goes on does the same with its own.
      return output.entries.cache === opened.cache.id ? output : synchronise(opened, input, context.signal)
    },
    probe: async ({ signal }, input, output) => probeCache(open(), input, output, signal),
  })
}

type OpenNeeds = CacheSyncNeeds & ExamineNeeds

async function synchronise(
  needs: OpenNeeds,
  { operation, force }: CacheSyncInput,
  signal: AbortSignal,
): Promise<CacheSyncOutput> {
  const started = performance.now()
  const { cache } = needs
  const { evicted } = await cache.stats()
  const before = await examineCache(needs, signal)
  const stale = before.entries.filter(({ problem }) => problem !== undefined)
  const removes = operation === 'sync_all' || operation === 'clear_stale'
  const removed = force ? before.entries : removes ? stale : []
  await cache.delete(removed.map(({ key }) => key))
  let records = before.records
  const warms = operation === 'sync_all' || operation === 'warm_cache'
  if (warms) records += await warmCache(needs, signal)
  const after = await examineCache(needs, signal)
  records += after.records
  const known = new Set(before.entries.map(({ key }) => key))
  const gone = new Set(removed.map(({ key }) => key))
  const good = after.entries.filter(({ problem }) => !problem)
  const lasting = before.entries.filter(({ entry, problem }) => !problem && entry!.goodUntil > Date.now() + soonMs)
  return {
    entries_synced: good.length,
    duration_seconds: (performance.now() - started) / 1000,
    cache_entries_before: before.entries.length,
    cache_entries_after: after.entries.length,
    db_records_processed: records,
    stale_found: stale.length,
    inconsistent: stale.slice(0, maxReported).map(({ key, problem }) => ({ key, problem: problem! })),
    entries: {
      cache: cache.id,
      evicted,
      knowledge: after.knowledge,
      kept: reported(lasting.filter(({ key }) => !gone.has(key))),
      removed: removed.slice(0, maxReported).map(({ entry, key }) => entry?.id ?? key),
      warmed: reported(warms ? good.filter(({ key }) => gone.has(key) || !known.has(key)) : []),
    },
  }
}

function reported(entries: readonly ExaminedEntry[]): string[] {
  return entries.slice(0, maxReported).map(({ key }) => key)
}

/** Asks what was asked most, one after the other, so that people's questions go before. Returns the answers read for that. */
async function warmCache(needs: CacheSyncNeeds, signal: AbortSignal): Promise<number> {
  const { questions, records } = await listAskedOften(needs.database)
  for (const question of questions) {
    signal.throwIfAborted()
    await needs.warm(question, signal)
  }
  return records
}
