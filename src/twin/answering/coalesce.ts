/**
 * One run at a time. Who asks while one is under way shares the next one, which begins after they asked: so a result is never
 * older than its question, and a crowd costs two runs.
 */
export function coalesce<Result>(run: () => Promise<Result>): () => Promise<Result> {
  let current: Promise<unknown> | undefined
  let next: Promise<Result> | undefined
  return () => {
    if (next) return next
    const before = current
    const begin = async () => {
      await before?.catch(() => {}) // whoever asked for that one is told
      next = undefined
      return run()
    }
    if (!before) {
      const now = run()
      current = now
      void now.catch(() => {}).finally(() => current === now && (current = undefined))
      return now
    }
    const later = begin()
    next = later
    current = later
    void later.catch(() => {}).finally(() => current === later && (current = undefined))
    return later
  }
}
