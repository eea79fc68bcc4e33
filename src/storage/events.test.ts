import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { testStorage } from '#test/postgres.ts'
import { startRedis, type RedisServer } from '#test/start-redis.ts'
import type { Events } from './events.ts'
import { createNotifyEvents } from './notify.ts'
import { createRedisEvents } from './redis-events.ts'

let redis: RedisServer
let storage: Awaited<ReturnType<typeof testStorage>>
const logged: string[] = []
const log = {
  info() {},
  warn: (_details: object, message: string) => void logged.push(message),
  error: (_details: object, message: string) => void logged.push(message),
}

before(async () => {
  redis = await startRedis()
  storage = await testStorage()
})
after(async () => {
  await storage[Symbol.asyncDispose]()
  await redis.stop()
})

const systems: Record<string, { open: () => Events; cut: () => Promise<void> }> = {
  'PostgreSQL NOTIFY': {
    open: () => createNotifyEvents({ ...storage, log }),
    cut: async () =>
      void (await sql`select pg_terminate_backend(pid) from pg_stat_activity
        where application_name like 'pollux events%' and datname = current_database()`.execute(storage.database)),
  },
  'Redis pub/sub': {
    open: () => createRedisEvents(redis.url, { log }),
    async cut() {
      const { createClient } = await import('redis')
      const client = createClient({ url: redis.url })
      await client.connect()
      for (const type of ['PUBSUB', 'NORMAL']) await client.sendCommand(['CLIENT', 'KILL', 'TYPE', type])
      client.destroy()
    },
  },
}

async function until(what: string, isSo: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 10_000; !isSo(); await delay(10))
    if (Date.now() > deadline) assert.fail(`${what} did not happen`)
}

/** Publishes until it is heard: what is said while a connection is made again may be lost. */
async function publishUntilHeard(events: Events, heard: unknown[], payload: unknown): Promise<void> {
  for (const deadline = Date.now() + 15_000; !heard.includes(payload); await delay(50)) {
    if (Date.now() > deadline) assert.fail(`${String(payload)} was not heard`)
    await events.publish('a', payload).catch(() => {}) // away for a moment
  }
}

for (const [name, { open, cut }] of Object.entries(systems)) {
  test(`what one process says, all hear who listen to that channel, in order [${name}]`, async () => {
    await using one = open()
    await using other = open()
    const heard: { a: unknown[]; b: unknown[]; own: unknown[] } = { a: [], b: [], own: [] }
    other.subscribe('a', (payload) => heard.a.push(payload))
    other.subscribe('b', (payload) => heard.b.push(payload))
    const own = one.subscribe('a', (payload) => heard.own.push(payload))
    await Promise.all([one.ready(), other.ready()])
    const said = [{ text: `über "quoted" 'text' 🎉` }, null, 7]
    for (const payload of said) await one.publish('a', payload)
    await until('hearing', () => heard.a.length === 3 && heard.own.length === 3)
    assert.deepEqual(heard, { a: said, b: [], own: said })
    own[Symbol.dispose]()
    await one.publish('a', 'last')
    await until('hearing the last', () => heard.a.length === 4)
    assert.equal(heard.own.length, 3)
  })

  test(`a listener that throws keeps nobody else from hearing [${name}]`, async () => {
    await using events = open()
    const heard: unknown[] = []
    events.subscribe('a', () => {
      throw new Error('a bug')
    })
    events.subscribe('a', (payload) => heard.push(payload))
    await events.ready()
    await events.publish('a', 1)
    await until('hearing', () => heard.length === 1)
    assert.ok(logged.includes('a listener to events failed'))
  })

  test(`hearing goes on after the connection was cut, and nothing is heard twice [${name}]`, async () => {
    await using events = open()
    const heard: unknown[] = []
    events.subscribe('a', (payload) => heard.push(payload))
    await events.ready()
    await cut()
    await publishUntilHeard(events, heard, 'after the cut')
    heard.length = 0
    await events.publish('a', 'once')
    await until('hearing', () => heard.includes('once'))
    await delay(100)
    assert.deepEqual(
      heard.filter((payload) => payload === 'once'),
      ['once'],
    )
  })

  test(`what is too long for one of them is refused by all [${name}]`, async () => {
    await using events = open()
    await assert.rejects(events.publish('a', 'x'.repeat(7_000)), /at most 7000/)
  })
}

test('without Redis, publishing by Redis says so', async () => {
  const own = await startRedis()
  await own.stop()
  await using events = createRedisEvents(own.url, { log })
  await assert.rejects(events.publish('a', 1), { code: 'storage_unavailable' })
})

test('what is closed while it still connects to Redis leaves no connection behind', async () => {
  const { createClient } = await import('redis')
  const client = await createClient({ url: redis.url }).connect()
  try {
    const connections = async () => (await client.clientList()).length
    const before = await connections()
    for (const pauseMs of [0, 0, 1, 2, 5, 10]) {
      const events = createRedisEvents(redis.url, { log })
      await delay(pauseMs)
      await events[Symbol.asyncDispose]()
    }
    await delay(300) // a connection that came to be all the same would be there by then
    assert.equal(await connections(), before)
  } finally {
    client.destroy()
  }
})
