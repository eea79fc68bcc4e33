import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matchSops, type Trouble } from './match-sops.ts'
import { readSops } from './read-sops.ts'

const sops = await readSops(undefined)
const nothing: Trouble = { text: '', category: null, subcategory: null }
const chosen = (trouble: Partial<Trouble>) =>
  matchSops(sops, { ...nothing, ...trouble })
    .filter((match) => match.chosen)
    .map(({ sop }) => sop.id)

test('category and subcategory, category and a word, two words, or the alert are enough', () => {
  assert.deepEqual(chosen({ category: 'network', subcategory: 'vpn' }), ['vpn-does-not-connect'])
  assert.deepEqual(chosen({ category: 'email', text: 'My mailbox is full again' }), ['mailbox-full'])
  assert.deepEqual(chosen({ text: 'The DNS says NXDOMAIN for our shop' }), ['dns-resolution-fails'])
  assert.deepEqual(chosen({ alert: 'service_down', category: 'network' }), ['service-down'])
})

test('one of them alone is not, and neither is a word inside another', () => {
  for (const trouble of [
    { category: 'network' },
    { text: 'our DNS' },
    { text: 'The blueprint of the sprinter' },
    { text: 'All researchers are locked out of their simulations' },
    { category: 'hardware', text: 'The DNS server smokes' },
    {},
  ] as const)
    assert.deepEqual(chosen(trouble), [], JSON.stringify(trouble))
})

test('each of the four languages finds its procedure', () => {
  const found = (text: string, category: Trouble['category']) => chosen({ text, category })[0]
  assert.equal(found('L’imprimante du couloir fait un bourrage', 'hardware'), 'printer-does-not-print')
  assert.equal(found('Mein Konto ist gesperrt', 'account'), 'account-locked')
  assert.equal(found('El disco lleno impide guardar', 'performance'), 'disk-full')
  assert.equal(found('A process eats all CPU', 'performance'), 'high-cpu-process')
})

test('the best comes first, with its reasons', () => {
  const [first] = matchSops(sops, {
    text: 'No space left on device, disk is full',
    category: 'performance',
    subcategory: 'disk_space',
  })
  assert.equal(first?.sop.id, 'disk-full')
  assert.equal(first.score, 1)
  assert.deepEqual(first.reasons, [
    'the category is performance',
    'the subcategory is disk_space',
    'it says "no space left", "disk is full"',
  ])
})
