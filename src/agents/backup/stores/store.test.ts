import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { backends, testStore } from '../../../../test/agents/backup-stores.ts'
import { readListing } from './s3-listing.ts'
import { s3Store } from './s3.ts'
import type { BackupStore } from './store.ts'

async function put(store: BackupStore, name: string, content: Buffer | string): Promise<void> {
  await store.prepare()
  const draft = join(store.staging, `.draft-${name}`)
  await writeFile(draft, content)
  await store.put(name, draft)
}

for (const backend of backends) {
  test(`a file comes out as it went in, and the draft is gone [${backend}]`, async () => {
    await using opened = await testStore(backend)
    const { store } = opened
    const content = Buffer.alloc(3_000_000, 'some bytes \0\xff')
    await put(store, 'a.pxb', content)
    await put(store, 'a.pxb.json', '{"é":1}')
    {
      await using file = await store.open('a.pxb')
      assert.ok((await readFile(file.path)).equals(content))
    }
    assert.equal(await store.read('a.pxb.json'), '{"é":1}')
    const listed = (await store.list()).sort((a, b) => (a.name < b.name ? -1 : 1))
    assert.deepEqual(listed, [
      { name: 'a.pxb', sizeBytes: content.length },
      { name: 'a.pxb.json', sizeBytes: 8 },
    ])
    assert.match(store.locate('a.pxb'), /\/a\.pxb$/)
    assert.deepEqual(
      (await readdir(store.staging)).filter((name) => name.startsWith('.')),
      [],
    )
  })

  test(`a file of the same name replaces the one before [${backend}]`, async () => {
    await using opened = await testStore(backend)
    await put(opened.store, 'a', 'one')
    await put(opened.store, 'a', 'two')
    assert.equal(await opened.store.read('a'), 'two')
    assert.equal((await opened.store.list()).length, 1)
  })

  test(`what is not there is said, and removing it is no error [${backend}]`, async () => {
    await using opened = await testStore(backend)
    const { store } = opened
    assert.deepEqual(await store.list(), [])
    assert.equal(await store.read('none'), undefined)
    await assert.rejects(store.open('none'), { code: 'not_found' })
    await store.remove('none')
    await put(store, 'a', 'x')
    await store.remove('a')
    assert.deepEqual(await store.list(), [])
  })

  test(`a name cannot lead out of the store [${backend}]`, async () => {
    await using opened = await testStore(backend)
    for (const name of ['../a', 'a/b', '.hidden', '', 'a\0b', 'a?b', '..'])
      await assert.rejects(async () => opened.store.read(name), /cannot be the name/)
  })
}

test('a wrong key, and a server that is away, are told apart', async () => {
  await using opened = await testStore('s3')
  const { origin } = new URL(opened.store.locate('a'))
  const options = { url: `${origin}/backups`, region: 'eu-west-1', accessKey: 'S3RVER', secretKey: 'wrong' }
  const wrong = s3Store({ ...options, staging: opened.folder })
  await assert.rejects(wrong.list(), { code: 'forbidden', message: /403 \(SignatureDoesNotMatch\)/ })
  const noBucket = s3Store({ ...options, secretKey: 'S3RVER', url: `${origin}/none`, staging: opened.folder })
  await assert.rejects(noBucket.list(), { code: 'not_found', message: /NoSuchBucket/ })
  const away = s3Store({ ...options, url: 'http://127.0.0.1:9/backups', staging: opened.folder })
  await assert.rejects(away.list(), { code: 'storage_unavailable' })
  assert.throws(() => s3Store({ ...options, url: origin, staging: opened.folder }), /must name a bucket/)
})

test('a list of many pages is read to its end', async () => {
  // Written by hand: the S3 server of the tests cannot list more than one page on this Node (its tokens need DES).
  const keys = Array.from({ length: 2500 }, (_, n) => `of/pollux/f${String(n).padStart(4, '0')}`)
  const asked: string[] = []
  await using server = createServer((request, response) => {
    const after = new URL(request.url!, 'http://s3').searchParams.get('start-after') ?? ''
    asked.push(after)
    const page = keys.filter((key) => key > after).slice(0, 1000)
    const entries = page.map((key) => `<Contents><Key>${key}</Key><Size>1</Size></Contents>`).join('')
    const truncated = page.at(-1) !== keys.at(-1)
    response.end(`<ListBucketResult><IsTruncated>${truncated}</IsTruncated>${entries}</ListBucketResult>`)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  await using opened = await testStore('folder')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/backups/of/pollux`
  const store = s3Store({ url, region: 'x', accessKey: 'a', secretKey: 'b', staging: opened.folder })
  const names = (await store.list()).map(({ name }) => name)
  assert.deepEqual([names.length, names[0], names.at(-1)], [2500, 'f0000', 'f2499'])
  assert.deepEqual(asked, ['', 'of/pollux/f0999', 'of/pollux/f1999'])
})

test('a list is read as S3 writes it', () => {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>b</Name><IsTruncated>true</IsTruncated>
<Contents><Key>a&amp;b &#233;&#x1F389;&lt;</Key><Size>12</Size></Contents><Contents><Key>c</Key><Size>0</Size></Contents></ListBucketResult>`
  const files = [
    { key: 'a&b é🎉<', sizeBytes: 12 },
    { key: 'c', sizeBytes: 0 },
  ]
  assert.deepEqual(readListing(xml), { files, truncated: true })
  assert.throws(() => readListing('<html>Sign in</html>'), /something else/)
})
