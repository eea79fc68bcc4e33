import assert from 'node:assert/strict'
import { test } from 'node:test'
import { analyzeQuestion } from './analyze-question.ts'
import { lacksAttribute } from './personal-attributes.ts'

const lacks = (question: string, text: string, language: 'en' | 'fr' | 'de' | 'es' = 'en') =>
  lacksAttribute(analyzeQuestion(question, language), () => text)

test('a private thing is answered only by what names it', () => {
  assert.ok(lacks('How much do you earn?', 'No ransom was paid.'))
  assert.ok(!lacks('How much do you earn?', 'Salary expectation: 72,000 EUR a year.'))
  assert.ok(lacks('How old are you?', 'I am Liva, an operations engineer.'))
  assert.ok(!lacks('How old are you?', 'I was born in Riga.'))
  assert.ok(lacks('What is your phone number?', 'They called us by telephone.'))
  assert.ok(!lacks('What is your phone number?', 'Telephone: +33 1 23'))
  assert.ok(lacks('What is your notice period?', 'Users notice slow answers.'))
  assert.ok(!lacks('What is your notice period?', 'I can start after three months’ notice.'))
})

test('what somebody likes best of one thing is not what they like best of another', () => {
  assert.ok(lacks('What is your favourite colour?', 'My favourite one is the restore that nobody noticed.'))
  assert.ok(!lacks('What is your favourite colour?', 'I paint everything green, the colour I like best.'))
  assert.ok(lacks('Quelle est votre couleur préférée ?', 'Je préfère les sauvegardes testées.', 'fr'))
  assert.ok(lacks('Was ist Ihre Lieblingsfarbe?', 'Am liebsten arbeite ich mit PostgreSQL.', 'de'))
  assert.ok(lacks('¿Cuál es tu color favorito?', 'Mi favorito es PostgreSQL.', 'es'))
  assert.ok(!lacks('What is your favourite database?', 'I like PostgreSQL best.'))
})

test('in four languages, and only when the person is asked', () => {
  assert.ok(lacks('Combien gagnez-vous ?', 'Le stockage gagne de la place.', 'fr'))
  assert.ok(lacks('Wie alt sind Sie?', 'Ich arbeite seit 2013.', 'de'))
  assert.ok(lacks('¿Tiene usted hijos?', 'Trabajo en Lyon.', 'es'))
  assert.ok(!lacks('Who paid the ransom?', 'No ransom was paid.'))
  assert.ok(!lacks('What did you do at Brindlecope?', 'I moved a database.'))
})
