import assert from 'node:assert/strict'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { client } from '#test/client.ts'
import { runPollux } from '#test/run-pollux.ts'
import { startServer } from '#test/start-server.ts'

test('the first start makes strong secrets of mode 0600 and prints the token once', async () => {
  await using server = await startServer({ env: { POLLUX_OWNER_TOKEN: undefined, POLLUX_SAMPLE: 'never' } })
  const [, token] = await server.printed(/(plx_[\w-]{43})/)
  const path = join(server.dataDir, 'secrets.json')
  assert.equal((await stat(path)).mode & 0o777, 0o600)
  assert.equal((JSON.parse(await readFile(path, 'utf8')) as { ownerToken: string }).ownerToken, token)
  assert.equal((await client(server).get('/api/v1/twin/inbox', token)).status, 200)
  await server.stop()
  await using again = await startServer({
    dataDir: server.dataDir,
    env: { POLLUX_OWNER_TOKEN: undefined, POLLUX_SAMPLE: 'never', DATABASE_URL: server.databaseUrl },
  })
  assert.doesNotMatch(again.logs(), /plx_/)
  assert.equal((await client(again).get('/api/v1/twin/inbox', token)).status, 200)
})

for (const [name, env, message] of [
  [
    'missing secrets',
    { POLLUX_OWNER_TOKEN: undefined },
    /POLLUX_OWNER_TOKEN is missing[\s\S]*POLLUX_SECRET is missing/,
  ],
  [
    'a weak token',
    { POLLUX_OWNER_TOKEN: 'admin123', POLLUX_SECRET: 'x'.repeat(40) },
    /POLLUX_OWNER_TOKEN is weak[\s\S]*POLLUX_SECRET is weak/,
  ],
] as const) {
  test(`in production, beyond loopback, ${name} refuse to listen and are named`, async () => {
    const { code, stderr } = await runPollux(['serve'], {
      ...env,
      NODE_ENV: 'production',
      HOST: '0.0.0.0',
      DATA_DIR: '/nowhere',
    })
    assert.equal(code, 1)
    assert.match(stderr, message)
    assert.doesNotMatch(stderr, /admin123/)
  })
}

test('wrong variables are all named at once', async () => {
  const { code, stderr } = await runPollux(['serve'], { PORT: 'eighty', DATABASE_URL: 'mysql://x', LOG_LEVEL: 'loud' })
  assert.equal(code, 1)
  for (const name of ['PORT', 'DATABASE_URL', 'LOG_LEVEL']) assert.match(stderr, new RegExp(name))
})
