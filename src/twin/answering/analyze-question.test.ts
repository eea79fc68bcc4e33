import assert from 'node:assert/strict'
import { test } from 'node:test'
import { analyzeQuestion, withAlternatives } from './analyze-question.ts'
import type { AnswerType } from './question-type.ts'
import type { Language } from '../text/language.ts'

const words = (question: ReturnType<typeof analyzeQuestion>) => question.words.map((word) => word.term)

test('reads the kind of answer in four languages', () => {
  const cases: [Language, string, AnswerType][] = [
    ['en', 'Who led the migration?', 'person'],
    ['en', 'In what year did the migration begin?', 'time'],
    ['en', 'How many servers are there?', 'number'],
    ['en', 'What is the height of the tower?', 'number'],
    ['en', 'Which ancient city was destroyed?', 'place'],
    ['en', 'Why did it fail?', 'reason'],
    ['en', 'How was it repaired?', 'manner'],
    ['en', 'Did you ever work at Google?', 'yesno'],
    ['en', 'Tell me about the tower', 'open'],
    ['de', 'Seit wann leiten Sie das Team?', 'time'],
    ['de', 'Wie hoch ist der Turm?', 'number'],
    ['de', 'Wem gehört die Burg?', 'person'],
    ['de', 'Wo lebt der Moorhase?', 'place'],
    ['fr', 'Où habitez-vous ?', 'place'],
    ['fr', 'En quelle année avez-vous commencé ?', 'time'],
    ['fr', 'Combien de temps dura le siège ?', 'number'],
    ['fr', 'Pourquoi le clocher est-il penché ?', 'reason'],
    ['es', '¿Quién dirigió las obras?', 'person'],
    ['es', '¿Cuánto cuesta el billete?', 'number'],
    ['es', '¿Cuál es la capital de la provincia?', 'place'],
  ]
  for (const [language, text, type] of cases) assert.equal(analyzeQuestion(text, language).type, type, text)
})

test('keeps content words, leaves the question phrase out and counts framing words little', () => {
  const question = analyzeQuestion('How many servers are called Heron?', 'en')
  assert.deepEqual(words(question), ['server', 'call', 'heron'])
  const [server, called, heron] = question.words
  assert.equal(server!.weight, 1)
  assert.ok(called!.weight < 1)
  assert.equal(heron!.entity, true)
})

test('marks names, numbers, acronyms and quoted words as entities', () => {
  const entities = (text: string, language: Language) =>
    analyzeQuestion(text, language).words.flatMap((word) => (word.entity ? [word.word] : []))
  assert.deepEqual(entities('What did Marta write about "quiet hours" in 2019?', 'en'), [
    'marta',
    'quiet',
    'hours',
    '2019',
  ])
  assert.deepEqual(entities('Was kostet das DBMS im Betrieb?', 'de'), ['dbms'])
})

test('adds the other forms of an irregular verb to the same group', () => {
  const question = analyzeQuestion('When did the migration begin?', 'en')
  const group = question.words.findIndex((word) => word.term === 'begin')
  const forms = question.terms.filter((term) => term.group === group).map((term) => term.term)
  assert.ok(forms.includes('began') && forms.includes('begun'), forms.join(' '))
})

test('an alternative weighs its share of the word', () => {
  const question = withAlternatives(analyzeQuestion('Which movie?', 'en'), [{ group: 0, term: 'film', weight: 0.5 }])
  assert.deepEqual(question.terms.at(-1), { group: 0, term: 'film', weight: 0.5 * question.words[0]!.weight })
})

test('a follow-up takes over what the question before was about', () => {
  const turns = [
    { question: 'Where did you work in Lyon?', sentences: ['From 2019 to 2021 I worked at Brindlecope in Lyon.'] },
  ]
  const before = analyzeQuestion('And before that?', 'en', turns)
  assert.equal(before.followUp, true)
  assert.equal(before.type, 'place')
  assert.ok(words(before).includes('lyon'))
  assert.deepEqual(before.relativeTo, { relation: 'before', year: 2019 })
  assert.equal(before.given.size, 1)
  assert.equal(analyzeQuestion('Why?', 'en', turns).followUp, true)
  assert.equal(analyzeQuestion('Tell me more about it', 'en', turns).followUp, true)
  assert.equal(analyzeQuestion('Warum?', 'de', [{ question: 'Wer leitete den Umbau?', sentences: [] }]).followUp, true)
})

test('a question that stands alone takes nothing over', () => {
  const turns = [{ question: 'Where did you work in Lyon?', sentences: [] }]
  const question = analyzeQuestion('Which certificates did the audit of the Heron platform find?', 'en', turns)
  assert.equal(question.followUp, false)
  assert.ok(!words(question).includes('lyon'))
})

test('knows a question put to the person', () => {
  assert.equal(analyzeQuestion('What is your favourite film?', 'en').addressed, true)
  assert.equal(analyzeQuestion('Wo haben Sie studiert?', 'de').addressed, true)
  assert.equal(analyzeQuestion('Wo haben sie studiert?', 'de').addressed, false)
  assert.equal(analyzeQuestion('¿Dónde trabajas?', 'es').addressed, true)
})

test('a question of stop words or of 2,000 characters does no harm', () => {
  assert.deepEqual(words(analyzeQuestion('Who is it?', 'en')), [])
  const long = Array.from({ length: 300 }, (_, index) => `w${index}`).join(' ')
  assert.ok(analyzeQuestion(long, 'en').words.length <= 24)
})
