import type { Concept } from './concept-data/concept.ts'
import { education } from './concept-data/education.ts'
import { employment } from './concept-data/employment.ts'
import { languageNames } from './concept-data/language-names.ts'
import { operations } from './concept-data/operations.ts'
import { person } from './concept-data/person.ts'
import { places } from './concept-data/places.ts'
import { projects } from './concept-data/projects.ts'
import { quantities } from './concept-data/quantities.ts'
import { stories } from './concept-data/stories.ts'
import { technology } from './concept-data/technology.ts'
import { toolKinds, toolsByKind } from './concept-data/tool-kinds.ts'
import { languages } from './language.ts'
import type { Language } from './language.ts'
import { fold, stem } from './terms.ts'

const files = [
  person,
  places,
  languageNames,
  quantities,
  employment,
  education,
  stories,
  projects,
  operations,
  technology,
  toolKinds,
]

/** Every concept with its id, which after a `~` is its index term. */
export const concepts: readonly (readonly [id: string, concept: Concept])[] = files.flatMap((file) =>
  Object.entries(file),
)

type SpokenLanguage = Exclude<Language, 'und'>
const spokenLanguages = languages.filter((language) => language !== 'und')

/** Shorter words, and shorter stems of respelled words, mean something else too often: "once", "dan". */
const shortestUndetermined = 5
const shortestRespelled = 4

const none: readonly string[] = []
const tables = new Map<Language, ReadonlyMap<string, readonly string[]>>()

/**
 * The concepts that a word stands for, such as `~residence` for "live", "habiter" and "wohnen": index terms that synonyms
 * and translations share. A word's own term never starts with `~`.
 * @param term folded stem as `tokenize` gives it. Leave stop words out: some share their stem with a word that is none.
 * @returns none, one or two terms. The first call in a language costs some 0.1 s of CPU: it stems the words of all concepts.
 */
export function conceptsOf(term: string, language: Language): readonly string[] {
  let table = tables.get(language)
  if (!table) tables.set(language, (table = language === 'und' ? undeterminedTable() : tableOf(language)))
  return table.get(term) ?? none
}

const kinds = new Map<Language, ReadonlyMap<string, readonly string[]>>()

/**
 * The concepts that a word of a source is found by: those it stands for, and the kinds of tool it names. A question looks for
 * `conceptsOf` its words alone: who asks for a VPN means any, who asks for OpenVPN means that one.
 */
export function indexConceptsOf(term: string, language: Language): readonly string[] {
  let table = kinds.get(language)
  if (!table) {
    const listed = new Map<string, string[]>()
    for (const [id, names] of Object.entries(toolsByKind))
      for (const name of names.split(' ')) add(listed, stem(name.toLowerCase(), language), id)
    kinds.set(language, (table = listed))
  }
  const own = conceptsOf(term, language)
  const kindsOfTerm = table.get(term)
  return kindsOfTerm ? [...new Set([...own, ...kindsOfTerm])] : own
}

const englishOf = new Map<string, readonly string[]>()

/** English stems of the words of a word's concepts: its translations, as far as they are known. */
export function conceptWordsOf(term: string, language: Language): readonly string[] {
  const ids = conceptsOf(term, language)
  if (ids.length === 0) return none
  if (englishOf.size === 0)
    for (const [id, concept] of concepts)
      englishOf.set(`~${id}`, [...new Set(wordsOf(concept, 'en').map((word) => stem(word.toLowerCase(), 'en')))])
  return ids.flatMap((id) => englishOf.get(id) ?? none)
}

/** The words of a concept in a language. */
export function wordsOf(concept: Concept, language: SpokenLanguage): string[] {
  return [concept.all, concept[language]].flatMap((words) => words?.split(' ') ?? [])
}

function tableOf(language: SpokenLanguage): Map<string, readonly string[]> {
  const listed = new Map<string, string[]>()
  const respelled = new Map<string, string[]>()
  for (const [id, concept] of concepts) {
    for (const word of wordsOf(concept, language)) {
      const lower = word.toLowerCase()
      add(listed, stem(lower, language), id)
      for (const spelling of plainSpellings(lower)) {
        const term = stem(spelling, language)
        if (term.length >= shortestRespelled) add(respelled, term, id)
      }
    }
  }
  return new Map([...respelled, ...listed])
}

/** Without a stemmer: the words as listed, less those on whose concepts the languages that list them disagree. */
function undeterminedTable(): Map<string, readonly string[]> {
  const table = new Map<string, string[]>()
  const disputed = new Set<string>()
  for (const language of spokenLanguages) {
    for (const [word, terms] of foldedWords(language)) {
      const known = table.get(word)
      if (known && known.join() !== terms.join()) disputed.add(word)
      table.set(word, terms)
    }
  }
  for (const word of disputed) table.delete(word)
  return table
}

function foldedWords(language: SpokenLanguage): Map<string, string[]> {
  const words = new Map<string, string[]>()
  for (const [id, concept] of concepts) {
    const everywhere = concept.all?.split(' ') ?? []
    for (const word of wordsOf(concept, language)) {
      const folded = fold(word)
      if (folded.length >= shortestUndetermined || everywhere.includes(word)) add(words, folded, id)
    }
  }
  return words
}

/** How a word is typed on a keyboard that lacks its letters; the stem may then differ. */
function plainSpellings(word: string): string[] {
  const spellings = [fold(word).replaceAll('œ', 'oe'), fold(word.replace(/[äöü]/g, '$&e')).replaceAll('ß', 'ss')]
  return spellings.filter((spelling, index) => spelling !== word && spellings.indexOf(spelling) === index)
}

function add(table: Map<string, string[]>, term: string, id: string): void {
  const terms = table.get(term)
  if (!terms) table.set(term, [`~${id}`])
  else if (!terms.includes(`~${id}`)) terms.push(`~${id}`)
}
