import type { Manifest } from './contents.ts'

export interface Retention {
  /** The newest so many. */
  readonly keepLast: number
  /** The newest of each of the last so many days, and of ISO weeks, that have one. UTC. */
  readonly keepDaily: number
  readonly keepWeekly: number
}

/**
 * Which backups stay and which go. What a kept one needs stays with it, however old. Each type is counted for itself:
 * a config backup does not push a full one out.
 */
export function planRetention(
  backups: readonly Manifest[],
  { keepLast, keepDaily, keepWeekly }: Retention,
): { keep: Manifest[]; remove: Manifest[] } {
  const kept = new Set<string>()
  const newestFirst = [...backups].sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
  for (const group of Map.groupBy(newestFirst, ({ type }) => type).values()) {
    for (const { id } of group.slice(0, keepLast)) kept.add(id)
    for (const { id } of newestOfEach(group, dayOf).slice(0, keepDaily)) kept.add(id)
    for (const { id } of newestOfEach(group, weekOf).slice(0, keepWeekly)) kept.add(id)
  }
  for (const { id, needs } of newestFirst) if (kept.has(id)) for (const needed of needs) kept.add(needed)
  return {
    keep: newestFirst.filter(({ id }) => kept.has(id)),
    remove: newestFirst.filter(({ id }) => !kept.has(id)),
  }
}

function newestOfEach(newestFirst: readonly Manifest[], period: (at: Date) => string): Manifest[] {
  const groups = Map.groupBy(newestFirst, ({ createdAt }) => period(new Date(createdAt)))
  return [...groups.values()].map((group) => group[0]!)
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10)
}

/** The Monday that its ISO 8601 week begins with. */
function weekOf(at: Date): string {
  const monday = new Date(at)
  monday.setUTCDate(at.getUTCDate() - ((at.getUTCDay() + 6) % 7))
  return dayOf(monday)
}
