import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { untilTrue, type AgentServer, type Place, type ShownRun } from './agent-server.ts'
import type { CommandMarks } from './command-marks.ts'
import { markedPlace } from './marked-place.ts'

/** Where one victim is killed, again and again. */
interface Scene {
  readonly at: Place
  readonly marks: CommandMarks
}

interface Victim {
  readonly capability: string
  /** Points of the run and of those it starts. */
  readonly steps: readonly string[]
  readonly moments?: readonly string[]
  /** Those after which nobody can tell whether it happened: then the run must say so. */
  readonly unknownAfter?: readonly string[]
  /** Done once, before the first kill. */
  prepare?(agents: AgentServer): Promise<void>
  input(agents: AgentServer): Promise<Record<string, unknown>>
  /** What there is of its effects; one run adds exactly one of each. */
  effects(agents: AgentServer, scene: Scene): Promise<Record<string, number>>
  /** Of those, what may also be missing when nobody can tell. */
  readonly outside?: readonly string[]
}

const count = async (agents: AgentServer, from: string): Promise<number> =>
  (await agents.sql<{ n: number }>(`select count(*)::int as n from ${from}`))[0]!.n
const backups = async ({ at }: Scene): Promise<number> =>
  (await readdir(join(at.dataDir, 'backups')).catch(() => [])).filter((name) => name.endsWith('.pxb')).length

const command = 'commander.execute_command'
const health = 'monitoring.monitor_system_health'

const procedure = `---
id: frobnicator-jam
title: The frobnicator jams
when: { category: hardware, keywords: [frobnicator, jams] }
steps:
  - { name: loosen, kind: capability, capability: ${command}, input: { command: mark }, expect: { exit_code: 0 } }
postconditions:
  - { name: works, kind: check, capability: ${health}, input: { detailed: false }, expect: { services.postgresql.status: up } }
risk: low
estimated_minutes: 3
---

# The frobnicator jams
`

const victims: readonly Victim[] = [
  {
    capability: 'backup.create_backup',
    steps: ['take the time', 'write the backup'],
    moments: ['backup-written', 'backup-stored'],
    input: async () => ({}),
    effects: async (_agents, scene) => ({ backups: await backups(scene) }),
  },
  {
    capability: 'backup.restore_drill',
    steps: ['choose', 'drop what earlier drills left', 'restore into a database of its own', 'take the time'],
    prepare: async (agents) => void (await agents.run('backup.create_backup')),
    input: async () => ({}),
    effects: async (agents) => ({
      one:
        (await count(agents, `agent_runs where capability = 'backup.restore_drill'`)) +
        // By its name, because others drill on the same server.
        (await count(
          agents,
          `pg_database where datname in (select output->>'database' from agent_runs where capability = 'backup.restore_drill')`,
        )),
    }),
  },
  {
    capability: 'sync.sync_cache_db',
    steps: ['sync_all'],
    input: async () => ({}),
    effects: async (agents) => ({ runs: await count(agents, `agent_runs where capability = 'sync.sync_cache_db'`) }),
  },
  {
    capability: 'monitoring.sample',
    steps: ['measure', 'store'],
    input: async () => ({}),
    effects: async (agents) => ({ samples: await count(agents, 'monitoring_samples') }),
  },
  {
    capability: 'classifier.classify_ticket',
    steps: ['file'],
    input: async () => ({ description: 'My printer prints empty pages since this morning.' }),
    effects: async (agents) => ({
      tickets: await count(agents, 'tickets'),
      classified: await count(agents, `ticket_events where type = 'classified'`),
    }),
  },
  {
    capability: command,
    steps: ['run'],
    unknownAfter: ['begun:run', 'done:run'],
    outside: ['marks'],
    input: async () => ({ command: 'mark' }),
    effects: async (_agents, { marks }) => ({ marks: await marks.count() }),
  },
  {
    capability: 'resolver.resolve_ticket',
    steps: ['choose', 'read the ticket', 'take up', `run ${command}`, 'run', `run ${health}`, 'write back'],
    unknownAfter: ['begun:run', 'done:run'],
    outside: ['marks'],
    async input(agents) {
      const ticket = { description: 'The frobnicator on the second floor jams.', category: 'hardware' }
      return { ticket_id: (await agents.post<{ id: number }>('/api/v1/tickets', ticket)).body.id }
    },
    effects: async (agents, { marks }) => ({
      marks: await marks.count(),
      comments: await count(agents, 'ticket_comments'),
      outcomes: await count(agents, 'sop_outcomes'),
      links: await count(agents, 'ticket_runs where finished_at is not null'),
    }),
  },
  {
    capability: 'maestro.orchestrate',
    // Those of the runs that it starts too.
    steps: ['plan', 'measure', 'store', 'take the time', 'write the backup'],
    moments: ['backup-written', 'backup-stored'],
    input: async () => ({ command: '@monitoring.sample()\n@backup.create_backup(backup_type=config)' }),
    effects: async (agents, scene) => ({
      samples: await count(agents, 'monitoring_samples'),
      backups: await backups(scene),
    }),
  },
]

