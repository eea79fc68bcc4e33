import type { Language } from '#twin'
import { clausesOf, stripFrame } from './clauses.ts'
import { foldText } from './fold-text.ts'
import { formalities, mustWords, niceWords, type SectionKind } from './posting-words.ts'
import { sectionsOf, type PostingText, type Section, type Span } from './posting-sections.ts'

/** Something a posting asks for, in its own words: `text` is the posting's text from `start` to `end`. */
export interface Requirement extends Span {
  readonly text: string
  readonly must: boolean
}

/** Longer "sentences" are not read: they are no requirement of a person, and patterns on them cost time. */
const longestClause = 600
const mostRequirements = 200

/**
 * What a posting asks for, in its order. Under headings that announce requirements, every list item is one (and every sentence,
 * where there is no list); elsewhere a sentence must say itself that it asks for something. Benefits, tasks, the company and
 * other postings are not read. Empty for a language whose words we do not know.
 */
export function requirementsOf(posting: PostingText, language: Language): Requirement[] {
  if (language === 'und') return []
  const found: Requirement[] = []
  const seen = new Set<string>()
  let before: Section | undefined
  for (const told of sectionsOf(posting)) {
    const section = continued(told, before)
    before = section
    for (const { start, end, must } of fromSection(posting.text, section, language)) {
      const text = posting.text.slice(start, end)
      const key = foldText(text).replace(/[^\p{L}\p{N}+#]+/gu, ' ')
      if (!/\p{L}{2}|\p{Lu}/u.test(text) || seen.has(key)) continue
      seen.add(key)
      found.push({ start, end, text, must })
      if (found.length >= mostRequirements) return found
    }
  }
  return found
}

/** A list under a heading that says nothing we know, right after requirements, goes on with them. */
function continued(section: Section, before: Section | undefined): Section {
  const goesOn = section.kind === undefined && (before?.kind === 'must' || before?.kind === 'nice')
  return goesOn && section.lines.every((line) => line.item) ? { ...section, kind: before.kind } : section
}

const silent: ReadonlySet<SectionKind | undefined> = new Set(['about', 'tasks', 'offer', 'similar'])

type Spoken = Exclude<Language, 'und'>
type Found = Span & { readonly must: boolean }

function fromSection(text: string, { kind, lines }: Section, language: Spoken): Found[] {
  if (silent.has(kind)) return []
  const asks = kind === 'must' || kind === 'nice'
  const hasItems = lines.some((line) => line.item)
  let before: Cue
  return lines.flatMap((line) =>
    clausesOf(text, line, language).flatMap((clause) => {
      if (clause.end - clause.start > longestClause) return []
      const span = line.item ? clause : stripFrame(text, clause, language)
      const said = foldText(text.slice(span.start, span.end))
      const cue: Cue = cueOf(said, language) ?? (clause.echoes ? before : undefined)
      before = cue
      // Whole items are taken as they stand; of prose, what asks.
      const taken = asks && (line.item || (!hasItems && !isRemark(said)))
      if (formalities.test(said) || (!taken && cue === undefined)) return []
      if (said.endsWith(':') && !line.item) return []
      const must = cue === undefined ? kind !== 'nice' : cue === 'must'
      return [{ ...trimmed(text, span), must }]
    }),
  )
}

/** Whether the clause itself says that it is needed or only welcome. */
type Cue = 'must' | 'nice' | undefined

function cueOf(said: string, language: Spoken): Cue {
  const { first, last } = niceWords[language]
  if (first.test(said) || last.test(said.replace(/\(([^()]*)\)\W*$/, ' $1'))) return 'nice'
  return mustWords[language].test(said) ? 'must' : undefined
}

/** What is said under a heading of requirements about the company or the reading of the list. */
function isRemark(said: string): boolean {
  return (
    /^(?:we|our|the|this|it|if|don't|do not|wir|unser\w*|das|wenn|nous|notre|le|la|les|si|nosotros|nuestr\w+|el)\b/.test(
      said,
    ) || said.split(' ').length < 2
  )
}

function trimmed(text: string, { start, end }: Span): Span {
  while (start < end && /[\s,;:•-]/.test(text[start]!)) start++
  while (end > start && /[\s,;:.!]/.test(text[end - 1]!)) end--
  return { start, end }
}
