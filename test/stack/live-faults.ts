import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCapability } from '#test/run-capability.ts'
import { run } from '../../scripts/stack/docker.ts'
import { selfSignedCertificate } from '../../src/surfaces/cli/deploy/self-signed-certificate.ts'
import { putCertificate, readCertificate } from './certificate-files.ts'
import { ask, compose, containers, inside, ownerToken, signal, stack, untilHealth } from './stack.ts'

export interface ExpectedAlert {
  readonly name: string
  readonly labels?: Readonly<Record<string, string>>
}

export interface Fault {
  readonly what: string
  readonly alerts: readonly ExpectedAlert[]
  /** Breaks it, and gives how to mend it. */
  readonly break: () => Promise<() => void | Promise<void>>
}

/** Faults that are broken together, and mended from the last to the first. */
export interface Round {
  readonly what: string
  /** While it is broken nobody can read tickets: they are looked for when it is mended. */
  readonly closed?: boolean
  readonly faults: readonly Fault[]
}

const token = ownerToken()
const server = { url: stack.url, token }
const everywhere = (...args: string[]) => compose('--profile', '*', ...args)

function sql(statement: string): string {
  const { status, output } = inside(
    'postgres',
    'psql',
    '--username',
    'postgres',
    '--dbname',
    'pollux',
    '--quiet',
    '--no-align',
    '--tuples-only',
    '--set',
    'ON_ERROR_STOP=1',
    '--command',
    statement,
  )
  assert.equal(status, 0, output)
  return output.trim()
}

/** Runs a program in the app's container, as the app. */
const asApp = (options: readonly string[], ...command: string[]) =>
  run('docker', ['exec', ...options, '--user', 'node', containers('app')[0]!.ID, ...command])

function setRedisMemory(size: string): void {
  const command = `REDISCLI_AUTH=$(cat /run/secrets/redis_password) redis-cli config set maxmemory ${size}`
  const { output } = inside('redis', 'bash', '-c', command)
  assert.match(output, /OK/)
}

async function api<Body>(path: string, body: object): Promise<Body> {
  const reply = await ask(`/api/v1/${path}`, { token, body })
  const text = await reply.text()
  assert.ok(reply.ok, `${path}: ${reply.status} ${text}`)
  return JSON.parse(text) as Body
}

/** Asks again and again, whatever comes of it, and waits for no answer, until it is told to stop. */
function keepAsking(everyMs: number, request: (number: number) => Promise<Response>): () => void {
  let number = 0
  const timer = setInterval(() => {
    request(number++)
      .then((reply) => reply.arrayBuffer())
      .catch(() => {})
  }, everyMs)
  return () => clearInterval(timer)
}

/** A container that ends, and is started again. */
function stopped(what: string, service: string, alerts: readonly ExpectedAlert[]): Fault {
  return {
    what,
    alerts,
    async break() {
      everywhere('stop', service)
      return async () => {
        everywhere('start', service)
        await untilHealth(service, 'healthy', 120)
      }
    },
  }
}

