import { createHash } from 'node:crypto'
import { Client } from 'pg'
import { createDumps, type Dumps } from '#storage'
import { testDatabase } from '#test/postgres.ts'
import type { Capability, Probe, Risk, RunContext } from '../../src/agents/agent.ts'
import { createBackupAgent, type BackupAgentNeeds } from '../../src/agents/backup/backup.ts'
import type { BackupStore } from '../../src/agents/backup/stores/store.ts'
import { testStore, type Backend } from './backup-stores.ts'

export interface Ran {
  readonly output: Record<string, unknown>
  readonly probe: Probe
}

export interface BackupBench extends AsyncDisposable {
  readonly url: string
  readonly folder: string
  readonly store: BackupStore
  readonly dumps: Dumps
  /** Runs SQL past the product. */
  sql(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>
  /** A capability, run to its end and probed. `before` is what an earlier, killed process had done of it: names of steps. */
  run(name: string, input?: object, options?: RunOptions): Promise<Ran>
  /** What an input makes of a capability's risk, as the frame asks for it. */
  riskOf(name: string, input: object): Risk
  /** The same agent with some of its parts replaced. */
  with(changed: Partial<BackupAgentNeeds>): BackupBench
}

export interface RunOptions {
  readonly runId?: string
  /** Steps that an earlier process had begun and not finished. */
  readonly begun?: readonly string[]
}

/** The backup agent on a migrated database of its own with rows in it. */
export async function backupBench(backend: Backend = 'folder'): Promise<BackupBench> {
  await using resources = new AsyncDisposableStack()
  const { url } = resources.use(await testDatabase())
  const { store, folder } = resources.use(await testStore(backend))
  const client = new Client({ connectionString: url })
  await client.connect()
  resources.defer(() => client.end())
  const connection = () => ({ connectionString: url })
  const dumps = createDumps(connection)
  const needs: BackupAgentNeeds = {
    dumps,
    connection,
    store,
    passphrase: undefined,
    redisUrl: undefined,
    config: { settings: () => ({ PORT: 3000 }), files: [] },
    dataDir: folder,
    madeBy: 'pollux test',
    now: () => new Date(),
  }
  const owned = resources.move()
  let count = 0

  function benchOf(parts: BackupAgentNeeds): BackupBench {
    const agent = createBackupAgent(parts)
    const find = (name: string): Capability => {
      const capability = agent.capabilities.find((candidate) => candidate.name === name)
      if (capability) return capability
      throw new Error(`There is no capability ${name}`)
    }
    return {
      url,
      folder,
      store: parts.store,
      dumps,
      sql: async (text, values = []) => (await client.query<Record<string, unknown>>(text, values)).rows,
      with: (changed) => benchOf({ ...parts, ...changed }),
      run: (name, input = {}, { runId = `run-${++count}`, begun = [] } = {}) =>
        runCapability(find(name), input, runId, begun),
      riskOf(name, input) {
        const { input: schema, risk, riskOf } = find(name)
        return riskOf?.(schema.parse(input)) ?? risk
      },
      [Symbol.asyncDispose]: () => owned.disposeAsync(),
    }
  }
  return benchOf(needs)
}

async function runCapability(
  capability: Capability,
  input: object,
  runId: string,
  begun: readonly string[],
): Promise<Ran> {
  const parsed = capability.input.parse(input)
  const signal = AbortSignal.timeout(120_000)
  const actor = { id: 'owner', audience: 'owner', scopes: new Set<never>() } as const
  let position = 0
  const context: RunContext = {
    runId,
    actor,
    signal,
    async step(_name, work) {
      position++
      return stored(await work())
    },
    write: () => Promise.reject(new Error('the backup agent writes nothing with a step')),
    async effect(name, { work, settle }) {
      const key = `${runId}:${position++}`
      if (begun.includes(name)) {
        const settled = await settle(key)
        if (settled === 'unknown') throw new Error('unknown')
        if (settled.done) return stored(settled.output)
      }
      return stored(await work(key))
    },
    startRun: () => Promise.reject(new Error('the backup agent starts no runs')),
    progress: async () => {},
  }
  const output = capability.output.parse(await capability.run(context, parsed))
  const probe = capability.probe
    ? await capability.probe({ runId, actor, signal }, parsed, output)
    : { passed: true, evidence: {} }
  return { output: output as Record<string, unknown>, probe }
}

/** What a step gives is kept as JSON. */
function stored<Output>(output: Output): Output {
  return JSON.parse(JSON.stringify(output ?? null)) as Output
}

/** Rows with everything that COPY must escape, that points at itself, is numbered, or is as wide as a chunk. */
export async function fill(bench: BackupBench, passages = 300): Promise<void> {
  await bench.sql(`insert into sources (id, origin, kind, title, audience, language, version, fingerprint, metadata)
    select 's' || n, 'file:' || n, 'document', E'tab\\t, line\\nbreak, back\\\\slash, \\\\N, "quote", é 漢 🎉 ' || n, n % 4, 'en', '1', md5(n::text),
      jsonb_build_object('n', n, 'text', E'a\\nb\\\\c') from generate_series(1, 20) n`)
  await bench.sql(`insert into source_versions (source_id, version, text, audience)
    select id, '1', repeat(title || E'\\n', 4000), audience from sources`)
  await bench.sql(
    `insert into passages (source_id, version, ordinal, start_at, end_at, heading, text, audience, language)
     select 's' || (n % 20 + 1), '1', n, 0, 100, '', 'passage ' || n || ' ' || md5(n::text) || repeat(' words', 100), 0, 'en'
     from generate_series(1, $1::int) n`,
    [passages],
  )
  await bench.sql(`insert into postings (term, passage_id, body, title, body_length, title_length, audience, expires_at)
    select 9007199254740000 - id * 4, id, 1, 0, 100, 3, 0, (case id % 2 when 0 then 'infinity' else '2031-04-09 12:00:00.123456+02' end)::timestamptz
    from passages`)
  await bench.sql(`insert into passage_vectors (model, passage_id, vector, audience, expires_at)
    select 'm', id, array[0.1::real, id / 3.0, 'NaN', '-Infinity', 1e-30], 0, 'infinity' from passages where id <= 50`)
  for (const id of ['r1', 'r2', 'r3'])
    await bench.sql(
      `insert into agent_runs (id, capability, risk, input, actor, origin, action_hash, state, verdict, finished_at)
       values ($1, 'a.b', 'read', '{}', '{}', 'test', '', 'succeeded', 'verified', now())`,
      [id],
    )
  await bench.sql(`update agent_runs set parent_id = case id when 'r1' then 'r3' else 'r1' end where id <> 'r3'`)
  await bench.sql(
    `insert into agent_events (run_id, type, data) select 'r1', 'progress', '{}' from generate_series(1, 5)`,
  )
}

/** Every table by a query of the test's own: its name, count, and one MD5 over its rows in order. */
export async function tablesOf(url: string): Promise<Record<string, string>> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
    )
    const found: Record<string, string> = {}
    for (const { name } of rows) {
      const text = `select count(*) || ' ' || coalesce(md5(string_agg(r, '|' order by r)), '') as state from (select t::text as r from "${name}" t) x`
      found[name] = (await client.query<{ state: string }>(text)).rows[0]!.state
    }
    return found
  } finally {
    await client.end()
  }
}

export function urlOf(url: string, database: string): string {
  const other = new URL(url)
  other.pathname = `/${database}`
  return other.href
}

export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
