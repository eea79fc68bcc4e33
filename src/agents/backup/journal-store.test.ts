import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { accessTables } from './journal-store.ts'

test('every table that says who may come in is kept by a live restore', async () => {
  const folder = new URL('../../storage/migrations/', import.meta.url)
  const texts = await Promise.all((await readdir(folder)).map((name) => readFile(new URL(name, folder), 'utf8')))
  const tables = texts.flatMap((text) =>
    [...text.matchAll(/^create table ((?:auth|api_key|share_link)\w*)/gm)].map((match) => match[1]!),
  )
  assert.ok(tables.length > 15)
  assert.deepEqual(accessTables.toSorted(), tables.toSorted())
})
