import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { client } from '#test/client.ts'
import { freePort } from '#test/free-port.ts'
import { runSql } from '#test/run-sql.ts'
import { serverEnvironment } from '#test/server-environment.ts'
import { startServer } from '#test/start-server.ts'
import { startAlertmanager, type Alertmanager } from './alertmanager.ts'
import { startRestartableRedis, type RestartableRedis } from './restartable-redis.ts'
import { startOnRequest } from './start-on-request.ts'
import { until } from './until.ts'
import { mountSmallDisk, type SmallDisk } from './small-disk.ts'

/** What the stories happen in: one Pollux server, and what it depends on. */
export interface World extends AsyncDisposable {
  readonly redis: RestartableRedis
  readonly alertmanager: Alertmanager
  /** Why there is none, where a file system cannot be mounted. */
  readonly disk: SmallDisk | Error
  /** As the owner. Throws for an answer that is no success. */
  get<Body>(path: string): Promise<Body>
  send<Body>(method: 'POST' | 'PATCH', path: string, body: unknown): Promise<Body>
  /** As a stranger. */
  ask(question: string): Promise<{ refused: boolean; text: string }>
  /** A statement on its PostgreSQL, past the product. */
  sql<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>
  /** What the server has printed, for whoever looks for what went wrong. */
  logs(): string
}

/** Asked by the monitoring every second; the sample twin can answer it. */
export const canaryQuestion = 'Where do you work today?'

/** Starts everything on free ports and in temporary folders; disposing stops it, and nothing else. */
export async function openWorld(): Promise<World> {
  await using resources = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'pollux-drill-'))
  resources.defer(() => rm(folder, { recursive: true, force: true }))
  const disk = await mountSmallDisk().catch((error: Error) => error)
  if (!(disk instanceof Error)) resources.use(disk)
  const redis = resources.use(await startRestartableRedis())
  const manager = resources.use(await startOnRequest({ redis: redis.start }))

  const file = async (name: string, text: string): Promise<string> => {
    await writeFile(join(folder, name), text, { mode: 0o600 })
    return join(folder, name)
  }
  const { POLLUX_OWNER_TOKEN: token } = serverEnvironment()
  const [port, alertmanagerPort] = [await freePort(), await freePort()]
  const alertmanager = resources.use(
    await startAlertmanager({
      port: alertmanagerPort,
      folder,
      webhook: `http://127.0.0.1:${port}/api/v1/tickets/alertmanager`,
      tokenFile: await file('owner-token', token),
    }),
  )
  const server = resources.use(
    await startServer({
      env: {
        PORT: String(port),
        POLLUX_OWNER_TOKEN: token,
        REDIS_URL: redis.url,
        ALERTMANAGER_URL: alertmanager.url,
        MONITORING_INTERVAL_SECONDS: '1',
        MONITORING_FILE: await file('monitoring.yaml', monitoringFile(disk)),
        COMMANDER_POLICY: await file('commander.yaml', await commanderPolicy(manager.urlOf('redis'), disk)),
        LOG_LEVEL: 'warn',
      },
    }),
  )
  const http = client(server)
  async function send<Body>(method: string, path: string, body?: unknown): Promise<Body> {
    const reply = await http.send<Body>(method, path, { token, ...(body !== undefined && { body }) })
    if (reply.status < 300) return reply.body
    throw new Error(`${method} ${path} answered ${reply.status}: ${JSON.stringify(reply.body)}`)
  }
  await until('the agents to start', async () => {
    const { status } = await http.get('/v1/mcp/tools/health', token)
    return status === 200 || undefined // 503 while their queue opens, after /ready
  })
  const owned = resources.move()
  return {
    redis,
    alertmanager,
    disk,
    get: (path) => send('GET', path),
    send,
    async ask(question) {
      const { refused, sentences } = (await http.ask(question)).body
      return { refused, text: sentences.map((sentence) => sentence.text).join(' ') }
    },
    sql: (text, values) => runSql(server, text, values),
    logs: server.logs,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** The disk's own alert is left to Alertmanager, and how busy this machine is, is no story. */
function monitoringFile(disk: SmallDisk | Error): string {
  return `
disks: ${JSON.stringify(disk instanceof Error ? [] : [disk.path])}
canary: { question: ${JSON.stringify(canaryQuestion)} }
labels:
  redis: { start_command: start-redis }
thresholds:
  cpu_percent: { warning: null }
  memory_percent: { warning: null }
  disk_percent: { warning: null, critical: null }
`
}

/** The shipped policy, and one command for each thing that may be healed by one. */
async function commanderPolicy(startRedisUrl: string, disk: SmallDisk | Error): Promise<string> {
  const shipped = await readFile(new URL('../../src/agents/commander/default-policy.yaml', import.meta.url), 'utf8')
  const logs = disk instanceof Error ? '/nonexistent' : disk.logs
  return `${shipped}
  start-redis:
    description: Asks the service manager to start Redis.
    risk: change
    program: [/usr/bin/curl]
    prefix: ['--silent', '--show-error', '--fail', '--max-time', '15', '--request', POST, '${startRedisUrl}']
    limits: { timeMs: 20000 }

  empty-old-logs:
    description: Deletes the old logs of the shop.
    risk: change
    program: [/usr/bin/find]
    prefix: ['${logs}', '-name', '*.old', '-delete']
`
}
