import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { engine, testDatabase } from '#test/postgres.ts'
import { runSql } from '#test/run-sql.ts'
import { startServer } from '#test/start-server.ts'
import { tokenOf, visitor } from '#test/visitor.ts'

test('a server that is killed while it makes an account leaves no half of one, and the next start prints a new link', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'pollux-set-up-'))
  await using database = engine() === 'postgres15' ? await testDatabase() : undefined
  const env = { POLLUX_SAMPLE: 'never', ...(database && { DATABASE_URL: database.url }) }
  const account = { email: 'ada@example.com', password: 'four unrelated plain words' }
  try {
    let first: string
    {
      await using server = await startServer({ dataDir, env: { ...env, POLLUX_FAULT_POINT: 'sign-in:user-made' } })
      first = tokenOf((await server.printed(/http\S+\/set-up#token=\S+/))[0])
      await assert.rejects(visitor(server).send('POST', '/api/v1/session/set-up', { token: first, ...account }))
      await server.kill('SIGKILL') // it has done so itself; this waits for it
    }
    await using server = await startServer({ dataDir, env })
    assert.deepEqual(await runSql(server, 'select id from auth_users union select id from auth_accounts'), [])
    const next = tokenOf((await server.printed(/http\S+\/set-up#token=\S+/))[0])
    const replaced = await visitor(server).send('POST', '/api/v1/session/set-up', { token: first, ...account })
    assert.equal(replaced.status, 404)
    const made = await visitor(server).send('POST', '/api/v1/session/set-up', { token: next, ...account })
    assert.equal(made.status, 200)
    assert.equal((await visitor(server).signIn(account.email, account.password)).status, 200)
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
})
