/**
 * What train-word-vectors.py learns from, as the product tokenizes it:
 *
 *   node eval/fit/word-vector-inputs.ts FOLDER
 *
 * FOLDER/words.json (a JSON list of words) becomes FOLDER/stems.json; the pairs of eval/datasets/question-pairs and the
 * training twins become FOLDER/texts.json. A text is a list of words, a word the list of its keys, as
 * src/twin/text/word-vectors.ts looks them up: one in English, those of its translations in other languages.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Language } from '../../src/twin/text/language.ts'
import { tokenize } from '../../src/twin/text/terms.ts'
import { wordKeys } from '../../src/twin/text/word-vectors.ts'
import { analyzePassage } from '../../src/twin/answering/analyze-passage.ts'
import { holdsAnswer } from '../graders/refusal-sets.ts'
import { readPassages, readQuestions, trainingTwins } from './twin-collections.ts'

const folder = process.argv[2]
if (!folder) throw new Error('Usage: node eval/fit/word-vector-inputs.ts FOLDER')
const write = (name: string, value: unknown) => writeFile(join(folder, name), JSON.stringify(value))

function keysOf(text: string, language: Language): (readonly string[])[] {
  return tokenize(text, language).map((token) => wordKeys(token, language))
}

const words = JSON.parse(await readFile(join(folder, 'words.json'), 'utf8')) as string[]
await write(
  'stems.json',
  words.map((word) => tokenize(word, 'en').map(({ term }) => term)[0] ?? ''),
)

const pairs = []
const pairFolder = join(import.meta.dirname, '../datasets/question-pairs')
for (const name of (await readdir(pairFolder)).filter((file) => file.endsWith('.jsonl')))
  for (const line of (await readFile(join(pairFolder, name), 'utf8')).trim().split('\n')) {
    const { q, a, n } = JSON.parse(line) as { q: string; a: string; n: string }
    pairs.push([keysOf(q, 'en'), keysOf(a, 'en'), keysOf(n, 'en')])
  }

const twins = []
for (const twin of await trainingTwins()) {
  const passages = await readPassages(twin.folder)
  const sentences = passages.flatMap((passage) =>
    analyzePassage(passage).sentences.map(({ start, end }) => {
      const text = passage.text.slice(start, end)
      return { passage: passage.id, text, keys: keysOf(text, passage.language) }
    }),
  )
  const questions = (await readQuestions(twin.folder)).flatMap(({ language, question, answerable, answers }) => {
    const right = sentences.flatMap(({ text }, index) => (answerable && holdsAnswer(text, answers) ? [index] : []))
    return right.length > 0 ? [{ keys: keysOf(question, language), right }] : []
  })
  twins.push({
    twin: twin.name,
    titles: passages.map(({ title, heading, language }) => keysOf(`${title} ${heading}`, language)),
    sentences: sentences.map(({ passage, keys }) => ({ passage, keys })),
    questions,
  })
}
await write('texts.json', { pairs, twins })
process.stderr.write(
  `${pairs.length} pairs, ${twins.flatMap(({ questions }) => questions).length} questions of twins\n`,
)
