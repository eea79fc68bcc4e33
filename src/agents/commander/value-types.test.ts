import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { AppError } from '#errors'
import { checkValue, describeValueType, valueTypeSchema } from './value-types.ts'

const cases: [type: object, good: string[], bad: string[]][] = [
  [
    { type: 'integer', min: 1, max: 10 },
    ['1', '10'],
    ['0', '11', '04', '+4', '4.0', '1e1', '0x4', '', '99999999999999999'],
  ],
  [{ type: 'enum', values: ['tcp', 'udp'] }, ['tcp'], ['TCP', 'tc', 'tcpx', '']],
  [{ type: 'host' }, ['a', 'web-1.example.com', 'example.com.', '192.0.2.1', '::1'], ['a..b', '-a', 'a-', 'a_b', '.']],
  [{ type: 'host' }, [], ['127.1', '2130706433', '0x7f000001', '0177.0.0.1', '1.2.3.256', 'fe80::1%eth0', '[::1]']],
  [
    { type: 'hostname' },
    ['example.com', '1.example'],
    ['192.0.2.1', '::1', `${'a'.repeat(64)}.com`, 'a.'.repeat(127) + 'bc'],
  ],
  [{ type: 'ipv4' }, ['192.0.2.1'], ['192.0.2', '192.0.2.01', '::1']],
  [{ type: 'ipv6' }, ['2001:db8::1'], ['192.0.2.1', 'fe80::1%1']],
  [
    { type: 'cidr' },
    ['192.0.2.0/24', '2001:db8::/32'],
    ['192.0.2.0', '192.0.2.0/33', '192.0.2.0/024', '::/129', '::%a/1', 'a/b/c'],
  ],
  [{ type: 'port' }, ['1', '65535'], ['0', '65536', '-1']],
  [{ type: 'word' }, ['nginx.service', 'a_b-c'], ['a/b', 'a:b', 'x'.repeat(65)]],
  [{ type: 'word', punctuation: '', maxLength: 3 }, ['abc'], ['a.b', 'abcd']],
]
for (const [written, good, bad] of cases) {
  const type = valueTypeSchema.parse(written)
  test(`${describeValueType(type)}: ${good.join(' ')}`, () => {
    for (const text of good) assert.equal(checkValue(type, text, 'It'), text)
    for (const text of bad) {
      const refusal = (error: unknown): boolean => error instanceof AppError && error.code === 'invalid_input'
      assert.throws(() => checkValue(type, text, 'It'), refusal, text)
    }
  })
}

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'pollux-paths-')))
after(() => rmSync(folder, { recursive: true }))
const root = join(folder, 'root')
mkdirSync(join(root, 'inner'), { recursive: true })
mkdirSync(join(folder, 'root-beside'))
writeFileSync(join(root, 'inner', 'file'), '')
writeFileSync(join(folder, 'secret'), '')
symlinkSync(join(root, 'inner'), join(root, 'alias'))
symlinkSync(folder, join(root, 'out'))
symlinkSync(join(root, 'loop'), join(root, 'loop'))
const path = valueTypeSchema.parse({ type: 'path', roots: [root] })

test('a path is handed on as where it really leads', () => {
  assert.equal(checkValue(path, `${root}/alias/../inner/file`, 'It'), join(root, 'inner', 'file'))
  assert.equal(checkValue(path, join(root, 'alias', 'file'), 'It'), join(root, 'inner', 'file'))
  assert.equal(checkValue(path, root, 'It'), root)
})

for (const bad of ['out/secret', '../secret', 'out', '../root-beside', 'loop', 'missing', '..']) {
  test(`the path ${bad} is refused, with one answer for all`, () => {
    const refusal = (error: unknown): boolean =>
      error instanceof AppError && error.code === 'forbidden' && error.message.includes('is not an existing path under')
    assert.throws(() => checkValue(path, `${root}/${bad}`, 'It'), refusal)
  })
}

test('a relative path is refused, whatever folder the server runs in', () => {
  assert.throws(() => checkValue(path, 'inner/file', 'It'), /not an existing path/)
})
