import { setImmediate as turn } from 'node:timers/promises'
import QuickLRU from 'quick-lru'
import type { StoredPosting } from './posting-store.ts'

/**
 * What is read off postings, kept by their ids, because a posting never changes. Reading a long one takes a second: before each,
 * others get their turn, so that hundreds keep nobody waiting.
 */
export function readOnce<Read>(read: (posting: StoredPosting) => Read): (posting: StoredPosting) => Promise<Read> {
  const kept = new QuickLRU<string, { readonly read: Read }>({ maxSize: 1_000 })
  return async (posting) => {
    let found = kept.get(posting.id)
    if (!found) {
      await turn()
      kept.set(posting.id, (found = { read: read(posting) }))
    }
    return found.read
  }
}
