import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSettings } from './settings.ts'

function read(dataset: Record<string, string>, preferred: string[] = [], src = 'https://twin.example.com/widget.js') {
  const warnings: string[] = []
  return { settings: readSettings({ src, dataset }, preferred, (message) => warnings.push(message)), warnings }
}

test('the server is where the script came from, also below a path', () => {
  assert.equal(read({}).settings.server.href, 'https://twin.example.com/')
  assert.equal(read({}, [], 'https://example.com/twin/widget.js?v=2').settings.server.href, 'https://example.com/twin/')
})

test('the language is the one that was set, else the first of the page and the visitor that the widget speaks', () => {
  assert.equal(read({ language: 'de' }, ['fr']).settings.language, 'de')
  assert.equal(read({}, ['pl', 'fr-CA', 'de']).settings.language, 'fr')
  assert.equal(read({}, ['', 'pl']).settings.language, 'en')
})

test('what makes no sense is told, and its default is taken', () => {
  const { settings, warnings } = read({ language: 'xx', position: 'top', theme: 'Dark', title: '  ' })
  assert.deepEqual(
    [settings.language, settings.position, settings.theme, settings.title],
    ['en', 'right', 'dark', undefined],
  )
  assert.deepEqual(warnings, [
    'data-language="xx" is none of en, fr, de, es',
    'data-position="top" is none of right, left',
  ])
})
