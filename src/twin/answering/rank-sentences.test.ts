import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SearchResult } from '../retrieval/search-result.ts'
import { analyzePassage } from './analyze-passage.ts'
import { analyzeQuestion, withAlternatives } from './analyze-question.ts'
import type { Question } from './analyze-question.ts'
import { answerability, answerThreshold } from './answerability.ts'
import { rankSentences } from './rank-sentences.ts'

const texts = [
  'Project Heron moved the metering database from Oracle to PostgreSQL. It was finished in May 2019. Marta Quill led the work. The downtime was 47 minutes because every table had been copied before.',
  'The restore drills of 2022 found eleven broken backups. Nobody had noticed them. A drill takes two hours.',
  'On-call duty rotates between six people. The pager rang four times a month.',
]
const passages = texts.map((text, id) => analyzePassage({ id, title: 'Report', heading: '', language: 'en', text }))

/** Hits in the order of how many terms a passage has. */
function find(question: Question): SearchResult {
  const has = (id: number, term: string) => texts[id]!.toLowerCase().includes(term)
  const scores = texts.map((_, id) => ({
    passageId: id,
    score: question.terms.filter(({ term }) => has(id, term)).length,
  }))
  return {
    hits: scores.filter((hit) => hit.score > 0).sort((a, b) => b.score - a.score),
    passageCount: texts.length,
    hasProfile: false,
    near: [],
    ownerName: '',
    index: { newest: 0, passages: 0 },
    documentFrequency: new Map(
      question.terms.map(({ term }) => [term, texts.filter((_, id) => has(id, term)).length] as const),
    ),
  }
}

function ask(question: Question) {
  const result = find(question)
  const ranking = rankSentences(
    question,
    result.hits.map((hit) => passages[hit.passageId]!),
    result,
  )
  const best = ranking.sentences[0]
  return {
    best: best ? texts[best.passageId]!.slice(best.start, best.end) : undefined,
    count: ranking.sentences.length,
    probability: answerability(question, ranking, result),
  }
}

test('prefers the sentence with the words and the kind of thing asked for', () => {
  assert.equal(ask(analyzeQuestion('When was project Heron finished?', 'en')).best, 'It was finished in May 2019.')
  assert.equal(ask(analyzeQuestion('Who led the work on Heron?', 'en')).best, 'Marta Quill led the work.')
  assert.match(ask(analyzeQuestion('How many hours does a drill take?', 'en')).best ?? '', /two hours/)
})

test('a follow-up moves on: what was shown steps back, what lies before the year comes forward', () => {
  const career = [
    'I worked at Brindlecope from 2018 to 2021.',
    'I worked at Harrowmere from 2013 to 2016.',
    'I worked at Tessarune from 2021 on.',
  ]
  const passage = analyzePassage({ id: 0, title: '', heading: '', language: 'en', text: career.join(' ') })
  const rank = (text: string) => {
    const question = analyzeQuestion(text, 'en', [{ question: 'Where did you work?', sentences: [career[0]!] }])
    const result = {
      hits: [{ passageId: 0, score: 1 }],
      passageCount: 1,
      hasProfile: false,
      near: [],
      ownerName: '',
      index: { newest: 0, passages: 0 },
      documentFrequency: new Map(question.terms.map(({ term }) => [term, 1] as const)),
    }
    return rankSentences(question, [passage], result).sentences.map(({ sentence }) => sentence)
  }
  assert.equal(rank('And before that?')[0], 1)
  assert.equal(rank('And after that?')[0], 2)
  assert.notEqual(rank('Tell me more about it')[0], 0)
})

test('a matched alternative counts', () => {
  const question = analyzeQuestion('How often did the beeper go off?', 'en')
  const group = question.words.findIndex((word) => word.term === 'beeper')
  const widened = withAlternatives(question, [{ group, term: 'pager', weight: 0.7 }])
  assert.match(ask(widened).best ?? '', /pager/)
  assert.ok(ask(widened).probability > ask(question).probability)
})

test('a name that no source has weighs towards refusal', () => {
  const known = ask(analyzeQuestion('Who led project Heron?', 'en')).probability
  const unknown = ask(analyzeQuestion('Who led project Google?', 'en')).probability
  assert.ok(unknown < known)
  assert.ok(ask(analyzeQuestion('Did you ever work at Google?', 'en')).probability < answerThreshold)
})

test('nothing found, or nothing to look for, is no answer', () => {
  assert.deepEqual(ask(analyzeQuestion('What is your favourite film?', 'en')), {
    best: undefined,
    count: 0,
    probability: 0,
  })
  assert.equal(ask(analyzeQuestion('Who is it?', 'en')).probability, 0)
})

test('a word far longer than 30 groups and a passage without sentences do no harm', () => {
  const question = analyzeQuestion(Array.from({ length: 60 }, (_, index) => `heron${index}`).join(' '), 'en')
  const empty = analyzePassage({ id: 0, title: '', heading: '', language: 'en', text: '' })
  const ranking = rankSentences(question, [empty], {
    hits: [{ passageId: 0, score: 1 }],
    passageCount: 1,
    hasProfile: false,
    near: [],
    ownerName: '',
    index: { newest: 0, passages: 0 },
    documentFrequency: new Map(),
  })
  assert.equal(ranking.sentences.length, 0)
})

test('scores do not depend on the scale of the search', () => {
  const question = analyzeQuestion('Who led project Heron?', 'en')
  const result = find(question)
  const scaled = { ...result, hits: result.hits.map((hit) => ({ ...hit, score: hit.score * 1000 })) }
  const order = (searched: SearchResult) =>
    rankSentences(
      question,
      searched.hits.map((hit) => passages[hit.passageId]!),
      searched,
    ).sentences.map((s) => s.score)
  assert.deepEqual(order(result), order(scaled))
})
