import assert from 'node:assert/strict'
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { writeProblem } from './write-problem.ts'

let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pollux-write-'))
})
after(() => rm(folder, { recursive: true, force: true }))

const problemOf = (path: string) => writeProblem({ variable: 'DATA_DIR', path })

test('a folder that is there, or can be made, is no problem, and nothing is left in it', async () => {
  assert.equal(await problemOf(folder), undefined)
  assert.equal(await problemOf(join(folder, 'not', 'yet')), undefined)
  assert.deepEqual(await readdir(folder), [])
})

test('what is no folder is named', async () => {
  const file = join(folder, 'file')
  await writeFile(file, '')
  assert.equal(await problemOf(join(file, 'data')), `DATA_DIR: ${file}/data is not a folder. Name one.`)
})

// Root may write everywhere; a read-only file system needs a container: test/stack/16-messages.test.ts.
test('a folder of somebody else is named, with who may not', { skip: process.getuid?.() === 0 }, async () => {
  await chmod(folder, 0o500)
  try {
    const problem = await problemOf(join(folder, 'data'))
    assert.match(problem ?? '', /^DATA_DIR: .*\/data may not be written by this user \(id \d+\)\. Give it to that user/)
  } finally {
    await chmod(folder, 0o700)
  }
})