const processes: Round = {
  what: 'processes end or hang, and a door is locked',
  faults: [
    {
      what: 'the worker hangs',
      alerts: [{ name: 'ReplicaDown', labels: { job: 'pollux-worker' } }],
      async break() {
        signal('worker', 'node', 'STOP')
        return async () => {
          signal('worker', 'node', 'CONT')
          await untilHealth('worker', 'healthy', 120)
        }
      },
    },
    stopped('an exporter has ended', 'node-exporter', [{ name: 'TargetDown', labels: { job: 'node' } }]),
    stopped('Redis has ended', 'redis', [{ name: 'CacheDown' }, { name: 'DependencyDown', labels: { name: 'redis' } }]),
    {
      what: 'PostgreSQL lets the exporter in no more',
      alerts: [{ name: 'DatabaseDown' }],
      async break() {
        sql('alter role monitor nologin')
        sql(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'monitor'`)
        return () => void sql('alter role monitor login')
      },
    },
  ],
}

const connectionsInUse = 86
/** Opens connections as the app has them, and keeps them. */
const holdConnections = (count: number) => `
import { readFileSync } from 'node:fs'
import pg from 'pg'
const connectionString = readFileSync('/run/secrets/database_url', 'utf8').trim()
for (let number = 0; number < ${count}; number++) {
  const client = new pg.Client({ connectionString, application_name: 'hoarder' })
  client.on('error', () => {})
  client.on('end', () => process.exit())
  await client.connect()
}
setTimeout(() => process.exit(), 600_000)`

const drillTimes = (change: string) =>
  sql(`update agent_runs set finished_at = finished_at ${change} where capability = 'backup.restore_drill'`)

const resources: Round = {
  what: 'something is full, forbidden, overdue or forgotten',
  faults: [
    {
      what: 'the last drill was 27 hours ago: its time in the database is set back',
      alerts: [{ name: 'BackupNotProven' }],
      async break() {
        drillTimes(`- interval '27 hours'`)
        return async () => {
          drillTimes(`+ interval '27 hours'`)
          await proveBackup()
        }
      },
    },
    {
      what: 'the folder of backups cannot be written, and each backup fails',
      alerts: [{ name: 'AgentFailures', labels: { agent: 'backup' } }],
      async break() {
        const allow = (mode: string) => asApp([], 'chmod', mode, '/backups')
        allow('500')
        const body = { capability: 'backup.create_backup', input: {} }
        const stop = keepAsking(4_000, () => ask('/api/v1/runs', { token, body }))
        return () => {
          stop()
          allow('700')
        }
      },
    },
    {
      what: 'a restore over the live database was asked for half an hour ago: the time of the request is set back',
      alerts: [{ name: 'ApprovalWaiting' }],
      async break() {
        const listed = await api<{ output: { backups: { id: string }[] } }>('runs', {
          capability: 'backup.list_backups',
          input: {},
        })
        const input = { backup_id: listed.output.backups[0]!.id, target: 'live' }
        const asked = await api<{ run: { id: string } }>('runs', { capability: 'backup.restore_backup', input })
        const id = sql(
          `update approvals set created_at = created_at - interval '31 minutes' where run_id = '${asked.run.id}' returning id`,
        )
        assert.ok(id, 'somebody is asked')
        return async () => void (await api(`approvals/${id}/refuse`, { reason: 'Nobody wants this.' }))
      },
    },
    {
      what: 'Redis has no room left',
      alerts: [{ name: 'CacheFull' }],
      async break() {
        setRedisMemory('1')
        return () => setRedisMemory('256mb')
      },
    },
    {
      what: 'somebody hoards connections to PostgreSQL',
      alerts: [{ name: 'DatabaseConnections' }],
      async break() {
        const open = Number(sql('select count(*) from pg_stat_activity where datname is not null'))
        const program = holdConnections(connectionsInUse - open)
        asApp(['--detach'], 'node', '--input-type=module', '--eval', program)
        return () =>
          void sql(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'hoarder'`)
      },
    },
  ],
}

/** The first entry, as somebody would change it who has the database and knows that only a restore may. */
const changeEntry = (change: string) =>
  sql(
    `set pollux.restoring = 'on'; update audit_entries set body = ${change} where sequence = (select min(sequence) from audit_entries)`,
  )

const restart: Round = {
  what: 'an entry of the audit chain was changed, and the language model is gone: seen from the next start of the app on',
  faults: [
    {
      what: 'a changed entry, and a language model at a port where nobody listens',
      alerts: [{ name: 'AuditChainBroken' }, { name: 'ModelProviderDown', labels: { provider: 'openai' } }],
      async break() {
        const path = join(stack.folder, '.env')
        const settings = readFileSync(path, 'utf8')
        const roll = () => run('bash', ['roll.sh'], { cwd: stack.folder })
        changeEntry(`body || ' '`)
        writeFileSync(path, `${settings}OPENAI_BASE_URL=http://127.0.0.1:9/v1\n`)
        roll()
        const stop = keepAsking(1_500, (number) =>
          ask('/api/v1/twin/answers', { token, body: { question: `What does she work with, asked ${number} times?` } }),
        )
        return () => {
          stop()
          changeEntry('left(body, -1)')
          writeFileSync(path, settings)
          roll()
        }
      },
    },
  ],
}

const database: Round = {
  what: 'PostgreSQL ends while people ask',
  closed: true,
  faults: [
    {
      what: 'the database is gone',
      alerts: [{ name: 'ErrorSpike', labels: { service: 'pollux-api' } }, { name: 'SloBurnAvailabilityFast' }],
      async break() {
        compose('stop', 'postgres')
        const stop = keepAsking(250, () => ask('/api/v1/tickets?limit=1', { token }))
        return async () => {
          compose('start', 'postgres')
          await untilHealth('app', 'healthy', 120)
          stop()
        }
      },
    },
  ],
}

const certificate: Round = {
  what: 'a certificate ends in five days',
  closed: true, // nobody trusts this one
  faults: [
    {
      what: 'nginx shows a certificate that ends in five days',
      alerts: [{ name: 'CertificateExpiring', labels: { target: 'certificate' } }],
      async break() {
        const before = readCertificate()
        const show = (pair: typeof before) => {
          putCertificate(pair)
          compose('exec', '--no-TTY', 'nginx', 'nginx', '-s', 'reload')
        }
        show(await selfSignedCertificate('localhost', 5))
        return () => show(before)
      },
    },
  ],
}

const door: Round = {
  what: 'nginx ends',
  closed: true,
  faults: [stopped('nginx has ended', 'nginx', [{ name: 'NginxDown' }])],
}

export const rounds: readonly Round[] = [processes, resources, restart, database, certificate, door]

/** A backup, and the drill that proves it. */
export async function proveBackup(): Promise<void> {
  for (const capability of ['backup.create_backup', 'backup.restore_drill'])
    assert.equal((await runCapability(server, capability)).verdict, 'verified', capability)
}
