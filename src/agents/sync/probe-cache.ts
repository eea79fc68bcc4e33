import { answerPrefix, foldQuestion } from '#twin'
import type { Probe } from '../agent.ts'
import { examineCache, type ExaminedEntry, type ExamineNeeds } from './examine-cache.ts'
import type { CacheSyncInput, CacheSyncOutput } from './sync-cache.ts'
import { listAskedOften } from './sync-store.ts'

/**
 * Looks at the cache and the database anew, and compares what is there with what was said: nothing stale is left, nothing
 * good was lost, what was removed is gone, and what is asked most is there. What happened since by others (a change of the
 * knowledge, entries whose time was over or that gave way) is not held against it.
 */
export async function probeCache(
  needs: ExamineNeeds,
  { operation }: CacheSyncInput,
  output: CacheSyncOutput,
  signal: AbortSignal,
): Promise<Probe> {
  const { cache, database } = needs
  const { entries: said, inconsistent } = output
  const counted = await cache.count(answerPrefix)
  const examined = await examineCache(needs, signal)
  const countedAgain = await cache.count(answerPrefix)
  const { evicted } = await cache.stats()
  const byKey = new Map(examined.entries.map((entry) => [entry.key, entry]))
  const removed = new Set(said.removed)
  const changedSince = examined.knowledge !== said.knowledge
  const isStale = (key: string) => byKey.get(key)?.problem !== undefined
  const stale = examined.entries.filter(({ problem }) => problem !== undefined)

  const findings: Record<string, boolean> = {
    'counting and reading every entry give the same number':
      counted !== countedAgain || counted === examined.entries.length,
    'what was removed is gone': examined.entries.every(({ entry, key }) => !removed.has(entry?.id ?? key)),
  }
  const missing = [...said.kept, ...said.warmed].filter((key) => !byKey.has(key))
  if (!changedSince) {
    findings['nothing good was lost'] = missing.length <= evicted - said.evicted
    findings[operation === 'verify_consistency' ? 'all that is stale was named' : 'nothing stale is left'] =
      operation === 'verify_consistency' || operation === 'warm_cache'
        ? stale.every(({ key }) => output.stale_found > inconsistent.length || isNamed(output, key))
        : stale.length === 0
    if (operation === 'verify_consistency')
      findings['all that was named is stale'] = inconsistent.every(({ key }) => !byKey.has(key) || isStale(key))
    if (operation === 'sync_all' || operation === 'warm_cache') {
      const { questions } = await listAskedOften(database)
      const there = questions.filter(({ question, language, strategy }) =>
        examined.entries.some((entry) => answers(entry, question, language, strategy)),
      )
      findings['what is asked most is there'] = questions.length - there.length <= evicted - said.evicted
    }
  }
  const failed = Object.keys(findings).filter((name) => !findings[name])
  return {
    passed: failed.length === 0,
    evidence: {
      counted,
      examined: examined.entries.length,
      stale: stale.length,
      missing: missing.length,
      evicted: evicted - said.evicted,
      knowledgeChangedSince: changedSince,
      ...(failed.length > 0 && { failed }),
    },
  }
}

function isNamed({ inconsistent }: CacheSyncOutput, key: string): boolean {
  return inconsistent.some((named) => named.key === key)
}

function answers({ entry, problem }: ExaminedEntry, question: string, language: string, strategy: string): boolean {
  if (!entry || problem || entry.audience !== 'public') return false
  return entry.language === language && entry.strategy === strategy && entry.question === foldQuestion(question)
}
