import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { parseSop, readSops } from './read-sops.ts'

const good = `---
id: restart-shop
title: Restart the shop
when: { category: software }
inputs: [{ name: host, text: Which host. }]
steps:
  - { name: look, kind: check, capability: monitoring.check_target, input: { kind: tcp, host: '{{input.host}}', port: 80 }, expect: { status: up } }
  - { name: tell, kind: text, text: 'Tell the reporter of {{ticket.id}}: {{steps.look.detail}}.' }
risk: low
estimated_minutes: 5
---

# Why
`

test('a procedure is read with its explanation', () => {
  const sop = parseSop('a.md', good)
  assert.equal(sop.id, 'restart-shop')
  assert.deepEqual(
    sop.steps.map(({ kind }) => kind),
    ['check', 'text'],
  )
  assert.equal(sop.body, '# Why')
  assert.deepEqual(parseSop('a.md', good.replaceAll('\n', '\r\n')).steps, sop.steps)
})

test('each mistake is told with the file and the path of its key', () => {
  const refuses = (from: string | RegExp, to: string, message: RegExp) => {
    const broken = good.replace(from, to)
    assert.notEqual(broken, good, `${from} is not in the example`)
    assert.throws(() => parseSop('a.md', broken), message)
  }
  refuses('category: software', 'category: weather', /a\.md is wrong:\n  when\.category: /)
  refuses('kind: text, text', 'kind: shell, text', /steps\[1\]\.kind: /)
  refuses('risk: low\n', '', /risk: /)
  refuses('risk: low', 'risk: low\nrisks: 3', /front matter: Unrecognized key: "risks"/)
  refuses(', expect: { status: up }', '', /steps\[0\]\.expect: /)
  refuses('name: tell', 'name: look', /steps\[1\]\.name: "look" is there twice/)
  refuses('{{input.host}}', '{{input.port}}', /steps\[0\]: \{\{input\.port\}\} is not one of its inputs/)
  refuses(
    '{{steps.look.detail}}',
    '{{steps.later.detail}}',
    /steps\[1\]: \{\{steps\.later\.detail\}\} is not a step before it/,
  )
  refuses('{{ticket.id}}', '{{ticket.id()}}', /steps\[1\]: \{\{ticket\.id\(\)\}\} is not a placeholder/)
  refuses('{ status: up }', "{ '{{steps.x.y}}.z': up }", /steps\[0\]/)
  refuses(
    'kind: text, text',
    "only_if: { 'later.status': up }, kind: text, text",
    /only_if: "later" is not a step before it/,
  )
  refuses('risk: low', 'risk: [', /a\.md is not YAML \(line \d+\)/)
  refuses(/^---\n/, '', /has no front matter/)
})

test('a step can be left to what an earlier one answered; a precondition cannot', () => {
  const onlyIf = "only_if: { 'look.status': up }, kind: text, text"
  assert.deepEqual(parseSop('a.md', good.replace('kind: text, text', onlyIf)).steps[1]?.only_if, {
    'look.status': 'up',
  })
  const before = `preconditions: [{ name: before, ${onlyIf}: x }]\nsteps:`
  assert.throws(() => parseSop('a.md', good.replace('steps:', before)), /preconditions\[0\]: .*"only_if"/)
})

test('a folder of one’s own adds procedures and replaces shipped ones; the same id twice in it is refused', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pollux-sops-'))
  try {
    const shipped = await readSops(undefined)
    await writeFile(join(folder, 'mine.md'), good)
    await writeFile(join(folder, 'disk.md'), good.replace('restart-shop', 'disk-full'))
    const sops = await readSops(folder)
    assert.equal(sops.length, shipped.length + 1)
    assert.equal(sops.find(({ id }) => id === 'disk-full')?.title, 'Restart the shop')
    await writeFile(join(folder, 'again.md'), good)
    await assert.rejects(readSops(folder), /again\.md and mine\.md have the same id, "restart-shop"/)
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('the shipped procedures are for subcategories that the classifier knows, and each ends with a look or a question', async () => {
  const sops = await readSops(undefined)
  const list = await readFile(new URL('../../../eval/datasets/tickets/subcategories.json', import.meta.url), 'utf8')
  const subcategories = JSON.parse(list) as Record<string, Record<string, unknown>>
  assert.ok(sops.length >= 12)
  for (const { id, file, when, postconditions, body } of sops) {
    assert.equal(file, `${id}.md`)
    assert.ok(when.subcategory && Object.hasOwn(subcategories[when.category] ?? {}, when.subcategory), id)
    assert.ok(postconditions.length > 0 && body.length > 200, id)
  }
})
