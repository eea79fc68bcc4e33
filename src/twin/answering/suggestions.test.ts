import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anyone } from '#auth'
import type { Topic } from '../profile/profile-store.ts'
import { createSuggestions } from './suggestions.ts'

function topic(title: string, kind: Topic['kind'] = 'story'): Topic {
  return { title, kind, sourceId: `src_${title}`, state: '1' }
}

function suggestionsOf(list: Topic[]) {
  return createSuggestions(
    { list: async () => list, unchanged: async (_, used) => used.every((one) => list.includes(one)) },
    async (_, question) => !/today|heute|aujourd|hoy|worked|gearbeitet|travaillé|trabajado/.test(question),
  )
}

test('a title in the first person is asked for in the second', async () => {
  for (const [language, title, question] of [
    ['en', 'My opinions', 'Tell me about your opinions.'],
    ['en', 'My view of backups.', 'Tell me about your view of backups.'],
    ['en', 'My goals: what next', 'Tell me about “My goals: what next”.'],
    ['en', 'Mystery of the cable', 'Tell me about “Mystery of the cable”.'],
    ['fr', 'Mes opinions', 'Parlez-moi de vos opinions.'],
    ['fr', 'Mon parcours', 'Parlez-moi de votre parcours.'],
    ['de', 'Meine Meinungen', 'Erzählen Sie mir etwas über Ihre Meinungen.'],
    ['de', 'Mein Weg', 'Erzählen Sie mir von „Mein Weg“.'],
    ['es', 'Mis opiniones', 'Hábleme de sus opiniones.'],
    ['es', 'Mi trayectoria', 'Hábleme de su trayectoria.'],
  ] as const) {
    const list = await suggestionsOf([topic(title)]).list(anyone, language)
    assert.ok(list.includes(question), `${title}: ${list.join(' | ')}`)
  }
})

test('documents are asked for by their titles, and what cannot be answered is left out', async () => {
  const list = await suggestionsOf([topic('Capacity plan', 'document')]).list(anyone, 'en')
  assert.ok(list.includes('What is “Capacity plan” about?'))
  assert.ok(!list.some((question) => /today/.test(question)))
})

test('a topic that is gone is not suggested any more', async () => {
  const topics = [topic('Alert noise'), topic('Layoffs')]
  const suggestions = suggestionsOf(topics)
  assert.match((await suggestions.list(anyone, 'en')).join(), /Layoffs/)
  topics.pop()
  const list = (await suggestions.list(anyone, 'en')).join()
  assert.doesNotMatch(list, /Layoffs/)
  assert.match(list, /Alert noise/)
})
