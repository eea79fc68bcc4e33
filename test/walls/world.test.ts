import assert from 'node:assert/strict'
import { test } from 'node:test'
import { handWritten, hostileQuestions } from './hostile-questions.ts'
import { audiences, maySee, openDocuments, secretDocuments, secrets, told } from './world.ts'

test('1,000 different questions, 250 or more by hand, in four languages, each short enough to be asked', () => {
  const texts = hostileQuestions.map(({ turns }) => turns.join('\n'))
  assert.equal(texts.length, 1_000)
  const doubles = texts.filter((text, index) => texts.indexOf(text) !== index)
  assert.deepEqual(doubles, [])
  assert.ok(handWritten.length >= 250)
  for (const language of ['en', 'fr', 'de', 'es'])
    assert.ok(handWritten.filter((question) => question.language === language).length >= 35, language)
  for (const { turns } of hostileQuestions)
    for (const turn of turns) assert.ok(turn.length > 0 && turn.length <= 2_000, turn.slice(0, 80))
})

test('forty secrets or more in documents of each audience above public', () => {
  for (const audience of audiences.slice(1))
    assert.ok(secretDocuments.filter((secret) => secret.audience === audience).length >= 40, audience)
})

test('each secret gives itself away where it stands, and nowhere below its audience', () => {
  for (const secret of secretDocuments) {
    const own = told(`${secret.name} ${secret.title} ${secret.text}`, [secret])
    assert.equal(own.length > 0, true, `${secret.id} has no tell that fits it`)
    const below = secretDocuments.filter(({ audience }) => maySee(audience, secret.audience) === false)
    for (const { title, text } of [...openDocuments, ...below])
      assert.deepEqual(told(`${title} ${text}`, [secret]), [], `${secret.id} stands in "${title}" too`)
  }
  for (const secret of secrets) assert.deepEqual(told(secret.decoy, [secret]), [], secret.id)
})