/** A write has no moment between its work and its being stored. */
const writes = new Set(['store', 'file', 'take up', 'write back'])

function pointsOf({ steps, moments = [] }: Victim): string[] {
  const around = steps.flatMap((step) => [
    `begun:${step}`,
    ...(writes.has(step) ? [] : [`done:${step}`]),
    `stored:${step}`,
  ])
  return ['claimed', ...around, ...moments, 'before-probe', 'before-end']
}

/** In every `npm test`: one point each of those agents whose repetition would be seen. */
const always: Readonly<Record<string, readonly string[]>> = {
  'backup.create_backup': ['backup-stored'],
  'classifier.classify_ticket': ['stored:file'],
  [command]: ['done:run'],
  'resolver.resolve_ticket': ['stored:write back'],
  'maestro.orchestrate': ['stored:store'],
}

async function openScene(): Promise<Scene & AsyncDisposable> {
  await using resources = new AsyncDisposableStack()
  const at = resources.use(await markedPlace())
  at.env['SOP_FOLDER'] = at.folder
  await writeFile(join(at.folder, 'frobnicator-jam.md'), procedure)
  const owned = resources.move()
  return { at, marks: at.marks, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

async function killAt(scene: Scene, victim: Victim, point: string): Promise<void> {
  const { capability, unknownAfter = [], outside = [] } = victim
  await using resources = new AsyncDisposableStack()
  const dying = resources.use(await scene.at.start({ POLLUX_FAULT_POINT: point }))
  const input = await victim.input(dying)
  const before = await victim.effects(dying, scene)
  const idempotencyKey = randomUUID()
  // It may be dead before it has answered.
  await dying.start({ capability, input, idempotencyKey }).catch(() => undefined)
  await untilTrue(`killed at ${point}`, 30_000, async () => isGone(dying.server.pid))

  const again = resources.use(await scene.at.start())
  const [stored] = await again.sql<{ id: string }>('select id from agent_runs where idempotency_key = $1', [
    `owner ${idempotencyKey}`,
  ])
  const run = await again.ended(stored!.id, 120_000)
  const isUnknown = unknownAfter.includes(point)
  assertEnding(run, isUnknown, capability === command)
  const after = await victim.effects(again, scene)
  for (const [name, had] of Object.entries(before)) {
    const added = after[name]! - had
    if (isUnknown && outside.includes(name)) assert.ok(added === 0 || added === 1, `${added} ${name} were added`)
    else assert.equal(added, 1, `${added} ${name} were added`)
  }
  await assertBooks(again, run.id)
}

function assertEnding({ state, verdict, error }: ShownRun, isUnknown: boolean, isItself: boolean): void {
  const told = JSON.stringify({ state, verdict, error })
  // That a program ended well is no proof that it did its work.
  if (!isUnknown) assert.equal(verdict, isItself ? 'unverified' : 'verified', told)
  else if (isItself) assert.deepEqual([state, verdict, error?.code], ['failed', 'unverified', 'effect_unknown'], told)
  else assert.deepEqual([state, verdict], ['failed', 'failed'], told)
}

/** Each run has ended, once, with one receipt, and every step of those that succeeded is stored. */
async function assertBooks(agents: AgentServer, id: string): Promise<void> {
  const runs = await agents.sql<{ id: string; state: string; receipts: number; ends: number; open: number }>(
    `select id, state, (select count(*)::int from audit_entries where subject = r.id) as receipts,
      (select count(*)::int from agent_events where run_id = r.id and type = 'ended') as ends,
      (select count(*)::int from agent_steps where run_id = r.id and finished_at is null) as open
    from agent_runs r where id = $1 or parent_id = $1`,
    [id],
  )
  for (const { id: one, state, receipts, ends, open } of runs) {
    assert.deepEqual({ receipts, ends }, { receipts: 1, ends: 1 }, `${one} ${state}`)
    if (state === 'succeeded') assert.equal(open, 0)
  }
  assert.equal((await agents.get<{ broken?: object }>('/api/v1/audit/verification')).body.broken, undefined)
}

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return false
  } catch {
    return true
  }
}

const isLong = process.env['POLLUX_LONG'] === '1'

// Mostly waiting until the silence of the dead is noticed: so beside one another.
describe('a server that is killed while an agent works goes on where it was', { concurrency: isLong ? 4 : 5 }, () => {
  for (const victim of victims) {
    const points = isLong ? pointsOf(victim) : (always[victim.capability] ?? [])
    if (points.length === 0) continue
    test(victim.capability, async (t) => {
      await using scene = await openScene()
      if (victim.prepare) {
        await using agents = await scene.at.start()
        await victim.prepare(agents)
      }
      for (const point of points) await t.test(`killed at ${point}`, () => killAt(scene, victim, point))
    })
  }
})
