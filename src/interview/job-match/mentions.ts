import type { Language } from '#twin'
import { foldText } from './fold-text.ts'
import { knownSkills, patternOf, type SkillPattern } from './skill-names.ts'
import type { Span } from './posting-sections.ts'

/** A skill that a requirement names; offsets into the requirement's text. */
export interface Mention extends Span {
  /** As the requirement writes it. */
  readonly name: string
  /** The same for every way to write it. */
  readonly skill: string
  readonly broad: boolean
  readonly proven: SkillPattern
}

/** Skills of which one is enough. */
export type Alternatives = readonly Mention[]

/** What a requirement names: groups that must each be met. What it only prefers or gives as an example is left out. */
export function mentionGroups(text: string, language: Language): Alternatives[] {
  const mentions = mentionsIn(text, language)
  const folded = foldText(text)
  const groups: Mention[][] = []
  let last: Mention | undefined
  for (const mention of mentions) {
    const before = last ? folded.slice(last.end, mention.start) : folded.slice(0, mention.start)
    const inBrackets = depthAt(folded, mention.start) > 0
    if (isOptional(folded, mention, before)) continue
    if (!last) groups.push([mention])
    else if (inBrackets && depthAt(folded, last.start) === 0) {
      const content = folded.slice(mention.start, closing(folded, mention.start))
      const opening = folded.slice(folded.lastIndexOf('(', mention.start), mention.start)
      if (
        /^\(\s*(?:e\.?g|such as|like|for example|z\. ?b|beispielsweise|wie|par ex|p\. ?ex|p\. ?ej|por ejemplo|comme|como)/.test(
          opening,
        )
      ) {
        groups.at(-1)!.push(mention)
      } else if (either.test(content)) {
        // "A public cloud (AWS or Azure)" asks for one of those, and the words before are their kind.
        if (groups.at(-1)!.length === 1 && groups.at(-1)![0] === last && last.broad)
          groups[groups.length - 1] = [mention]
        else groups.push([mention])
      } else {
        // Details of what stands before the bracket.
        last = mention
        continue
      }
    } else if (joins(folded, last, mention, mentions)) groups.at(-1)!.push(mention)
    else if (inBrackets && !either.test(before) && !isListOfChoices(folded, mention)) {
      last = mention
      continue
    } else groups.push([mention])
    last = mention
  }
  return groups
}

const either =
  /\b(?:or|oder|ou|o|either|bzw|and\/or)\b|\/|\b(?:at least one|one of|any of|eine[rs]?\b.*\bfolgenden|al menos un\w*|au moins un\w*)\b/
const examples =
  /\b(?:such as|like|e\.g\.?|eg|for example|for instance|z\.\s?b\.|beispielsweise|par exemple|tels? que|telles? que|comme|por ejemplo|como|p\.\s?ej\.)[\s,:]*$/

/** "preferably Debian", "Linux, ideally with SUSE". */
function isOptional(folded: string, { start }: Mention, before: string): boolean {
  const lead = folded.slice(Math.max(0, start - 60), start)
  return (
    /\b(?:preferably|ideally|bevorzugt|idealerweise|am besten|de preference|idealement|preferiblemente|idealmente)\b[^.;]*$/.test(
      lead,
    ) &&
    !/^\W*(?:preferably|ideally|idealerweise|idealement|idealmente)/.test(folded.slice(0, 20)) &&
    /preferably|ideally|bevorzugt|idealerweise|am besten|de preference|idealement|preferiblemente|idealmente/.test(
      before,
    )
  )
}

/** Whether the second of two neighbours is another choice for the first. */
function joins(folded: string, first: Mention, second: Mention, all: readonly Mention[]): boolean {
  const between = folded.slice(first.end, second.start)
  if (between.length > 60 || /[;.](?=\s)/.test(between)) return false
  if (either.test(between) || examples.test(between)) return true
  // "A, B or C": the comma is an "or" when the list ends with one.
  if (!/^\W*,\W*$/.test(between)) return false
  return isListOfChoices(folded, second) || (examplesBefore(folded, all, first) && true)
}

function isListOfChoices(folded: string, mention: Mention): boolean {
  const rest = folded.slice(mention.end).split(/[;.)](?=\s|$)/, 1)[0]!
  const choice = listEnd(rest, /\b(?:or|oder|ou|o)\s/)
  const both = listEnd(rest, /(?:\b(?:and|und|et|y)|&)\s/)
  return choice !== undefined && (both === undefined || choice < both)
}

const longestListItem = 40

/**
 * Where a list that goes on here comes to the word before its last item; its items stand after commas and are short. Part by
 * part, because one pattern over all of it would try every way to share out a row of commas.
 */
function listEnd(rest: string, word: RegExp): number | undefined {
  let start = 0
  for (const [place, part] of rest.split(',').entries()) {
    const found = word.exec(part)
    const item = part.slice(0, found?.index).replace(/^\W+/, '').trimEnd()
    if (item.length > (place === 0 ? 0 : longestListItem)) return undefined
    if (found) return start + found.index
    start += part.length + 1
  }
  return undefined
}

