import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { analyzePassage } from '../../src/twin/answering/analyze-passage.ts'
import type { AnalyzedPassage } from '../../src/twin/answering/analyze-passage.ts'
import { analyzeQuestion } from '../../src/twin/answering/analyze-question.ts'
import type { Question } from '../../src/twin/answering/analyze-question.ts'
import type { SearchResult } from '../../src/twin/retrieval/search-result.ts'
import type { Language } from '../../src/twin/text/language.ts'
import { holdsAnswer, randomHalf, shuffled } from '../graders/refusal-sets.ts'
import type { RefusalDocument, RefusalQuestion, RefusalSet } from '../graders/refusal-sets.ts'
import { memorySearch } from './memory-search.ts'

/** A question asked of one collection: what the ranking and the refusal are fitted on. */
export interface AskedQuestion {
  /** Which kind of collection; each kind weighs the same in the fit. */
  readonly kind: string
  readonly article: string
  readonly source: RefusalQuestion
  readonly question: Question
  readonly result: SearchResult
  readonly passages: readonly AnalyzedPassage[]
  /** Text of a sentence by index into `passages` and into the passage's sentences. */
  readonly sentenceText: (passage: number, sentence: number) => string
  readonly documentOf: (passage: number) => string
}

const passagesRead = 12

/** Asks every question of a set of its own documents, by BM25 in memory. */
export function askAll(set: RefusalSet, language: Language, kind: string): AskedQuestion[] {
  const texts = set.documents.map((document, id) => ({ ...document, id, heading: '', language }))
  const analyzed = texts.map(analyzePassage)
  const search = memorySearch(texts, false)
  return set.questions.map((source) => {
    const question = analyzeQuestion(source.question, language)
    const result = search(question.terms, passagesRead)
    const passages = result.hits.map((hit) => analyzed[hit.passageId]!)
    return {
      kind,
      article: source.article ?? '',
      source,
      question,
      result,
      passages,
      sentenceText: (passage, sentence) => {
        const { passageId, sentences } = passages[passage]!
        const { start, end } = sentences[sentence]!
        return texts[passageId]!.text.slice(start, end)
      },
      documentOf: (passage) => set.documents[passages[passage]!.passageId]!.id,
    }
  })
}

/** Whether a sentence of an asked question holds one of its answers. */
export function sentenceAnswers(asked: AskedQuestion, passage: number, sentence: number): boolean {
  return asked.source.answerable && holdsAnswer(asked.sentenceText(passage, sentence), asked.source.answers)
}

/**
 * Random halves of collections of many shapes, so that what is learned does not depend on one size: the whole set, draws
 * of 150 and of 50 paragraphs, six paragraphs of each article, single articles, and five paragraphs of each article among
 * 120 abstracts about something else.
 */
export function collectionsOf(
  set: RefusalSet,
  others: readonly RefusalDocument[],
  draws: number,
): { kind: string; half: RefusalSet }[] {
  const articles = [...Map.groupBy(set.documents, (document) => document.title).values()]
  const collections: { kind: string; half: RefusalSet }[] = []
  for (let seed = 1; seed <= draws; seed++) {
    const fromEach = (count: number, salt: number) =>
      withDocuments(
        set,
        articles.flatMap((documents) => shuffled(documents, seed + salt).slice(0, count)),
      )
    collections.push({ kind: 'whole', half: randomHalf(set, seed) })
    collections.push({
      kind: '150',
      half: randomHalf(withDocuments(set, shuffled(set.documents, seed + 200).slice(0, 150)), seed),
    })
    collections.push({
      kind: '50',
      half: randomHalf(withDocuments(set, shuffled(set.documents, seed + 100).slice(0, 50)), seed),
    })
    collections.push({ kind: 'six-each', half: randomHalf(fromEach(6, 300), seed) })
    const diverse = randomHalf(fromEach(5, 400), seed)
    const strangers = shuffled(others, seed).slice(0, 120)
    collections.push({ kind: 'among-others', half: { ...diverse, documents: [...diverse.documents, ...strangers] } })
  }
  for (const documents of articles)
    collections.push({ kind: 'one-article', half: randomHalf(withDocuments(set, documents), 1) })
  return collections
}

function withDocuments(set: RefusalSet, documents: readonly RefusalDocument[]): RefusalSet {
  const ids = new Set(documents.map((document) => document.id))
  return { documents, questions: set.questions.filter((q) => q.documentId !== undefined && ids.has(q.documentId)) }
}

/** Abstracts of research collections, as documents that no question is about. */
export async function readAbstracts(folder: string): Promise<RefusalDocument[]> {
  const lines = (await readFile(join(folder, 'corpus.jsonl'), 'utf8')).split('\n').filter((line) => line !== '')
  return lines
    .map((line) => JSON.parse(line) as RefusalDocument)
    .filter((document) => document.text.length > 300)
    .map((document) => ({ id: `${folder}#${document.id}`, title: document.title, text: document.text }))
}
