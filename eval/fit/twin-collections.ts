import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { analyzePassage, type AnalyzedPassage, type PassageText } from '../../src/twin/answering/analyze-passage.ts'
import { analyzeQuestion } from '../../src/twin/answering/analyze-question.ts'
import { candidates, nearestAsked, passagesRead } from '../../src/twin/answering/candidates.ts'
import { readFile as readDocument } from '../../src/twin/knowledge/extract/read-file.ts'
import { defaultLimits } from '../../src/twin/knowledge/extract/outcome.ts'
import { splitPassages } from '../../src/twin/knowledge/passages.ts'
import type { Language } from '../../src/twin/text/language.ts'
import type { AskedQuestion } from './collections.ts'
import { memorySearch } from './memory-search.ts'

interface Manifest {
  path: string
  title?: string
  language?: Language
}
interface QuestionLine {
  language: Language
  question: string
  answerable: boolean
  answers: string[]
}

/** The last ones are put to every twin. */
const questionFiles = ['questions.jsonl', 'asked.jsonl', '../off-topic.jsonl']
/** Twins are left out in this many groups. */
const foldCount = 4

/** The training twins by name, each with the fold that it is left out in. */
export async function trainingTwins(): Promise<{ name: string; folder: string; fold: number }[]> {
  const root = join(import.meta.dirname, '../datasets/training-twins')
  const entries = await readdir(root, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  return names.sort().map((name, index) => ({ name, folder: join(root, name), fold: index % foldCount }))
}

/** Asks the questions of a training twin (eval/datasets/training-twins) of its own files, read as the product reads them. */
export async function askTwin(folder: string): Promise<AskedQuestion[]> {
  const passages = await readPassages(folder)
  const analyzed = passages.map(analyzePassage)
  const search = memorySearch(passages, true)
  const questions = await readQuestions(folder)
  return questions.map((line) => {
    const question = analyzeQuestion(line.question, line.language)
    const byWords = search(question.terms, passagesRead)
    const result = { ...byWords, hits: candidates({ ...byWords, near: nearest(question.vector, analyzed) }) }
    const found = result.hits.map((hit) => analyzed[hit.passageId]!)
    return {
      kind: 'twins',
      article: folder,
      source: { question: line.question, answerable: line.answerable, answers: line.answers },
      question,
      result,
      passages: found,
      sentenceText: (passage, sentence) => {
        const { passageId, sentences } = found[passage]!
        const { start, end } = sentences[sentence]!
        return passages[passageId]!.text.slice(start, end)
      },
      documentOf: (passage) => String(found[passage]!.passageId),
    }
  })
}

/** As the product's dense index finds them. */
function nearest(question: Float32Array, passages: readonly AnalyzedPassage[]): number[] {
  const similarity = ({ vectors, sentences }: AnalyzedPassage) => {
    const whole = vectors.subarray((sentences.length + 1) * question.length)
    return question.reduce((sum, value, d) => sum + value * whole[d]!, 0)
  }
  return passages
    .map((passage, id) => ({ id, similarity: similarity(passage) }))
    .sort((one, other) => other.similarity - one.similarity)
    .slice(0, nearestAsked)
    .map(({ id }) => id)
}

export async function readQuestions(folder: string): Promise<QuestionLine[]> {
  const texts = await Promise.all(questionFiles.map((name) => readFile(join(folder, name), 'utf8')))
  return texts
    .flatMap((text) => text.split('\n'))
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as QuestionLine)
}

/** The passages of a twin's files; ids are their places. */
export async function readPassages(folder: string): Promise<PassageText[]> {
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest[]
  const passages: PassageText[] = []
  for (const { path, title, language } of [{ path: 'profile.json' } as Manifest, ...manifest]) {
    const bytes = await readFile(join(folder, path))
    const outcome = await readDocument({ name: path, bytes, declared: { title, language } }, defaultLimits)
    if (outcome.status === 'skipped') throw new Error(`${folder}/${path}: ${outcome.message}`)
    for (const document of outcome.documents) {
      for (const { start, end, heading } of splitPassages(document)) {
        const text = document.text.slice(start, end)
        passages.push({ id: passages.length, title: document.title, heading, language: document.language, text })
      }
    }
  }
  return passages
}
