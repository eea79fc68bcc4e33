import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { createTermMatcher, loadTerms } from './terms.ts'

function found(terms: string, text: string): string[] {
  return createTermMatcher(`network.wifi\t${terms}`)
    .match(text)
    .map(({ start, end }) => text.slice(start, end))
}

test('a term is whole words; a star opens its end or beginning', () => {
  assert.deepEqual(found('print', 'print printer sprint'), ['print'])
  assert.deepEqual(found('print*', 'print Printer sprint'), ['print', 'Printer'])
  assert.deepEqual(found('*drucker', 'Etikettendrucker Druckers'), ['Etikettendrucker'])
})

test('a tilde stands for up to four words', () => {
  assert.deepEqual(found('need ~ laptop', 'I need laptop'), ['need laptop'])
  assert.deepEqual(found('need ~ laptop', 'I need a b c d laptop'), ['need a b c d laptop'])
  assert.deepEqual(found('need ~ laptop', 'I need a b c d e laptop'), [])
})

test('accents, case, hyphens and apostrophes do not matter, and positions are those of the text', () => {
  assert.deepEqual(found('wi fi', 'Das Wi-Fi!'), ['Wi-Fi'])
  assert.deepEqual(found('cant open', 'I can’t open it'), ['can’t open'])
  assert.deepEqual(found('ecran', "😀 L'écran"), ['écran'])
  assert.deepEqual(found('heiss', 'sehr heiß'), ['heiß'])
  assert.deepEqual(found('c:, *.dll, notepad++', 'C: is full, LOGON.DLL. Notepad++!'), ['C:', 'LOGON.DLL', 'Notepad++'])
})

test('a broken line of terms is told', () => {
  assert.throws(() => createTermMatcher('network.wifi wifi'), /Not a line of terms/)
  assert.throws(() => createTermMatcher('network.wifi\t~ wifi'), /does not begin with a word/)
})

test('every concept is a subcategory of the list or a known aspect', () => {
  const list = JSON.parse(
    readFileSync(new URL('../../../eval/datasets/tickets/subcategories.json', import.meta.url), 'utf8'),
  ) as Record<string, Record<string, unknown>>
  for (const name of ['any', 'en', 'fr', 'de', 'es']) {
    const lines = readFileSync(new URL(`./terms/${name}.tsv`, import.meta.url), 'utf8').split('\n')
    for (const line of lines.filter((text) => text !== '' && !text.startsWith('#'))) {
      const [group, concept] = line.split('\t')[0]!.split('.') as [string, string]
      if (group === 'aspect' || group === 'impact' || group === 'urgency') continue
      assert.ok(list[group]?.[concept.replace(/\?$/, '')], `${name}.tsv: ${group}.${concept}`)
    }
    loadTerms([name])
  }
})
