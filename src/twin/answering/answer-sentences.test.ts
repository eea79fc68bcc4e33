import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answerSentences, type MarkedSentence } from './answer-sentences.ts'

async function cut(text: string, size: number): Promise<MarkedSentence[]> {
  async function* pieces() {
    for (let start = 0; start < text.length; start += size) yield text.slice(start, start + size)
  }
  return Array.fromAsync(answerSentences(pieces(), 'en'))
}

const cases: { name: string; said: string; expected: MarkedSentence[] }[] = [
  {
    name: 'marks after and before the full stop',
    said: 'I joined Acme in 2019. [1] I led six people [2]. I left in 2021.[1][3]',
    expected: [
      { text: 'I joined Acme in 2019.', sources: [1] },
      { text: 'I led six people.', sources: [2] },
      { text: 'I left in 2021.', sources: [1, 3] },
    ],
  },
  {
    name: 'several sources in one mark, several sentences before one mark',
    said: 'I met Dr. Brill. She hired me. [1, 2]',
    expected: [
      { text: 'I met Dr. Brill.', sources: [1, 2] },
      { text: 'She hired me.', sources: [1, 2] },
    ],
  },
  {
    name: 'lists, emphasis and missing marks',
    said: '- I led **six** people. [1]\n2. I left `Acme`.\n\nThe end',
    expected: [
      { text: 'I led six people.', sources: [1] },
      { text: 'I left Acme.', sources: [] },
      { text: 'The end', sources: [] },
    ],
  },
  {
    name: 'no "yes" that no source can support',
    said: 'Yes, I led six people. [1]',
    expected: [{ text: 'I led six people.', sources: [1] }],
  },
  {
    name: 'decimal numbers and abbreviations are no ends',
    said: 'It took 3.2 hours, i.e. 192 minutes. [1]',
    expected: [{ text: 'It took 3.2 hours, i.e. 192 minutes.', sources: [1] }],
  },
  { name: 'nothing', said: ' \n [1] ', expected: [] },
]

for (const { name, said, expected } of cases) {
  test(`sentences of a stream, cut anywhere: ${name}`, async () => {
    for (const size of [1, 2, 3, 7, 1000]) assert.deepEqual(await cut(said, size), expected, `in pieces of ${size}`)
  })
}

test('a model that never ends a sentence is cut', async () => {
  const sentences = await cut('word '.repeat(1000), 50)
  assert.ok(sentences.length >= 3)
})
