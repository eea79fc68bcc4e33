import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultLimits } from './outcome.ts'
import { readFile } from './read-file.ts'

async function read(text: string) {
  return readFile({ name: 'deep.md', bytes: Buffer.from(text) }, defaultLimits)
}

/** Each kept the parser busy for many seconds. */
const hostile: Record<string, string> = {
  images: '!['.repeat(4_000) + 'x' + '](y)'.repeat(4_000),
  'images around links': '![['.repeat(4_000) + '](x)'.repeat(8_000),
  'brackets over lines': '![\n'.repeat(4_000) + 'x' + '](y)\n'.repeat(4_000),
  'a list by indentation': Array.from({ length: 2_000 }, (_, depth) => `${'  '.repeat(depth)}- x`).join('\n'),
  'a list on one line': '- '.repeat(4_000) + 'x',
  'an ordered list': Array.from({ length: 2_000 }, (_, depth) => `${'   '.repeat(depth)}1. x`).join('\n\n'),
  quotes: '> '.repeat(4_000) + 'x',
  'quotes and lists': '> - '.repeat(4_000) + 'x',
  footnotes: '[^a]: '.repeat(4_000) + 'x',
}

for (const [name, text] of Object.entries(hostile))
  test(`too deep: ${name}`, async () => {
    const outcome = await read(text)
    assert.equal(outcome.status, 'skipped')
    assert.equal(outcome.reason, 'too_complex')
    assert.match(outcome.message, /nested more than 32 levels deep \(line \d+\)/)
  })

const harmless: Record<string, string> = {
  'half-open intervals': '[0, 10) and '.repeat(500),
  'many links': 'See [one](a) and ![two](b). '.repeat(500),
  'a long list': '- one\n  - two\n'.repeat(500),
  'many quotes': '> quoted\n\nsaid\n\n'.repeat(500),
  'rules across the page': `${'-'.repeat(200)}\n\nBetween them.\n\n${'* '.repeat(100)}\n`,
  'text far to the right': `${' '.repeat(300)}- x\n`.repeat(200),
  'nested ten deep': `${'  '.repeat(0)}- a\n${Array.from({ length: 10 }, (_, depth) => `${'  '.repeat(depth)}- b`).join('\n')}`,
}

for (const [name, text] of Object.entries(harmless))
  test(`not too deep: ${name}`, async () => assert.equal((await read(text)).status, 'read'))
