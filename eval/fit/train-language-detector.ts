/**
 * Trains src/twin/text/language-weights.bin, a softmax regression over hashed character n-grams, on texts in en, fr, de, es.
 *
 *   node eval/fit/train-language-detector.ts FOLDER
 *
 * FOLDER holds sentiment-xed/LANG.train.jsonl (XED, film subtitles, CC BY 4.0) and sentiment-xlmt/LANG.train.jsonl
 * (XLM-T, tweets); only `text` is read. The run is seeded: the same texts give the same file.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { detectableLanguages, weightScale } from '../../src/twin/text/detect-language.ts'
import { featureBuckets, visitLanguageFeatures } from '../../src/twin/text/language-features.ts'

interface Example {
  readonly language: number
  readonly features: ReadonlyMap<number, number>
}

const epochs = 8
const learningRate = 0.5
const languageCount = detectableLanguages.length
const maxTextsPerSet = 5_000

const folder = process.argv[2]
if (folder === undefined) throw new Error('Give the folder that holds sentiment-xed and sentiment-xlmt.')

const random = seeded(1)
const examples = detectableLanguages.flatMap((language, index) =>
  ['sentiment-xed', 'sentiment-xlmt'].flatMap((set) =>
    // The first lines of XED are left out of training, to measure on.
    readTexts(join(folder, set, `${language}.train.jsonl`), set === 'sentiment-xed' ? 1_000 : 0).flatMap((text) =>
      variants(text, language !== 'en').flatMap((variant) => toExample(variant, index)),
    ),
  ),
)
const weights = train(examples)
const target = new URL('../../src/twin/text/language-weights.bin', import.meta.url)
writeFileSync(
  target,
  Int8Array.from(weights, (weight) => Math.max(-127, Math.min(127, Math.round(weight / weightScale)))),
)
console.error(`${examples.length} examples, ${weights.length} weights`)

function readTexts(path: string, skip: number): string[] {
  if (!existsSync(path)) throw new Error(`${path} is missing.`)
  const lines = readFileSync(path, 'utf8').trim().split('\n')
  return lines.slice(skip, skip + maxTextsPerSet).map((line) => (JSON.parse(line) as { text: string }).text)
}

/** The text; the text as typed without accents; three words of it, since questions are short. */
function variants(text: string, accented: boolean): string[] {
  const words = text.split(/\s+/)
  const start = Math.floor(random() * (words.length - 3))
  return [
    text,
    ...(accented ? [text.normalize('NFKD').replace(/\p{M}+|[¿¡]/gu, '')] : []),
    ...(words.length > 4 ? [words.slice(start, start + 3).join(' ')] : []),
  ]
}

function toExample(text: string, language: number): Example[] {
  const counts = new Map<number, number>()
  const total = visitLanguageFeatures(text, (bucket) => counts.set(bucket, (counts.get(bucket) ?? 0) + 1))
  if (total === 0) return []
  return [{ language, features: new Map([...counts].map(([bucket, count]) => [bucket, count / Math.sqrt(total)])) }]
}

/** AdaGrad, one example at a time. */
function train(all: Example[]): Float64Array {
  const result = new Float64Array(featureBuckets * languageCount)
  const squares = new Float64Array(result.length).fill(1e-6)
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(all)
    for (const { language, features } of all) {
      const scores = new Float64Array(languageCount)
      for (const [bucket, value] of features) {
        for (let k = 0; k < languageCount; k++) scores[k]! += result[bucket * languageCount + k]! * value
      }
      const exponentials = scores.map((score) => Math.exp(score - Math.max(...scores)))
      const sum = exponentials.reduce((total, value) => total + value, 0)
      for (let k = 0; k < languageCount; k++) {
        const slope = exponentials[k]! / sum - (k === language ? 1 : 0)
        if (Math.abs(slope) < 1e-4) continue
        for (const [bucket, value] of features) {
          const at = bucket * languageCount + k
          const gradient = slope * value + 1e-6 * result[at]!
          squares[at]! += gradient * gradient
          result[at]! -= (learningRate * gradient) / Math.sqrt(squares[at]!)
        }
      }
    }
  }
  return result
}

function shuffle(items: unknown[]): void {
  for (let index = items.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1))
    ;[items[index], items[other]] = [items[other], items[index]]
  }
}

/** mulberry32 (Tommy Ettinger, public domain). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
