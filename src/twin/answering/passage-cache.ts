import QuickLRU from 'quick-lru'
import { authorized, type Audience, type Authorized } from '#auth'
import type { Passage } from '../retrieval/search-result.ts'
import { analyzePassage, type AnalyzedPassage } from './analyze-passage.ts'
import type { SpeakersOf } from './speaker-store.ts'
import type { FirstPerson } from './verify/align.ts'

export interface ReadPassage {
  readonly passage: Authorized<Passage>
  readonly analysis: AnalyzedPassage
  /** Whose "I" its source speaks with. */
  readonly speaker: FirstPerson
}

/** For whoever asked first: the next one's right to it is theirs to show. */
interface KeptPassage extends Omit<ReadPassage, 'passage'> {
  readonly passage: Passage
  readonly ownerName: string
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
    asked: { readonly audience: Audience; readonly ownerName: string },
    load: (missing: readonly number[]) => Promise<readonly Authorized<Passage>[]>,
  ): Promise<ReadPassage[]>
}

/**
 * Keeps passages and their analyses in the process. Sound, because a passage never changes once it is written, and which
 * passages an asker may see has been decided by the search, in SQL, for this very question.
 */
export function createPassageCache(speakersOf: SpeakersOf): PassageCache {
  const cache = new QuickLRU<number, KeptPassage>({ maxSize: maxPassages })
  return {
    async read(ids, { audience, ownerName }, load) {
      const found = new Map<number, KeptPassage>()
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
      return ids.flatMap((id) => {
        const kept = found.get(id)
        return kept ? [{ ...kept, passage: authorized(audience, kept.passage) }] : []
      })
    },
  }
}
