import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sharesWord } from './shares-word.ts'

test('a text shares a word with a topic it names, in any form, or by the kind of a tool', () => {
  assert.ok(sharesWord('I restored forty-six databases in one night.', 'database administrator', 'en'))
  assert.ok(sharesWord('I have run PostgreSQL since 2014.', 'database administrator', 'en'))
  assert.ok(sharesWord('Ich betreibe seit 2014 Datenbanken.', 'Datenbank', 'de'))
})

test('a text on something else shares none, and stop words do not count', () => {
  assert.ok(!sharesWord('I lead a team of six engineers in Lyon.', 'deep-sea welding', 'en'))
  assert.ok(!sharesWord('I have been to the sea.', 'the opera', 'en'))
})
