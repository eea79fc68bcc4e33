import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { chunksOf, piecesOf, type Chunk } from './chunks.ts'

const row = (n: number, version = ''): string =>
  `${n}\t${createHash('sha512').update(`${n}${version}`).digest('hex')}\n`
const rows = Array.from({ length: 20_000 }, (_, n) => row(n))

async function* inPieces(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function all(chunks: AsyncIterable<Chunk>): Promise<Chunk[]> {
  return Array.fromAsync(chunks)
}

test('chunks are whole rows, about 64 KiB each, whatever pieces they arrive in', async () => {
  const text = rows.join('')
  const chunks = await all(chunksOf(inPieces(text, 65_536)))
  assert.equal(Buffer.concat(chunks.map(({ bytes }) => bytes)).toString(), text)
  assert.equal(
    chunks.reduce((sum, chunk) => sum + chunk.rows, 0),
    rows.length,
  )
  for (const { bytes, rows: count } of chunks) {
    assert.equal(bytes.at(-1), 0x0a)
    assert.equal(bytes.toString().split('\n').length - 1, count)
  }
  const mean = text.length / chunks.length
  assert.ok(mean > 32_768 && mean < 131_072, `${mean} bytes on average`)
  for (const size of [1, 7, 1000])
    assert.deepEqual(
      (await all(chunksOf(inPieces(text.slice(0, 400_000), size)))).map(({ bytes }) => bytes.length),
      (await all(chunksOf(inPieces(text.slice(0, 400_000), 65_536)))).map(({ bytes }) => bytes.length),
    )
})

test('a row that comes, goes or changes changes only the chunk it is in', async () => {
  const hashes = async (lines: string[]) =>
    (await all(chunksOf(inPieces(lines.join(''), 65_536)))).map(({ bytes }) =>
      createHash('sha256').update(bytes).digest('hex'),
    )
  const before = new Set(await hashes(rows))
  for (const changed of [
    rows.toSpliced(9000, 1, row(9000, 'changed')),
    rows.toSpliced(9000, 1),
    rows.toSpliced(9000, 0, row(-1)),
    [row(-1), ...rows],
  ]) {
    const fresh = (await hashes(changed)).filter((hash) => !before.has(hash))
    assert.ok(fresh.length >= 1 && fresh.length <= 3, `${fresh.length} new chunks`)
  }
})

test('a row wider than any chunk stays whole; equal rows, where nothing decides, are cut at 1 MiB', async () => {
  const wide = `${'x'.repeat(5_000_000)}\n`
  const [first, second] = await all(chunksOf(inPieces(`${wide}short\n`, 65_536)))
  assert.deepEqual([first!.bytes.length, first!.rows], [wide.length, 1])
  assert.equal(second!.bytes.toString(), 'short\n')
  const equal = await all(chunksOf(inPieces('same row\n'.repeat(1_000_000), 65_536)))
  assert.ok(Math.max(...equal.map(({ bytes }) => bytes.length)) < 1_048_576 + 100)
  assert.deepEqual(await all(chunksOf(inPieces('', 10))), [])
})

test('bytes without rows are cut every MiB', async () => {
  const pieces = await all(piecesOf(inPieces('y'.repeat(2_500_000), 70_000)))
  assert.deepEqual(
    pieces.map(({ bytes }) => bytes.length),
    [1_048_576, 1_048_576, 2_500_000 - 2 * 1_048_576],
  )
})
