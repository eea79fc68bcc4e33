/**
 * Text that may vanish at any time, by key. For what can be made again: nothing is kept here alone.
 *
 * `get` and `set` never throw: a cache that is away has nothing and keeps nothing. The others are for whoever must know,
 * and throw `storage_unavailable`.
 */
export interface Cache extends AsyncDisposable {
  /** Another one when the contents are others: those of a process's memory end with the process. */
  readonly id: string
  get(key: string): Promise<string | undefined>
  /** Kept for at most this long; a time to live of zero or less keeps nothing. */
  set(key: string, value: string, ttlSeconds: number): Promise<void>
  /** Returns how many of them were there. */
  delete(keys: readonly string[]): Promise<number>
  /** Keys that begin with `prefix`. */
  count(prefix: string): Promise<number>
  /**
   * Every key that begins with `prefix` and is there from the first to the last moment of the scan, once; the value is empty
   * for one that somebody else put there.
   */
  scan(prefix: string): AsyncIterable<CacheEntry>
  stats(): Promise<CacheStats>
}

export interface CacheEntry {
  readonly key: string
  readonly value: string
}

export interface CacheStats {
  /** Entries of whatever kind. */
  readonly entries: number
  /** Entries given up for want of room, since it was started. */
  readonly evicted: number
}
