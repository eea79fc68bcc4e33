import { readFileSync } from 'node:fs'
import type { SourceKind } from '../../../knowledge/document.ts'
import type { FirstPerson } from '../align.ts'
import type { VerifiedLanguage } from '../lexicon/lexicon.ts'

/** A claim made of its source's words that a reader would call false, or at least not said there. */
export interface FalseClaim {
  readonly language: VerifiedLanguage
  readonly source: string
  readonly claim: string
  readonly kind?: SourceKind
  readonly firstPerson?: FirstPerson
  readonly heading?: string
}

/** An honest shorter or reordered wording of a sentence, in the way language models shorten. */
export interface HonestWording {
  /** Each round was written before the verifier had run on it; the rules were widened after each. */
  readonly round: number
  readonly language: VerifiedLanguage
  readonly source: string
  readonly wording: string
}

export const falseClaims = (): FalseClaim[] => readLines('false-claims.jsonl')
export const honestWordings = (): HonestWording[] => readLines('held-out.jsonl')

function readLines<Line>(name: string): Line[] {
  const text = readFileSync(new URL(name, import.meta.url), 'utf8')
  return text.split('\n').flatMap((line) => (line === '' ? [] : (JSON.parse(line) as Line)))
}
