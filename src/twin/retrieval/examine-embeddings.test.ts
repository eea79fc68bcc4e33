import assert from 'node:assert/strict'
import test from 'node:test'
import { examineEmbeddings, normalized } from './examine-embeddings.ts'

const topics = [
  'sailing',
  'baking',
  'chess',
  'beekeeping',
  'glaciers',
  'opera',
  'tunnels',
  'orchids',
  'falcons',
  'violins',
]
const other = ['regatta', 'oven', 'gambit', 'hive', 'moraine', 'aria', 'excavation', 'greenhouse', 'talon', 'luthier']

/** Forty passages whose first sentence names its topic with one word and the rest with another. */
const passages = Array.from({ length: 40 }, (_, index) => {
  const [topic, word] = [topics[index % 10]!, other[index % 10]!]
  const number = Math.floor(index / 10)
  const rest = `They spoke of ${word} once more, and of case${number} as everybody did on that long and rainy afternoon in the city.`
  return { text: `A question about ${topic} in case${number} was put to us. ${rest}`, language: 'en' as const }
})

const meanings = new Map([...topics.entries(), ...other.entries()].map(([index, word]) => [word, index]))

/** An embedding model that knows which words mean the same. */
async function understanding(texts: readonly string[]): Promise<Float32Array[]> {
  return texts.map((text) => {
    const vector = new Float32Array(14)
    for (const [word] of text.matchAll(/[a-z]+\d?/g)) {
      const meaning = meanings.get(word) ?? (/^case\d$/.test(word) ? 10 + Number(word.at(-1)) : -1)
      if (meaning >= 0) vector[meaning]! += 1
    }
    return vector
  })
}

/** One whose vectors have nothing to do with the text. */
async function babbling(texts: readonly string[]): Promise<Float32Array[]> {
  return texts.map((text) =>
    Float32Array.from({ length: 14 }, (_, index) => Math.sin((text.length + 1) * (index + 3) * 12.9898) % 0.1),
  )
}

test('a model that knows synonyms beats words, one that babbles does not', async () => {
  assert.ok((await examineEmbeddings(passages, understanding)) > 1.5)
  assert.ok((await examineEmbeddings(passages, babbling)) < 0.7)
})

test('a model to which all texts are alike, or that gives no numbers, has no say', async () => {
  assert.ok((await examineEmbeddings(passages, async (texts) => texts.map(() => Float32Array.of(1, 1)))) < 0.5)
  assert.ok((await examineEmbeddings(passages, async (texts) => texts.map(() => Float32Array.of(NaN, 0)))) < 0.5)
})

test('too few passages say nothing', async () => {
  assert.equal(await examineEmbeddings(passages.slice(0, 20), understanding), 0)
})

test('vectors are scaled to length 1; one of zeros stays', () => {
  assert.deepEqual([...normalized(Float32Array.of(3, 4))], [...Float32Array.of(0.6, 0.8)])
  assert.deepEqual([...normalized(Float32Array.of(0, 0))], [0, 0])
})
