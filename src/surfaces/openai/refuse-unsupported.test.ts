import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { OpenAiError } from './openai-error.ts'
import { refuseUnsupported } from './refuse-unsupported.ts'

test('what the guide calls refused is refused by name, and what it calls ignored is not', async () => {
  const guide = await readFile(new URL('../../../docs/guides/openai.md', import.meta.url), 'utf8')
  const namesIn = (row: RegExp) => [...(row.exec(guide)?.[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name!)
  const refused = namesIn(/^\| (`n` .*) \| 400/m).filter((name) => name !== 'none' && name !== 'text')
  assert.ok(refused.length >= 11)
  for (const name of refused)
    assert.throws(
      () => refuseUnsupported({ model: 'pollux', [name]: 'x' }),
      (error) =>
        error instanceof OpenAiError && error.details![0]!.path === name && error.message.includes(`"${name}"`),
    )
  const ignored = namesIn(/^\| (`temperature`.*) \| accepted/m)
  assert.ok(ignored.length >= 9)
  refuseUnsupported(Object.fromEntries(ignored.map((name) => [name, 'x'])))
})
