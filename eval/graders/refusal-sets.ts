import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface RefusalDocument {
  readonly id: string
  readonly title: string
  readonly text: string
}

export interface RefusalQuestion {
  readonly question: string
  readonly answerable: boolean
  /** Any of these in a sentence makes it an answer. Empty when the set names none. */
  readonly answers: readonly string[]
  /** The document the question was written for; undefined when the set does not say. */
  readonly documentId?: string
  /** Groups documents for cross-validation. */
  readonly article?: string
}

export interface RefusalSet {
  readonly documents: readonly RefusalDocument[]
  readonly questions: readonly RefusalQuestion[]
}

/** Reads `corpus.jsonl` and `answerability.jsonl`, or the same with the prefix `dev.`, from a folder. */
export async function readRefusalSet(folder: string): Promise<RefusalSet> {
  const prefix = existsSync(join(folder, 'answerability.jsonl')) ? '' : 'dev.'
  const corpus = await readLines(join(folder, `${prefix}corpus.jsonl`))
  const questions = await readLines(join(folder, `${prefix}answerability.jsonl`))
  return {
    documents: corpus.map((line) => ({
      id: String(line['id']),
      title: String(line['title'] ?? ''),
      text: String(line['text']),
    })),
    questions: questions.map((line) => ({
      question: String(line['question']),
      answerable: line['answerable'] === true,
      answers: Array.isArray(line['answers']) ? line['answers'].map(String) : [],
      ...(line['doc_id'] === undefined ? {} : { documentId: String(line['doc_id']) }),
      ...(line['article'] === undefined ? {} : { article: String(line['article']) }),
    })),
  }
}

/**
 * Keeps a seeded random half of the documents. An answerable question whose document went is unanswerable; questions that
 * were unanswerable from the start are left out, because they were written to trap and are counted apart.
 */
export function randomHalf(set: RefusalSet, seed: number): RefusalSet {
  const documents = shuffled(set.documents, seed).slice(0, Math.ceil(set.documents.length / 2))
  const kept = new Set(documents.map((document) => document.id))
  const questions = set.questions
    .filter((question) => question.answerable && question.documentId !== undefined)
    .map((question) => ({ ...question, answerable: kept.has(question.documentId!) }))
  return { documents, questions }
}

/** Fisher and Yates's shuffle with a seeded generator (mulberry32), so that everyone draws the same half. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const order = [...items]
  const random = randomNumbers(seed)
  for (let index = order.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1))
    ;[order[index], order[other]] = [order[other]!, order[index]!]
  }
  return order
}

/** mulberry32: a small seeded generator of numbers from 0 to below 1. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Lower case, NFKC, white space folded: how answer strings are compared. */
function foldAnswer(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim()
}

/** Whether a sentence holds one of the answers. */
export function holdsAnswer(sentence: string, answers: readonly string[]): boolean {
  const folded = foldAnswer(sentence)
  return answers.some((answer) => answer !== '' && folded.includes(foldAnswer(answer)))
}

async function readLines(file: string): Promise<Record<string, unknown>[]> {
  const text = await readFile(file, 'utf8')
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}
