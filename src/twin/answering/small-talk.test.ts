import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isCourtesy, isGreeting } from './small-talk.ts'

test('greetings and thanks are told from questions, in four languages', () => {
  for (const text of ['Hello!', 'hi there', 'Bonjour', 'Guten Tag', '¡Hola!']) assert.ok(isGreeting(text), text)
  for (const text of ['Thank you', 'thanks a lot!', 'Merci beaucoup', 'Vielen Dank.', 'Muchas gracias', 'Ok'])
    assert.ok(isCourtesy(text), text)
  for (const text of ['Hello, where do you live?', 'Whom do you thank?', 'Is it ok to call you?'])
    assert.ok(!isGreeting(text) && !isCourtesy(text), text)
})
