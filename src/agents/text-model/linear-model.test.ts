import assert from 'node:assert/strict'
import { test } from 'node:test'
import { trainLinearModel, type TextExample } from '../../../eval/fit/train-linear-model.ts'
import { createFeatureExtractor, type FeatureSettings } from './features.ts'
import { decodeLinearModel, encodeLinearModel, openLinearModel } from './linear-model.ts'
import { tokenize } from './tokenize.ts'

const settings: FeatureSettings = { bits: 12, wordGrams: 2, charGrams: [3, 4], wordLength: 3, charLength: 3 }
const words: Record<string, string[]> = {
  printer: ['toner', 'paper', 'printer', 'tray', 'scan', 'ink'],
  network: ['wifi', 'router', 'vpn', 'cable', 'ping', 'subnet'],
  access: ['password', 'login', 'account', 'locked', 'rights', 'role'],
}
const examples: TextExample[] = Object.entries(words).flatMap(([label, own]) =>
  own.flatMap((word, at) => [
    { text: `please help with the ${word}`, label },
    { text: `the ${word} and the ${own[(at + 1) % own.length]} do not work today`, label },
  ]),
)
const options = { settings, l2: 1e-3, heldOut: 0.2 }
const model = openLinearModel(trainLinearModel(examples, options))

test('learns which words belong to which label, with probabilities that sum to one', () => {
  for (const [text, label] of [
    ['My wifi is gone', 'network'],
    ['no toner left', 'printer'],
    ['I forgot the PASSWORD', 'access'],
  ] as const) {
    const { label: predicted, probabilities } = model.predict(text)
    assert.equal(predicted, label)
    assert.ok(Math.abs(probabilities.reduce((sum, share) => sum + share, 0) - 1) < 1e-9)
    assert.equal(probabilities.indexOf(Math.max(...probabilities)), model.labels.indexOf(label))
  }
})

test('a model read from its file predicts the same', () => {
  const parts = trainLinearModel(examples, options)
  const read = openLinearModel(decodeLinearModel(encodeLinearModel(parts)))
  for (const { text } of examples) assert.deepEqual(read.predict(text), model.predict(text))
})

test('training twice gives the same bytes', () => {
  const bytes = (): Uint8Array => encodeLinearModel(trainLinearModel(examples, options))
  assert.deepEqual(bytes(), bytes())
})

test('a file cut short is refused', () => {
  const bytes = encodeLinearModel(trainLinearModel(examples, options))
  for (const length of [0, 7, 20, bytes.length - 1]) {
    assert.throws(() => decodeLinearModel(bytes.subarray(0, length)), /damaged or cut short/)
  }
})

test('explains by the words that decided, with their places in the text', () => {
  const text = '🖨️ Please look: the ＰＲＩＮＴＥＲ is out of Toner'
  const [first, second] = model.explain(text, 'printer')
  assert.deepEqual([first!.text, second!.text].sort(), ['Toner', 'ＰＲＩＮＴＥＲ'].sort())
  for (const { text: word, start, end } of model.explain(text, 'printer')) assert.equal(text.slice(start, end), word)
  assert.throws(() => model.explain(text, 'weather'), /no label weather/)
})

test('a named feature counts as much as its value', () => {
  const named = examples.map(({ label }) => ({ text: 'same text', label, extras: [{ name: label, value: 3 }] }))
  const trained = openLinearModel(trainLinearModel(named, options))
  const { extras } = named[0]!
  assert.equal(trained.predict('same text', extras).label, 'printer')
  assert.notDeepEqual(trained.predict('same text'), trained.predict('same text', extras))
})

test('class weights move the probabilities', () => {
  const heavier = openLinearModel(trainLinearModel(examples, { ...options, classWeights: { printer: 5 } }))
  const of = (trained: typeof model): number =>
    trained.predict('hello there').probabilities[trained.labels.indexOf('printer')]!
  assert.ok(of(heavier) > of(model) + 0.1)
})

test('an empty and a very long text are read', () => {
  assert.equal(model.predict('').probabilities.length, 3)
  assert.equal(model.predict('vpn '.repeat(100_000)).label, 'network')
})

test('words and character n-grams each have the length the settings say', () => {
  const { values, length } = createFeatureExtractor(settings).extract('one two two three')
  const squares = values.subarray(0, length).reduce((sum, value) => sum + value * value, 0)
  assert.ok(Math.abs(squares - 18) < 1e-4)
})

const normal: [text: string, tokens: string[]][] = [
  ['SOOOO goood!!!', ['soo', 'good', '!!']],
  ["I don't like l'écran, qu'on dise", ['i', "don't", 'like', 'l', 'écran', 'qu', 'on', 'dise']],
  ['See https://example.org/a?b=1 now', ['see', 'http', 'now']],
  ['@anna thanks :-) ;D <3 :-((', ['@user', 'thanks', ':)', ';d', '<3', ':(']],
  ['at 10:30 error 0x80070005 12345678', ['at', '10', '30', 'error', '0x80070005', '00000000']],
  ['👍🏽 👩‍💻 ❤️!', ['👍', '👩', '❤', '!']],
  ['ﬁne Straße', ['fine', 'straße']],
]
for (const [text, tokens] of normal) {
  test(`tokens of ${text}`, () => {
    const found = tokenize(text)
    assert.deepEqual(
      found.map((token) => token.text),
      tokens,
    )
    for (const { start, end } of found) assert.ok(start < end && end <= text.length)
  })
}

test('an emoji is one token with all that is joined to it, and so is an emoticon with its nose', () => {
  const text = 'ok 👩🏽‍💻 and ❤️ :-))'
  assert.deepEqual(
    tokenize(text).map(({ start, end }) => text.slice(start, end)),
    ['ok', '👩🏽‍💻', 'and', '❤️', ':-))'],
  )
})
