import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openArchive } from './archive-reader.ts'
import { createArchive } from './archive-writer.ts'
import type { Blob, Contents } from './contents.ts'

const folder = await mkdtemp(join(tmpdir(), 'pollux-archive-'))
after(() => rm(folder, { recursive: true, force: true }))
let files = 0

const contents: Contents = {
  id: '0123456789abcdef',
  type: 'config',
  parent: null,
  createdAt: '2031-01-01T00:00:00.000Z',
  durationSeconds: 1,
  madeBy: 'test',
  config: { settings: { secret: 'plainly readable' }, files: [] },
}

async function* chunks(...texts: string[]) {
  for (const text of texts) yield { bytes: Buffer.from(text), rows: 1 }
}

async function write(passphrase: string | undefined): Promise<{ path: string; blob: Blob }> {
  const path = join(folder, String(++files))
  await using archive = await createArchive(path, { id: contents.id, passphrase })
  const { blob } = await archive.add(chunks('first frame', 'another one'))
  await archive.finish(contents)
  return { path, blob }
}

async function read(path: string, blob: Blob, passphrase: string | undefined): Promise<string[]> {
  await using archive = await openArchive(path, passphrase)
  const texts: string[] = []
  for (const place of blob.chunks) texts.push((await archive.chunk(place)).toString())
  return texts
}

test('what is written is read back, with and without a key', async () => {
  for (const passphrase of [undefined, 'a key']) {
    const { path, blob } = await write(passphrase)
    assert.deepEqual(await read(path, blob, passphrase), ['first frame', 'another one'])
    await using archive = await openArchive(path, passphrase)
    assert.deepEqual(archive.contents, contents)
    assert.equal(archive.encrypted, passphrase !== undefined)
  }
})

test('no byte of an encrypted file can be changed, cut off or added unseen', async () => {
  const { path, blob } = await write('a key')
  const whole = await readFile(path)
  const broken = join(folder, 'broken')
  const refuses = async (bytes: Buffer, what: string) => {
    await writeFile(broken, bytes)
    await assert.rejects(read(broken, blob, 'a key'), { code: 'conflict' }, what)
  }
  const lengths = new Set<number>() // of frames: 4 bytes each that nothing reads
  for (const { offset } of blob.chunks) for (let at = offset - 4; at < offset; at++) lengths.add(at)
  const lastLength = blob.chunks.at(-1)!.offset + blob.chunks.at(-1)!.length
  for (let at = lastLength; at < lastLength + 4; at++) lengths.add(at)
  for (let at = 0; at < whole.length; at++) {
    if (lengths.has(at) || at % 13 !== 0) continue // each costs a derivation of the key
    const bytes = Buffer.from(whole)
    bytes[at]! ^= 1
    await refuses(bytes, `byte ${at} changed`)
  }
  for (const end of [0, 10, 300, whole.length - 20, whole.length - 1])
    await refuses(whole.subarray(0, end), `cut at ${end}`)
  await refuses(Buffer.concat([whole, Buffer.from('x')]), 'a byte more')
})

test('frames cannot change places', async () => {
  const path = join(folder, 'swapped')
  await using archive = await createArchive(path, { id: contents.id, passphrase: 'a key' })
  const { blob } = await archive.add(chunks('same size 1', 'same size 2'))
  await archive.finish(contents)
  const [a, b] = blob.chunks as [Blob['chunks'][number], Blob['chunks'][number]]
  const bytes = await readFile(path)
  const first = Buffer.from(bytes.subarray(a.offset, a.offset + a.length))
  bytes.copy(bytes, a.offset, b.offset, b.offset + b.length)
  first.copy(bytes, b.offset)
  await writeFile(path, bytes)
  await assert.rejects(read(path, blob, 'a key'), /Frame 0 cannot be decrypted/)
})

