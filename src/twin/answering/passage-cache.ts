import QuickLRU from 'quick-lru'
import type { Passage } from '../retrieval/search-result.ts'
import { analyzePassage, type AnalyzedPassage } from './analyze-passage.ts'
import type { SpeakersOf } from './speaker-store.ts'
import type { FirstPerson } from './verify/align.ts'

export interface ReadPassage {
  readonly passage: Passage
  readonly analysis: AnalyzedPassage
  /** Whose "I" its source speaks with. */
  readonly speaker: FirstPerson
}

/** Some 4 kB each with its text and analysis: at most about 8 MB. */
const maxPassages = 2_000

export interface PassageCache {
  /**
   * The passages in the order of `ids`; those that are gone, or that the asker may not see, are left out. The owner's name,
   * as far as the asker may know it, decides whom a source speaks of, so what was read under another name is read again.
   */
  read(
    ids: readonly number[],
    ownerName: string,
    load: (missing: readonly number[]) => Promise<readonly Passage[]>,
  ): Promise<ReadPassage[]>
}

/**
 * Keeps passages and their analyses in the process. Sound, because a passage never changes once it is written, and which
 * passages an asker may see has been decided by the search, in SQL, for this very question.
 */
export function createPassageCache(speakersOf: SpeakersOf): PassageCache {
  const cache = new QuickLRU<number, ReadPassage & { readonly ownerName: string }>({ maxSize: maxPassages })
  return {
    async read(ids, ownerName, load) {
      const found = new Map<number, ReadPassage>()
      for (const id of ids) {
        const kept = cache.get(id)
        if (kept?.ownerName === ownerName) found.set(id, kept)
      }
      const missing = ids.filter((id) => !found.has(id))
      if (missing.length > 0) {
        const passages = await load(missing)
        const speakers = await speakersOf(passages, ownerName)
        passages.forEach((passage, index) => {
          const read = { passage, analysis: analyzePassage(passage), speaker: speakers[index]!, ownerName }
          found.set(passage.id, read)
          cache.set(passage.id, read)
        })
      }
      return ids.flatMap((id) => found.get(id) ?? [])
    },
  }
}
