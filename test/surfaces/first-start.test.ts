import assert from 'node:assert/strict'
import { access, chmod, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { client } from '#test/client.ts'
import { runPollux } from '#test/run-pollux.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'

const env = { POLLUX_OWNER_TOKEN: undefined, POLLUX_SAMPLE: 'never' }
/** Has the folder and the database, and the secrets that it made. */
let first: RunningServer
/** Runs there: the first one, and later one of those after it. */
let server: RunningServer
before(async () => {
  server = first = await startServer({ env })
})
after(async () => {
  await server?.[Symbol.asyncDispose]()
  await first?.[Symbol.asyncDispose]()
})

async function startAgain(): Promise<RunningServer> {
  server = await startServer({ dataDir: first.dataDir, env: { ...env, DATABASE_URL: first.databaseUrl } })
  return server
}

test('the first start makes strong secrets of mode 0600 and prints the token once', async () => {
  const [, token] = await server.printed(/(plx_[\w-]{43})/)
  const path = join(server.dataDir, 'secrets.json')
  assert.equal((await stat(path)).mode & 0o777, 0o600)
  assert.equal((JSON.parse(await readFile(path, 'utf8')) as { ownerToken: string }).ownerToken, token)
  assert.equal((await client(server).get('/api/v1/twin/inbox', token)).status, 200)
  await server.stop()
  const again = await startAgain()
  assert.doesNotMatch(again.logs(), /plx_/)
  assert.equal((await client(again).get('/api/v1/twin/inbox', token)).status, 200)
})

test('a secrets file that others could read is closed to them, with a warning', async () => {
  const path = join(server.dataDir, 'secrets.json')
  assert.doesNotMatch(server.logs(), /had mode/)
  await server.stop()
  await chmod(path, 0o644)
  const again = await startAgain()
  assert.equal((await stat(path)).mode & 0o777, 0o600)
  assert.match(again.logs(), /secrets\.json had mode 0644/)
})

test('a first start that is refused makes no token', async () => {
  const dataDir = join(server.dataDir, 'another')
  const refused = await runPollux(['serve'], {
    ...env,
    DATA_DIR: dataDir,
    DATABASE_URL: server.databaseUrl,
    PORT: new URL(server.url).port,
  })
  assert.equal(refused.code, 1)
  assert.match(refused.stderr, /EADDRINUSE/)
  assert.doesNotMatch(refused.stdout + refused.stderr, /plx_/)
  await assert.rejects(access(join(dataDir, 'secrets.json')), { code: 'ENOENT' })
})

test('of first starts at the same moment in one folder, one makes the token and says it', async () => {
  const start = () =>
    startServer({
      dataDir: join(first.dataDir, 'shared'),
      env: { ...env, DATABASE_URL: first.databaseUrl },
      waitUntilReady: false,
    })
  await using one = await start()
  await using other = await start()
  // On one DATABASE_URL both serve; of two with an embedded database, one is refused and ends.
  const done = (server: typeof one) =>
    server.printed(/Pollux is ready/).then(
      () => true,
      () => false,
    )
  const ready = await Promise.all([one, other].map(done))
  assert.ok(ready.includes(true), one.logs() + other.logs())
  const tokens = [one, other].flatMap((server) => server.logs().match(/plx_[\w-]{43}/g) ?? [])
  assert.equal(tokens.length, 1, one.logs() + other.logs())
  const serving = ready[0] ? one : other
  assert.equal((await client(serving).get('/api/v1/twin/inbox', tokens[0])).status, 200)
  await Promise.all([one.stop(), other.stop()]) // disposing one would stop the other's database
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
