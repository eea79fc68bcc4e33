import type { Concept } from './concept-data/concept.ts'
import { education } from './concept-data/education.ts'
import { employment } from './concept-data/employment.ts'
import { languageNames } from './concept-data/languages.ts'
import { operations } from './concept-data/operations.ts'
import { person } from './concept-data/person.ts'
import { places } from './concept-data/places.ts'
import { projects } from './concept-data/projects.ts'
import { quantities } from './concept-data/quantities.ts'
import { stories } from './concept-data/stories.ts'
import { technology } from './concept-data/technology.ts'
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
]

/** Every concept by id; its index term is the id after a `~`. */
export const concepts: readonly (readonly [id: string, concept: Concept])[] = files.flatMap((file) =>
  Object.entries(file),
)

/** Of an undetermined language only longer words are taken, since short ones mean something else in the next language. */
const shortestUndetermined = 4

const none: readonly string[] = []
const tables = new Map<Language, ReadonlyMap<string, readonly string[]>>()

/**
 * The concepts that a word stands for, such as `~residence` for "live", "habiter" and "wohnen": index terms that synonyms
 * and translations share. A word's own term never starts with `~`.
 * @param term folded stem as `tokenize` gives it. Leave stop words out: some share their stem with a word that is none.
 * @returns none, one or two terms.
 */
export function conceptsOf(term: string, language: Language): readonly string[] {
  let table = tables.get(language)
  if (!table) tables.set(language, (table = language === 'und' ? undeterminedTable() : tableOf(language)))
  return table.get(term) ?? none
}

/** The words of a concept in a language. */
export function wordsOf(concept: Concept, language: Exclude<Language, 'und'>): string[] {
  return [concept.all, concept[language]].flatMap((words) => words?.split(' ') ?? [])
}

function tableOf(language: Exclude<Language, 'und'>): Map<string, readonly string[]> {
  const listed = new Map<string, string[]>()
  const respelled = new Map<string, string[]>()
  for (const [id, concept] of concepts) {
    for (const word of wordsOf(concept, language)) {
      const lower = word.toLowerCase()
      add(listed, stem(lower, language), id)
      for (const spelling of plainSpellings(lower)) add(respelled, stem(spelling, language), id)
    }
  }
  return new Map([...respelled, ...listed])
}

function undeterminedTable(): Map<string, readonly string[]> {
  const table = new Map<string, string[]>()
  return table
}

/** How a word is typed on a keyboard that lacks its letters; its stem may differ from the word's. */
function plainSpellings(word: string): string[] {
  return [fold(word).replaceAll('œ', 'oe'), fold(word.replace(/[äöü]/g, '$&e')).replaceAll('ß', 'ss')].filter(
    (spelling, index, all) => spelling !== word && all.indexOf(spelling) === index,
  )
}

function add(table: Map<string, string[]>, term: string, id: string): void {
  const terms = table.get(term)
  if (!terms) table.set(term, [`~${id}`])
  else if (!terms.includes(`~${id}`)) terms.push(`~${id}`)
}
