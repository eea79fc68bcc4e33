import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bearingOn, saysTopic, type PlacedSentence } from './bearing.ts'

function said(text: string, heading?: string, sourceId = 'src_1'): PlacedSentence {
  const citation = {
    sourceId,
    title: 'Notes',
    version: 'v',
    audience: 'public',
    start: 0,
    end: 1,
    quote: text,
  } as const
  return { sentence: { text, citations: [citation] }, heading }
}
const bears = (question: string, topics: string[], ...answer: PlacedSentence[]) =>
  bearingOn({ question, topics, language: 'en' }, answer).map(({ text }) => text)

test('one word that the sources share with a question bears on nothing', () => {
  const table = said('Group: CPU above threshold; Alerts: 38,334; Share: 1.2 %')
  assert.deepEqual(bears('Tell me about a group piece of work in which your part mattered.', ['teamwork'], table), [])
  const percent = said('Eleven out of forty-six is 24 percent.')
  assert.deepEqual(
    bears('The monthly cloud bill has grown by forty percent. What do you do?', ['cloud', 'cost'], percent),
    [],
  )
})

test('a place that says the topic and more of the question bears on it, and the others of the answer do not', () => {
  const [alerts, reduced] = [
    said('Our rota received 1,940 alerts a week.', 'Stories > Nine alerts out of ten'),
    said('I reduced the noise without losing incidents.', 'Stories > Nine alerts out of ten'),
  ]
  const other = said('We moved the database in one night.', 'Stories > The migration')
  assert.deepEqual(bears('When did you reduce alert noise?', ['alerts'], other, alerts, reduced), [
    alerts.sentence.text,
    reduced.sentence.text,
  ])
})

test('a heading says what its sentences need not say', () => {
  const strength = said(
    'I write things down, so that the next person can do them without me.',
    'Interview > My strengths',
  )
  assert.equal(bears('What are your strengths?', ['strengths'], strength).length, 1)
  assert.equal(bears('What are your strengths?', ['strengths'], said(strength.sentence.text)).length, 0)
})

test('a question in Spanish is compared with English sentences by meaning', () => {
  const answer = [said('On 5 December 2018 I made a mistake in production and dropped a partition.', 'My own mistake')]
  assert.equal(
    bearingOn({ question: 'Hábleme de un error suyo.', topics: ['error'], language: 'es' }, answer).length,
    1,
  )
})

test('the topic of a question in other words must be said as a whole', () => {
  const answer = [said('I brought the click rate down with the data protection officer.')]
  assert.equal(saysTopic('data protection', 'en', answer), true)
  assert.equal(saysTopic('data modelling', 'en', answer), false)
  assert.equal(saysTopic('ways of working', 'en', [said('I work in Lyon.')]), false)
})
