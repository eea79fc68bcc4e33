/**
 * What train-word-vectors.py learns from, tokenized as the product does it:
 *
 *   node eval/fit/word-vector-inputs.ts FOLDER
 *
 * FOLDER/words.json (a JSON list of words) becomes FOLDER/stems.json; the pairs of eval/datasets/question-pairs and the
 * English questions of the training twins become FOLDER/pairs.json and FOLDER/twins.json; FOLDER/expansions.json are the
 * stems that questions may be expanded with.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { tokenize } from '../../src/twin/text/terms.ts'
import { sentenceAnswers } from './collections.ts'
import { askTwin } from './twin-collections.ts'

const folder = process.argv[2]
if (!folder) throw new Error('Usage: node eval/fit/word-vector-inputs.ts FOLDER')
const datasets = join(import.meta.dirname, '../datasets')
const write = (name: string, value: unknown) => writeFile(join(folder, name), JSON.stringify(value))

/** Keys as src/twin/text/word-vectors.ts looks them up. */
function keysOf(text: string): string[] {
  return tokenize(text, 'en').map(({ term, word }) =>
    /^(?:19|20)\d\d$/.test(word) ? '#year' : /^\d/.test(word) ? '#number' : term,
  )
}

const words = JSON.parse(await readFile(join(folder, 'words.json'), 'utf8')) as string[]
await write(
  'stems.json',
  words.map((word) => tokenize(word, 'en').map(({ term }) => term)[0] ?? ''),
)

const pairs = []
const answered = new Map<string, number>()
const pairFolder = join(datasets, 'question-pairs')
for (const name of (await readdir(pairFolder)).filter((file) => file.endsWith('.jsonl')))
  for (const line of (await readFile(join(pairFolder, name), 'utf8')).trim().split('\n')) {
    const { q, a, n } = JSON.parse(line) as { q: string; a: string; n: string }
    for (const { term, stop } of tokenize(`${a} ${n}`, 'en'))
      if (!stop && /^[a-z]{3,}$/.test(term)) answered.set(term, (answered.get(term) ?? 0) + 1)
    pairs.push({ question: keysOf(q), answer: keysOf(a), other: keysOf(n) })
  }
await write('pairs.json', pairs)
await write(
  'expansions.json',
  [...answered].filter(([, count]) => count >= 2).map(([term]) => term),
)

const twins = []
for (const twin of await readdir(join(datasets, 'training-twins'), { withFileTypes: true })) {
  if (!twin.isDirectory()) continue
  for (const one of await askTwin(join(datasets, 'training-twins', twin.name), 'twins')) {
    if (!one.source.answerable || one.question.language !== 'en') continue
    const right: string[][] = []
    const wrong: string[][] = []
    one.passages.forEach((passage, index) =>
      passage.sentences.forEach((_, sentence) =>
        (sentenceAnswers(one, index, sentence) ? right : wrong).push(keysOf(one.sentenceText(index, sentence))),
      ),
    )
    twins.push({ twin: twin.name, question: keysOf(one.source.question), right, wrong })
  }
}
await write('twins.json', twins)
process.stderr.write(`${pairs.length} pairs, ${twins.length} questions of twins\n`)
