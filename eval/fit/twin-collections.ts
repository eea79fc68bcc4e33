import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { analyzePassage, type PassageText } from '../../src/twin/answering/analyze-passage.ts'
import { analyzeQuestion } from '../../src/twin/answering/analyze-question.ts'
import { expandQuestion } from '../../src/twin/answering/expand-question.ts'
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
  kind: string
  language: Language
  question: string
  answerable: boolean
  answers: string[]
}

const passagesRead = 16

/** Asks the questions of a training twin (eval/datasets/training-twins) of its own files, read as the product reads them. */
export async function askTwin(folder: string, kind: string): Promise<AskedQuestion[]> {
  const passages = await readPassages(folder)
  const analyzed = passages.map(analyzePassage)
  const search = memorySearch(passages, true)
  const questions = (await readFile(join(folder, 'questions.jsonl'), 'utf8'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as QuestionLine)
  return questions.map((line) => {
    const question = analyzeQuestion(line.question, line.language)
    const expansions = expandQuestion(question).map((term, index) => ({ ...term, group: 100 + index }))
    const result = search([...question.terms, ...expansions], passagesRead)
    const found = result.hits.map((hit) => analyzed[hit.passageId]!)
    return {
      kind,
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

async function readPassages(folder: string): Promise<PassageText[]> {
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
