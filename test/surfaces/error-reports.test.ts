import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { client, type ErrorBody } from '#test/client.ts'
import { freePort } from '#test/free-port.ts'
import { startReceiver, type Receiver } from '#test/receiver.ts'
import { runSql } from '#test/run-sql.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'
import { untilTrue } from '../agents/agent-server.ts'

interface SentEvent {
  event_id: string
  level: string
  platform: string
  release: string
  transaction?: string
  tags: Record<string, string>
  exception: { values: { type: string; value: string; stacktrace: { frames: { filename: string }[] } }[] }
}

const publicKey = '0123456789abcdef0123456789abcdef'
const name = 'Key of Berta for "the salary talks"'
const cookie = 'cookie-that-nobody-is-told'

const dsnOf = (url: string) => `${url.replace('//', `//${publicKey}@`)}/tracker/7`

function eventOf(body: string): SentEvent {
  const [header = '', item = '', event = ''] = body.split('\n')
  const { event_id } = JSON.parse(header) as { event_id: string }
  assert.equal((JSON.parse(item) as { type: string }).type, 'event')
  const parsed = JSON.parse(event) as SentEvent
  assert.equal(parsed.event_id, event_id)
  return parsed
}

/** From now on PostgreSQL refuses every key, in words that name it and the owner's token. */
function refuseKeys(server: RunningServer): Promise<object[]> {
  return runSql(
    server,
    `create function refuse_key() returns trigger language plpgsql as
       $$ begin raise exception 'no room for "%", asked with ${server.token}', new.name; end $$;
     create trigger refuse_key before insert on api_keys for each row execute function refuse_key()`,
  )
}

const makeKey = (server: RunningServer) =>
  client(server).send<ErrorBody>('POST', '/api/v1/keys', {
    token: server.token,
    body: { name, audience: 'public', scopes: ['ask'] },
    headers: { cookie: `other=${cookie}` },
  })

const received = (tracker: Receiver, count: number) =>
  untilTrue(`${count} reports`, 10_000, async () => tracker.received.length >= count)

test('what is answered with 500 is reported, without what anybody wrote and without secrets', async () => {
  await using tracker = await startReceiver()
  await using server = await startServer({ env: { POLLUX_SAMPLE: 'never', SENTRY_DSN: dsnOf(tracker.url) } })
  await refuseKeys(server)
  const { status, body } = await makeKey(server)
  assert.deepEqual([status, body.error.code], [500, 'internal'])
  await received(tracker, 1)
  const { path, headers, body: envelope } = tracker.received[0]!
  assert.equal(path, '/tracker/api/7/envelope/')
  assert.match(String(headers['x-sentry-auth']), new RegExp(`^Sentry sentry_version=7,.* sentry_key=${publicKey}$`))
  const { level, platform, release, transaction, tags, exception } = eventOf(envelope)
  assert.deepEqual([level, platform, transaction], ['error', 'node', 'POST /api/v1/keys'])
  assert.match(release, /^pollux@\d/)
  assert.equal(tags['reqId'], body.error.requestId)
  const { value, stacktrace } = exception.values.at(-1)!
  assert.equal(value, 'no room for "…", asked with [secret]')
  assert.ok(stacktrace.frames.length > 0)
  for (const { filename } of stacktrace.frames) assert.doesNotMatch(filename, /^\/|^file:/)
  for (const secret of ['Berta', 'salary', server.token, cookie, server.dataDir, 'authorization'])
    assert.ok(!envelope.includes(secret), secret)

  // What was foreseen is nobody's to look into.
  assert.equal((await client(server).get('/api/v1/nothing', server.token)).status, 404)
  assert.equal((await makeKey(server)).status, 500)
  await received(tracker, 2)
  assert.deepEqual(
    tracker.received.map((one) => eventOf(one.body).transaction),
    ['POST /api/v1/keys', 'POST /api/v1/keys'],
  )
})

test('what ends the process is reported before it ends', async () => {
  await using tracker = await startReceiver()
  const thrown = encodeURIComponent("process.on('SIGUSR2',()=>{throw new Error('the boiler is cold')})")
  await using server = await startServer({
    env: {
      POLLUX_SAMPLE: 'never',
      SENTRY_DSN: dsnOf(tracker.url),
      NODE_OPTIONS: `--import data:text/javascript,${thrown}`,
    },
  })
  process.kill(server.pid, 'SIGUSR2')
  await received(tracker, 1)
  const { level, exception } = eventOf(tracker.received[0]!.body)
  assert.deepEqual([level, exception.values[0]!.value], ['fatal', 'the boiler is cold'])
  await server.printed(/the process failed/)
  await untilTrue('it has ended', 10_000, async () => {
    await delay(100)
    return !isRunning(server.pid)
  })
  assert.equal(await server.stop(), 1)
})

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('a tracker that is not there is told of once, and holds nothing up', async () => {
  const SENTRY_DSN = dsnOf(`http://127.0.0.1:${await freePort()}`)
  await using server = await startServer({ env: { POLLUX_SAMPLE: 'never', SENTRY_DSN } })
  await refuseKeys(server)
  assert.equal((await makeKey(server)).status, 500)
  await server.printed(/errors cannot be reported/)
  assert.equal((await makeKey(server)).status, 500)
  assert.equal(await server.stop(), 0, server.logs())
  assert.equal(server.logs().match(/errors cannot be reported/g)?.length, 1)
})

test('a DSN that is none is refused at the start', async () => {
  await assert.rejects(startServer({ env: { SENTRY_DSN: 'https://sentry.example.com/1' } }), /SENTRY_DSN: is not a DSN/)
})