function examplesBefore(folded: string, all: readonly Mention[], mention: Mention): boolean {
  const first = all.findLast(
    ({ end, start }) => start <= mention.start && examples.test(folded.slice(0, start)) && end <= mention.end,
  )
  return first !== undefined && /^[^;.()]*$/.test(folded.slice(first.start, mention.start))
}

function depthAt(text: string, at: number): number {
  let depth = 0
  for (let index = 0; index < at; index++) {
    if (text[index] === '(') depth++
    else if (text[index] === ')' && depth > 0) depth--
  }
  return depth
}

function closing(text: string, from: number): number {
  const end = text.indexOf(')', from)
  return end < 0 ? text.length : end
}

/** Every skill that a text names, in order; of two that overlap, the longer. */
export function mentionsIn(text: string, language: Language): Mention[] {
  const folded = foldText(text)
  const found: Mention[] = knownSkills().flatMap(({ name, broad, asked, proven }) =>
    placesOf(asked, text, folded).map((span) => ({
      ...span,
      name: text.slice(span.start, span.end),
      skill: name,
      broad,
      proven,
    })),
  )
  for (const span of unknownNames(text, language)) {
    const name = text.slice(span.start, span.end)
    // Short names are words in some case or other: "IT", "Go".
    found.push({
      ...span,
      name,
      skill: foldText(name),
      broad: false,
      proven: patternOf([name.length <= 4 ? `=${name}` : foldText(name)]),
    })
  }
  const taken: Mention[] = []
  for (const mention of found.toSorted((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start))
    if (!taken.some((other) => other.start < mention.end && mention.start < other.end)) taken.push(mention)
  return taken.toSorted((a, b) => a.start - b.start)
}

/** Whether a text has the name of a skill, or of what cannot be known without it; the skill is named as in a requirement. */
export function provesSkill(text: string, skill: string, language: Language): boolean {
  const folded = foldText(text)
  return mentionsIn(skill, language).some(({ proven }) => placesOf(proven, text, folded).length > 0)
}

/** The places of a skill in a text. */
export function placesOf({ folded: pattern, exact }: SkillPattern, text: string, folded: string): Span[] {
  const spans = (matches: Iterable<RegExpExecArray>) =>
    [...matches].map(({ index, 0: { length } }) => ({ start: index, end: index + length }))
  return [...(pattern ? spans(folded.matchAll(pattern)) : []), ...(exact ? spans(text.matchAll(exact)) : [])]
}

/** Names of products, standards and bodies by how they are written: "InfiniBand", "PCI DSS", "eBPF", "OAuth2", "Slurm or …". */
function unknownNames(text: string, language: Language): Span[] {
  const spans: Span[] = []
  const pattern = /[\p{L}\p{N}][\p{L}\p{N}+#]*(?:[.-](?=[\p{L}\p{N}])[\p{L}\p{N}+#]+)*/gu
  for (const { 0: word, index } of text.matchAll(pattern)) {
    if (!isName(word, text, index, language)) continue
    const previous = spans.at(-1)
    if (previous && text.slice(previous.end, index) === ' ')
      spans[spans.length - 1] = { start: previous.start, end: index + word.length }
    else spans.push({ start: index, end: index + word.length })
  }
  return spans
}

const ordinary =
  /^(?:I|IT|EU|UK|US|USA|OK|CV|HR|TV|EUR|CHF|USD|AND|OR|NOT|ID|PC|A|B|C1|C2|B1|B2|A1|A2|Bachelor\S*|Master\S*|BSc|MSc|PhD|Ph\.D|MBA|Diplom\S*|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|Europe\S*|European|Union|Swiss|Switzerland|France|Germany|Spain|Austria|Kingdom|States|Computer|Science|Sciences|Engineering|Information|Technology|Systems|Mathematics|Statistics|Physics|Economics|Business|Administration|Professional|Advanced|University|College|Senior|Junior|Lead|Manager|Engineer|Developer|Experience|Knowledge|Years?|Strong|Good|Excellent|Agile|Cloud|Data|Software|English|French|German|Spanish|Italian|Dutch|Portuguese)$/i

function isName(word: string, text: string, index: number, language: Language): boolean {
  if (ordinary.test(word) || /^\d/.test(word)) return false
  const letters = word.replace(/[^\p{L}]/gu, '')
  if (letters.length < 2) return /^\p{Lu}[+#]+$/u.test(word)
  if (/^\p{Lu}{2,6}s?$/u.test(word) || /\p{Ll}\p{Lu}/u.test(word) || /\p{Lu}{2}.*\d|\p{L}[+#]$/u.test(word))
    return !/^\p{Lu}{7,}$/u.test(word)
  // German writes every noun so, and every sentence begins so.
  if (!/^\p{Lu}/u.test(word) || language === 'de') return false
  if (/(?:^|[.!?:;(]\s*|[-*•]\s*)$/.test(text.slice(0, index)))
    return /^\s*(?:,|\/|or\b|ou\b|o\b)/.test(text.slice(index + word.length))
  return true
}
