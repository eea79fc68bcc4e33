import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Language } from '#twin'
import { requirementsOf } from './requirements.ts'

const read = (text: string, language: Language = 'en') =>
  requirementsOf({ text, headings: [] }, language).map(({ text: words, must }) => `${must ? 'must' : 'nice'}: ${words}`)

test('lists under headings, and what an item says of itself', () => {
  const text =
    'Engineer\n\nWho we are\n\n- We use Rust\n\nWhat you bring\n\n- Linux; Ruby is a plus\n- Kubernetes (nice to have)\n- C# (.NET) and Node.js\n\nBonus points\n\n- Terraform\n- A security clearance is required\n\nWhat we offer\n\n- Python courses'
  assert.deepEqual(read(text), [
    'must: Linux',
    'nice: Ruby is a plus',
    'nice: Kubernetes (nice to have)',
    'must: C# (.NET) and Node.js',
    'nice: Terraform',
    'must: A security clearance is required',
  ])
})

test('prose: each clause that asks, without what leads to it or gives a reason', () => {
  assert.deepEqual(
    read(
      'Platform engineer\n\nWe use Kubernetes for everything. For this work you must hold the CKA, and you need at least three years of Linux, because our clusters run on it. Knowledge of Go is required, as is fluency in English. Ideally you know Cilium. You will receive a laptop.',
    ),
    [
      'must: you must hold the CKA',
      'must: you need at least three years of Linux',
      'must: Knowledge of Go is required',
      'must: fluency in English',
      'nice: Ideally you know Cilium',
    ],
  )
})

const elsewhere: [Language, string, string[]][] = [
  [
    'de',
    'Admin\n\nDeine Aufgaben\n- Betrieb von Oracle\n\nDein Profil\n- Linux-Kenntnisse\n- Kubernetes ist von Vorteil\n\nWir bieten\n- Obst',
    ['must: Linux-Kenntnisse', 'nice: Kubernetes ist von Vorteil'],
  ],
  [
    'fr',
    'Admin\n\nVos missions\n- Exploiter Oracle\n\nProfil recherché\n- Maîtrise de Linux\n- Kubernetes serait un plus\n\nNous offrons\n- Des fruits',
    ['must: Maîtrise de Linux', 'nice: Kubernetes serait un plus'],
  ],
  [
    'es',
    'Admin\n\nFunciones\n- Operar Oracle\n\nRequisitos\n- Dominio de Linux\n- Se valorará Kubernetes\n\nOfrecemos\n- Fruta',
    ['must: Dominio de Linux', 'nice: Se valorará Kubernetes'],
  ],
]
for (const [language, text, wanted] of elsewhere)
  test(`headings and words of: ${language}`, () => assert.deepEqual(read(text, language), wanted))

test('what is said about the company is none, whether its heading stands apart or not', () => {
  for (const about of ['About us\n', 'About us\n\n', 'About us:\n', 'Über uns\n'])
    assert.deepEqual(
      read(`Baker\n\n${about}You must have met our cat.\n\nRequirements\n- Rye\n\n${about}You need a break? Take it.`),
      ['must: Rye'],
    )
  assert.deepEqual(read('Baker\n\nYou must see our office. You must know rye.'), ['must: You must know rye'])
})

test('a heading at the end of a line announces the list below it', () => {
  assert.deepEqual(read('Baker\n\nWe are small and need a baker. Requirements:\n\n- Rye\n- Spelt'), [
    'must: Rye',
    'must: Spelt',
  ])
})

test('spans are exact, nothing is listed twice, and no language means no requirements', () => {
  const text = 'Post\n\nRequirements\n\n•  Linux ,\n•  Linux\n•  A   B'
  const found = requirementsOf({ text, headings: [] }, 'en')
  assert.deepEqual(
    found.map(({ start, end }) => text.slice(start, end)),
    ['Linux', 'A   B'],
  )
  assert.deepEqual(requirementsOf({ text, headings: [] }, 'und'), [])
})

test('hostile text takes no time', () => {
  const started = performance.now()
  for (const piece of ['a, and ', '(', 'is a ', 'you must ', '- x; ', '1. ', 'at least '])
    requirementsOf({ text: `Requirements:\n- ${piece.repeat(150_000 / piece.length)}`, headings: [] }, 'en')
  assert.ok(performance.now() - started < 5_000, `${performance.now() - started} ms`)
})
