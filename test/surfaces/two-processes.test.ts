import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { client } from '#test/client.ts'
import { engine, testDatabase, type TestDatabase } from '#test/postgres.ts'
import { runPollux } from '#test/run-pollux.ts'
import { startServer } from '#test/start-server.ts'

let folder: string
let database: TestDatabase | undefined
let env: Record<string, string>

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pollux-two-'))
  env = { DATA_DIR: join(folder, 'data'), POLLUX_SAMPLE: 'never' }
  if (engine() === 'postgres15') {
    database = await testDatabase()
    env['DATABASE_URL'] = database.url
  }
})
after(async () => {
  await database?.[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

test('when the command line makes the profile somebody else’s, a running server quotes the former "I" no more', async () => {
  await using server = await startServer({ env })
  const ingest = async (name: string, text: string) => {
    await writeFile(join(folder, name), text)
    const { code, stderr } = await runPollux(['ingest', join(folder, name), '--audience', 'public'], env)
    assert.equal(code, 0, stderr)
  }
  const profileOf = (name: string) => JSON.stringify({ basics: { name, label: 'Mountain guide' } })
  const note =
    '# Notes on climbing\n\nBy Ada Smithers\n\nI climbed the Eiger north face in 2015 with my brother Rolf. I have two ropes.\n'
  await ingest('note.md', note)
  await ingest('me.json', profileOf('Ada Smithers'))
  const ask = async () => {
    const { body } = await client(server).ask('When did you climb the Eiger north face?')
    return body.sentences.map(({ text }) => text).join('\n')
  }
  assert.match(await ask(), /I climbed the Eiger/)
  await ingest('me.json', profileOf('Bob Jonckers'))
  assert.doesNotMatch(await ask(), /I climbed|I have two ropes/)
})
