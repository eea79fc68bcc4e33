import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { client, type ErrorBody, type Reply } from '#test/client.ts'
import { engine, testDatabase } from '#test/postgres.ts'
import { runSql } from '#test/run-sql.ts'
import { serverEnvironment } from '#test/server-environment.ts'
import { prepareFolder, startServer, type RunningServer, type StartServerOptions } from '#test/start-server.ts'

export interface ShownRun {
  id: string
  capability: string
  input: Record<string, unknown>
  state: string
  attempt: number
  actionHash: string
  output: Record<string, unknown> | null
  error: { code: string; message: string } | null
  probe: { passed: boolean; evidence: Record<string, unknown> } | { error: string } | null
  verdict: 'verified' | 'unverified' | 'failed' | null
}

export interface ShownApproval {
  approval: {
    id: string
    runId: string
    actionHash: string
    state: string
    reason: string
    decisionReason: string | null
  }
  run: ShownRun
}

export interface RunDetails {
  run: ShownRun
  steps: { name: string; finishedAt: string | null; idempotencyKey: string | null }[]
  approval: ShownApproval['approval'] | null
}

export interface StartRunBody {
  capability: string
  input?: unknown
  receipt?: boolean
  idempotencyKey?: string
  waitSeconds?: number
}

export interface AgentServer extends AsyncDisposable {
  readonly server: RunningServer
  readonly http: ReturnType<typeof client>
  /** As the owner. */
  post<Body>(path: string, body?: unknown): Promise<Reply<Body>>
  get<Body>(path: string): Promise<Reply<Body>>
  start(body: StartRunBody): Promise<Reply<{ output: unknown; run: ShownRun | null }>>
  /** Starts a run and waits for its end. */
  run(capability: string, input?: unknown): Promise<ShownRun>
  /** The run when it has ended. */
  ended(id: string, withinMs?: number): Promise<ShownRun>
  sql<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>
}

/** A server whose agents take work: without samples of its own, so that nothing happens that a test did not ask for. */
async function startAgentServer(options: StartServerOptions = {}): Promise<AgentServer> {
  await using resources = new AsyncDisposableStack()
  const env = { POLLUX_SAMPLE: 'never', MONITORING_INTERVAL_SECONDS: '0', LOG_LEVEL: 'warn', ...options.env }
  const server = resources.use(await startServer({ ...options, env }))
  const http = client(server)
  const { token } = server
  const get = <Body>(path: string) => http.get<Body>(path, token)
  await untilTrue('the agents take work', 30_000, async () => (await get('/v1/mcp/tools/health')).status === 200)
  const post = <Body>(path: string, body?: unknown) => http.send<Body>('POST', path, { token, body })
  const start = (body: StartRunBody) => post<{ output: unknown; run: ShownRun | null }>('/api/v1/runs', body)
  async function ended(id: string, withinMs = 60_000): Promise<ShownRun> {
    let run: ShownRun | undefined
    await untilTrue(`run ${id} has ended`, withinMs, async () => {
      ;({ run } = (await get<RunDetails>(`/api/v1/runs/${id}`)).body)
      return ['succeeded', 'failed', 'cancelled'].includes(run.state)
    })
    return run!
  }
  const owned = resources.move()
  return {
    server,
    http,
    post,
    get,
    start,
    ended,
    async run(capability, input = {}) {
      const { status, body } = await start({ capability, input, receipt: true, waitSeconds: 30 })
      if (!body.run) throw new Error(`${capability} was not started: ${status} ${JSON.stringify(body)}`)
      return ended(body.run.id)
    },
    sql: (text, values) => runSql(server, text, values),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

export interface Place extends AsyncDisposable {
  /** The same token, data folder and database for each server that is started here, one after the other. */
  start(env?: Record<string, string | undefined>): Promise<AgentServer>
  readonly env: Record<string, string>
  readonly dataDir: string
  /** For files beside the data folder. */
  readonly folder: string
}

/** A data folder and a database that outlive a server, for what must survive its end. */
export async function place(given: Record<string, string> = {}): Promise<Place> {
  await using resources = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'pollux-place-'))
  resources.defer(() => rm(folder, { recursive: true, force: true }))
  const dataDir = join(folder, 'data')
  await mkdir(dataDir, { mode: 0o700 })
  const sample = 'never'
  const env: Record<string, string> = {
    POLLUX_OWNER_TOKEN: serverEnvironment().POLLUX_OWNER_TOKEN,
    DATA_DIR: dataDir,
    POLLUX_SAMPLE: sample,
    MONITORING_INTERVAL_SECONDS: '0',
    ...given,
  }
  if (engine() === 'postgres15') env['DATABASE_URL'] = resources.use(await testDatabase()).url
  else await prepareFolder(dataDir, sample)
  const owned = resources.move()
  return {
    env,
    dataDir,
    folder,
    start: (more) => startAgentServer({ dataDir, env: { ...env, ...more } }),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

export async function untilTrue(what: string, withinMs: number, look: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + withinMs; !(await look()); await delay(50))
    if (Date.now() > deadline) throw new Error(`not in ${withinMs} ms: ${what}`)
}

/** The reply is the usual error body, with this status and code. */
export function assertError(reply: Reply<unknown>, status: number, code: string, message = /./): void {
  assert.equal(reply.status, status, JSON.stringify(reply.body))
  const { error } = reply.body as ErrorBody
  assert.equal(error.code, code)
  assert.match(error.message, message)
}