test('a file cut off after an earlier frame, with an end put to it, is refused', async () => {
  const path = join(folder, 'cut')
  await using archive = await createArchive(path, { id: contents.id, passphrase: 'a key' })
  // Even when that frame reads as a list of contents.
  const { blob } = await archive.add(chunks(JSON.stringify(contents)))
  await archive.finish(contents)
  const [first] = blob.chunks
  const end = Buffer.alloc(16)
  end.writeBigUInt64BE(BigInt(first!.offset))
  end.writeUInt32BE(first!.index, 8)
  end.write('PXB1', 12, 'latin1')
  await writeFile(path, Buffer.concat([(await readFile(path)).subarray(0, first!.offset + first!.length), end]))
  await assert.rejects(openArchive(path, 'a key'), /Frame 0 cannot be decrypted/)
})

test('the same content has other bytes in each file, and none of its words', async () => {
  const [one, two] = [await readFile((await write('a key')).path), await readFile((await write('a key')).path)]
  assert.notDeepEqual(one.subarray(200), two.subarray(200))
  assert.equal(one.includes('plainly readable'), false)
})

test('a file that is not encrypted is refused where a key is set, unless it is allowed', async () => {
  const { path } = await write(undefined)
  await assert.rejects(openArchive(path, 'a key'), { code: 'conflict', message: /is not encrypted/ })
  await using archive = await openArchive(path, 'a key', true)
  assert.deepEqual([archive.encrypted, archive.contents], [false, contents])
})

test('no size that a file claims is believed beyond its own', async () => {
  const { path, blob } = await write(undefined)
  await using archive = await openArchive(path, undefined)
  const [place] = blob.chunks
  const before = process.memoryUsage().arrayBuffers
  for (const length of [2 ** 30, 2 ** 31 - 1, Number.MAX_SAFE_INTEGER])
    await assert.rejects(archive.chunk({ ...place!, length }), { code: 'conflict', message: /cut short/ })
  assert.ok(process.memoryUsage().arrayBuffers - before < 2 ** 20, 'nothing was allocated for it')
  await assert.rejects(archive.chunk({ ...place!, bytes: 2 ** 40 }), { code: 'conflict', message: /said to hold/ })
  for (const bytes of [place!.bytes + 1, place!.bytes - 1])
    await assert.rejects(archive.chunk({ ...place!, bytes }), { code: 'conflict', message: /holds|decompress/ })
})

test('a few bytes that decompress to very many are refused before they do', async () => {
  const path = join(folder, 'bomb')
  await using archive = await createArchive(path, { id: contents.id, passphrase: undefined })
  const settings = { text: 'x'.repeat(100 * 2 ** 20) }
  await archive.finish({ ...contents, config: { settings, files: [] } })
  assert.ok((await stat(path)).size < 100_000)
  await assert.rejects(openArchive(path, undefined), { code: 'conflict', message: /does not decompress/ })
})

test('a long list of what is no chunk ends at the first of them', async () => {
  const path = join(folder, 'list')
  await using archive = await createArchive(path, { id: contents.id, passphrase: undefined })
  const content = { bytes: 0, sha256: '0'.repeat(64), chunks: Array.from({ length: 2_000_000 }, () => ({})) as never[] }
  await archive.finish({ ...contents, config: { settings: {}, files: [{ name: 'a', content }] } })
  const before = process.memoryUsage.rss()
  await assert.rejects(openArchive(path, undefined), { code: 'conflict', message: /list of what belongs there/ })
  assert.ok(process.memoryUsage.rss() - before < 300 * 2 ** 20)
})

test('an id is hexadecimal, in the header and in the contents', async () => {
  for (const [id, own] of [
    ['../../evil', '../../evil'],
    [contents.id, '../../evil'],
    [contents.id, 'bbbbbbbbbbbbbbbb'],
  ] as const) {
    const path = join(folder, String(++files))
    await using archive = await createArchive(path, { id, passphrase: undefined })
    await archive.finish({ ...contents, id: own })
    await assert.rejects(
      openArchive(path, undefined),
      { code: 'conflict', message: /its (header|list of contents|contents)/ },
      `${id} ${own}`,
    )
  }
})

test('a file that is not finished is removed', async () => {
  const before = (await readdir(folder)).length
  const path = join(folder, 'unfinished')
  {
    await using archive = await createArchive(path, { id: contents.id, passphrase: undefined })
    await archive.add(chunks('x'))
    assert.equal((await readdir(folder)).length, before + 1)
  }
  assert.equal((await readdir(folder)).length, before)
})
