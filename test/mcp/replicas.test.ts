import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { testDatabase } from '#test/postgres.ts'
import { serverEnvironment } from '#test/server-environment.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'
import { assertConforms, conformanceEnvironment, required } from './assert-conforms.ts'
import { eras } from './mcp-client.ts'
import { roundRobin } from './round-robin.ts'

interface Replicas extends AsyncDisposable {
  readonly servers: readonly [RunningServer, RunningServer]
  /** Another process of the same server, in place of one that is gone. */
  start(): Promise<RunningServer>
}

/** Two processes with one database and the same secrets, and nothing else in common. */
async function startReplicas(env: Record<string, string> = {}): Promise<Replicas> {
  await using resources = new AsyncDisposableStack()
  const { url } = resources.use(await testDatabase())
  const shared = {
    DATABASE_URL: url,
    POLLUX_OWNER_TOKEN: serverEnvironment().POLLUX_OWNER_TOKEN,
    POLLUX_SECRET: 'a signing key of replicas 0123456789',
    POLLUX_SAMPLE: 'never',
    MONITORING_INTERVAL_SECONDS: '0',
    LOG_LEVEL: 'warn',
    ...env,
  }
  const start = async () => resources.use(await startServer({ env: shared }))
  const servers = [await start(), await start()] as const
  const owned = resources.move()
  return {
    servers,
    start: async () => owned.use(await startServer({ env: shared })),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

let replicas: Replicas
before(async () => void (replicas = await startReplicas(conformanceEnvironment)))
after(() => replicas[Symbol.asyncDispose]())

for (const era of eras)
  test(`${required[era]} of ${required[era]} scenarios of ${era} pass when each request goes to the next process`, async () => {
    await using proxy = await roundRobin(replicas.servers.map(({ url }) => url))
    await assertConforms(proxy.url, era)
    for (const [url, count] of proxy.given) assert.ok(count > 10, `${url} was given ${count}`)
  })
