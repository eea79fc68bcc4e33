import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTopicModel, otherTopic, topicName } from './topics.ts'

const terms = (text: string) =>
  text
    .split(' ')
    .filter(Boolean)
    .map((word) => ({ key: word, word }))

function assignAll(model: ReturnType<typeof createTopicModel>, questions: readonly string[]): number[] {
  return questions.map((question, at) => model.assign(terms(question), at))
}

const questions = [
  'python experience',
  'python',
  'kubernetes cluster production',
  'salary expectation',
  'kubernetes',
  'python years',
  'salary',
  'java experience',
  'kubernetes experience',
]

test('questions that share the words that matter are one topic, named by its commonest words', () => {
  const model = createTopicModel()
  const [python, p2, kubernetes, salary, k2, p3, s2, java, k3] = assignAll(model, questions)
  assert.deepEqual([p2, p3], [python, python])
  assert.deepEqual([k2, k3], [kubernetes, kubernetes])
  assert.equal(s2, salary)
  assert.equal(new Set([python, kubernetes, salary, java]).size, 4)
  const topics = model.takeChanged()
  assert.equal(topicName(topics.find(({ id }) => id === python)!).split(', ')[0], 'python')
  assert.deepEqual(model.takeChanged(), [])
})

test('the same questions in the same order make the same topics, also when another process went on half way', () => {
  const whole = createTopicModel()
  const expected = assignAll(whole, questions)
  const first = createTopicModel()
  const start = assignAll(first, questions.slice(0, 4))
  const second = createTopicModel()
  for (const topic of first.takeChanged()) second.put(structuredClone(topic))
  assert.deepEqual([...start, ...questions.slice(4).map((question) => second.assign(terms(question), 9))], expected)
})

test('what has no word of its own, and what finds no room, is "other"', () => {
  const model = createTopicModel()
  assert.equal(model.assign([], 0), otherTopic)
  for (let n = 0; n < 400; n++) model.assign(terms(`alone${n}`), n)
  assert.equal(model.size, 300)
  assert.equal(model.assign(terms('newcomer'), 0), otherTopic)
  assert.notEqual(model.find(terms('alone7')), otherTopic)
  assert.equal(model.find(terms('newcomer')), otherTopic)
})
