import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { verifyChain } from '#audit'
import { anyone, owner, type Actor } from '#auth'
import type { Agents, Run } from '#agents'
import { testDatabase } from '#test/postgres.ts'
import { runSql } from '#test/run-sql.ts'
import { tamper } from '#test/tamper.ts'
import { openFrame } from './frame-process.ts'

const program = fileURLToPath(new URL('./frame-process.ts', import.meta.url))

interface Bench extends AsyncDisposable {
  readonly url: string
  readonly databaseUrl: string
  readonly dataDir: string
  readonly file: string
  readonly policy: (text: string) => Promise<string>
  lines(): Promise<string[]>
}

async function bench(): Promise<Bench> {
  await using resources = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'pollux-frame-'))
  resources.defer(() => rm(folder, { recursive: true, force: true }))
  const { url } = resources.use(await testDatabase())
  const file = join(folder, 'lines.txt')
  const owned = resources.move()
  return {
    url,
    databaseUrl: url,
    dataDir: '',
    file,
    async policy(text) {
      const path = join(folder, 'policy.yaml')
      await writeFile(path, text)
      return path
    },
    lines: async () => (await readFile(file, 'utf8').catch(() => '')).split('\n').filter((line) => line !== ''),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

async function start(agents: Agents, capability: string, input: object, more: object = {}): Promise<Run> {
  const { run } = await agents.startRun(owner, capability, input, { origin: 'rest', ...more })
  assert.ok(run)
  return run
}

const ended = (agents: Agents, id: string, withinMs = 30_000): Promise<Run> =>
  agents.runs.wait(owner, id, AbortSignal.timeout(withinMs))

// Each on a database of its own, mostly waiting for a time to pass: so beside one another.
describe('the frame of the agents', { concurrency: 4 }, () => {
  test('a run does its steps, is probed, and leaves a receipt in an unbroken chain', async () => {
    await using at = await bench()
    await using frame = await openFrame(at.url, at.file)
    const { agents } = frame
    const run = await ended(agents, (await start(agents, 'scribe.write', { name: 'x' })).id)
    assert.equal(run.state, 'succeeded')
    assert.equal(run.verdict, 'verified')
    assert.deepEqual(await at.lines(), ['x first', 'x second', 'x third'])
    const { receipt, hash } = await agents.runs.receipt(owner, run.id)
    assert.deepEqual(
      receipt.steps.map((step) => step.name),
      ['first', 'second', 'third'],
    )
    assert.equal(receipt.verdict, 'verified')
    assert.equal(receipt.actor, 'owner')
    const events = await Array.fromAsync(agents.runs.events(owner, run.id, 0, AbortSignal.timeout(5_000)))
    assert.deepEqual(
      events.map((event) => event.type),
      ['queued', 'started', 'step', 'step', 'progress', 'step', 'ended'],
    )
    const chain = await verifyChain(frame.storage.database)
    assert.equal(chain.head, hash)
    assert.equal(chain.broken, undefined)

    await tamper(at, `update audit_entries set body = replace(body, '"verified"', '"unverified"')`)
    assert.match((await verifyChain(frame.storage.database)).broken?.reason ?? '', /not what was hashed/)
  })

  test('what lies, cannot be seen or fails is never called verified', async () => {
    await using at = await bench()
    await using frame = await openFrame(at.url, at.file)
    const { agents } = frame
    const lie = await ended(agents, (await start(agents, 'scribe.write', { name: 'lie', lie: true })).id)
    assert.deepEqual([lie.state, lie.verdict, lie.error?.code], ['failed', 'failed', 'probe_failed'])
    const blind = await ended(agents, (await start(agents, 'scribe.blind', { name: 'blind' })).id)
    assert.deepEqual([blind.state, blind.verdict], ['succeeded', 'unverified'])
    const slow = await ended(agents, (await start(agents, 'scribe.write', { name: 'slow', slowMs: 60_000 })).id)
    assert.deepEqual([slow.state, slow.verdict, slow.error?.code], ['failed', 'failed', 'timeout'])
    const tired = await ended(agents, (await start(agents, 'scribe.write', { name: 'tired', failTimes: 9 })).id)
    assert.deepEqual([tired.state, tired.attempt, tired.error?.code], ['failed', 3, 'storage_unavailable'])
    const patient = await ended(agents, (await start(agents, 'scribe.write', { name: 'patient', failTimes: 2 })).id)
    assert.deepEqual([patient.state, patient.attempt, patient.verdict], ['succeeded', 3, 'verified'])
    assert.equal((await at.lines()).filter((line) => line === 'patient first').length, 1)
  })

  test('a read answers at once and leaves nothing, unless a receipt is asked for', async () => {
    await using at = await bench()
    await using frame = await openFrame(at.url, at.file)
    const { agents } = frame
    const read = await agents.startRun(owner, 'scribe.count', { line: 'x' }, { origin: 'rest' })
    assert.deepEqual(read, { run: undefined, output: { count: 0 } })
    assert.deepEqual(await agents.runs.list(owner, {}), [])
    const run = await ended(agents, (await start(agents, 'scribe.count', { line: 'x' }, { receipt: true })).id)
    assert.deepEqual(run.output, { count: 0 })
    assert.equal((await agents.runs.receipt(owner, run.id)).receipt.verdict, 'unverified')
  })

  test('runs start runs, and what they wait for has workers of its own', async () => {
    await using at = await bench()
    await using frame = await openFrame(at.url, at.file)
    const { agents } = frame
    const started = await Promise.all(
      Array.from({ length: 6 }, (_, index) => start(agents, 'scribe.both', { name: `n${index}` })),
    )
    for (const { id } of started) assert.equal((await ended(agents, id)).verdict, 'verified')
    assert.equal((await at.lines()).filter((line) => line.endsWith(' second')).length, 18)
  })

  test('a run that waits for a person holds no worker, and goes on after the yes', async () => {
    await using at = await bench()
    await using frame = await openFrame(at.url, at.file)
    const { agents } = frame
    // More than there are workers.
    const asking = await Promise.all(
      Array.from({ length: 8 }, (_, index) => start(agents, 'scribe.ask', { name: `ask${index}` })),
    )
    const quick = await ended(agents, (await start(agents, 'scribe.write', { name: 'quick' })).id, 20_000)
    assert.equal(quick.verdict, 'verified')
    for (const { id } of asking)
      for await (const event of agents.runs.events(owner, id, 0, AbortSignal.timeout(20_000)))
        if (event.type === 'suspended') break
    for (const { approval } of await agents.approvals.list(owner, 'pending'))
      await agents.approvals.approve(owner, approval.id, approval.actionHash)
    for (const { id } of asking) {
      const run = await ended(agents, id)
      assert.deepEqual([run.state, run.verdict, run.attempt], ['succeeded', 'verified', 1])
    }
    const again = await start(agents, 'scribe.ask', { name: 'again' })
    for await (const event of agents.runs.events(owner, again.id, 0, AbortSignal.timeout(20_000)))
      if (event.type === 'suspended') break
    await agents.runs.cancel(owner, again.id)
    const [child] = await agents.runs.list(owner, { parentId: again.id })
    assert.equal(child!.state, 'cancelled')
    assert.equal((await ended(agents, again.id)).state, 'cancelled')
  })

  test('a run that was approved itself goes on after the approvals it waits for', async () => {
    await using at = await bench()
    const policyPath = await at.policy('rules:\n  - { capability: "scribe.*", decision: ask }\n')
    await using frame = await openFrame(at.url, at.file, { policyPath })
    const { agents } = frame
    const { id } = await start(agents, 'scribe.ask', { name: 'twice' })
    for (const capability of ['scribe.ask', 'scribe.destroy']) {
      const [{ approval, run } = assert.fail('nothing is asked')] = await agents.approvals.list(owner, 'pending')
      assert.equal(run.capability, capability)
      await agents.approvals.approve(owner, approval.id, approval.actionHash)
      if (capability === 'scribe.destroy') break
      for await (const event of agents.runs.events(owner, id, 0, AbortSignal.timeout(20_000)))
        if (event.type === 'suspended') break
    }
    const run = await ended(agents, id)
    assert.deepEqual([run.state, run.verdict, run.attempt], ['succeeded', 'verified', 1], JSON.stringify(run.error))
  })

  test('the same key gives the same run, and another action with it is refused', async () => {
    await using at = await bench()
    await using frame = await openFrame(at.url, at.file)
    const { agents } = frame
    const first = await start(agents, 'scribe.write', { name: 'once' }, { idempotencyKey: 'k1' })
    const second = await start(agents, 'scribe.write', { name: 'once' }, { idempotencyKey: 'k1' })
    assert.equal(second.id, first.id)
    await assert.rejects(start(agents, 'scribe.write', { name: 'other' }, { idempotencyKey: 'k1' }), {
      code: 'conflict',
    })
  })

  test('cancelling stops a run that waits and one that runs', async () => {
    await using at = await bench()
    await using frame = await openFrame(at.url, at.file)
    const { agents } = frame
    const waiting = await start(agents, 'scribe.destroy', { name: 'w' })
    assert.equal((await agents.runs.cancel(owner, waiting.id)).state, 'cancelled')
    assert.equal((await agents.runs.receipt(owner, waiting.id)).receipt.state, 'cancelled')
    const running = await start(agents, 'scribe.write', { name: 'r', slowMs: 4_500 })
    for await (const event of agents.runs.events(owner, running.id, 0, AbortSignal.timeout(10_000)))
      if (event.type === 'step' && (event.data as { name: string }).name === 'slow') break
    await agents.runs.cancel(owner, running.id)
    const run = await ended(agents, running.id)
    assert.deepEqual([run.state, run.verdict], ['cancelled', 'unverified'])
    assert.equal((await at.lines()).includes('r third'), false)
    await assert.rejects(agents.runs.cancel(owner, running.id), { code: 'conflict' })
  })

  test('no approval attack passes', async () => {
    await using at = await bench()
    await using frame = await openFrame(at.url, at.file)
    const { agents } = frame
    const ask = async (name: string) => {
      const run = await start(agents, 'scribe.destroy', { name })
      assert.equal(run.state, 'waiting')
      const pending = await agents.approvals.list(owner, 'pending')
      return pending.find((item) => item.run.id === run.id)!.approval
    }
    const wrote = async (name: string) => (await at.lines()).some((line) => line.startsWith(`${name} `))

    // Somebody without the right, and another action's hash.
    const plain = await ask('plain')
    await assert.rejects(agents.approvals.approve(anyone, plain.id, plain.actionHash), { code: 'unauthenticated' })
    const operator: Actor = { id: 'operator', audience: 'colleague', scopes: new Set(['agents:run', 'agents:read']) }
    await assert.rejects(agents.approvals.approve(operator, plain.id, plain.actionHash), { code: 'forbidden' })
    const other = await ask('other')
    await assert.rejects(agents.approvals.approve(owner, plain.id, other.actionHash), { code: 'conflict' })

    // Two at once: one counts. Then again: refused.
    const both = await Promise.allSettled([
      agents.approvals.approve(owner, plain.id, plain.actionHash),
      agents.approvals.approve(owner, plain.id, plain.actionHash),
    ])
    assert.equal(both.filter((result) => result.status === 'fulfilled').length, 1)
    assert.equal((await ended(agents, plain.runId)).verdict, 'verified')
    await assert.rejects(agents.approvals.approve(owner, plain.id, plain.actionHash), { code: 'conflict' })
    assert.equal((await at.lines()).filter((line) => line === 'plain second').length, 1)

    // The action is changed while it waits.
    await runSql(at, `update agent_runs set input = jsonb_set(input, '{name}', '"evil"') where id = '${other.runId}'`)
    await assert.rejects(agents.approvals.approve(owner, other.id, other.actionHash), { code: 'conflict' })
    // ... and after the yes, before it is begun.
    const late = await ask('late')
    await runSql(
      at,
      `update approvals set state = 'approved' where id = '${late.id}';
     update agent_runs set state = 'queued', input = jsonb_set(input, '{name}', '"evil"') where id = '${late.runId}'`,
    )
    await openFrameOnce(at, late.runId)
    assert.equal((await ended(agents, late.runId)).verdict, 'failed')
    // Released without any yes.
    const forced = await ask('forced')
    await runSql(at, `update agent_runs set state = 'queued' where id = '${forced.runId}'`)
    await openFrameOnce(at, forced.runId)
    assert.match((await ended(agents, forced.runId)).error?.message ?? '', /approval of this run is pending/)
    // ... as if it had been begun before.
    const resumed = await ask('resumed')
    await runSql(
      at,
      `update agent_runs set state = 'queued', attempt = 1 where id = '${resumed.runId}';
     insert into agent_steps (run_id, position, name) values ('${resumed.runId}', 0, 'first')`,
    )
    await openFrameOnce(at, resumed.runId)
    assert.match((await ended(agents, resumed.runId)).error?.message ?? '', /approval of this run is pending/)

    // Too late.
    const old = await ask('old')
    await runSql(at, `update approvals set expires_at = now() - interval '1 s' where id = '${old.id}'`)
    await assert.rejects(agents.approvals.approve(owner, old.id, old.actionHash), { code: 'conflict' })
    assert.equal((await ended(agents, old.runId)).state, 'cancelled')

    // No: with its reason in the receipt.
    const no = await ask('no')
    await agents.approvals.refuse(owner, no.id, 'not on a Friday')
    assert.match((await agents.runs.receipt(owner, no.runId)).receipt.error?.message ?? '', /not on a Friday/)
    await assert.rejects(agents.approvals.approve(owner, no.id, no.actionHash), { code: 'conflict' })

    for (const name of ['evil', 'late', 'forced', 'resumed', 'old', 'no']) assert.equal(await wrote(name), false, name)
  })

  test('a policy file decides who is asked; a wrong one is refused by name', async () => {
    await using at = await bench()
    const policy = await at.policy('rules:\n  - { capability: "scribe.*", decision: ask }\n')
    await using frame = await openFrame(at.url, at.file, { policyPath: policy })
    assert.equal((await start(frame.agents, 'scribe.write', { name: 'x' })).state, 'waiting')
    const wrong = await at.policy('rules:\n  - { capability: "scribe.*", decision: perhaps }\n')
    await assert.rejects(
      openFrame(at.url, at.file, { policyPath: wrong }),
      /approval policy .* is wrong:[\s\S]*decision/,
    )
  })

  const faults = [
    'claimed',
    'begun:first',
    'done:first',
    'stored:first',
    'begun:second',
    'done:second',
    'stored:second',
  ]
  const lateFaults = ['begun:third', 'stored:third', 'before-probe', 'before-end']

  for (const fault of process.env['POLLUX_LONG']
    ? [...faults, ...lateFaults]
    : ['stored:first', 'done:second', 'before-end'])
    test(`killed at ${fault}, a run is taken over and repeats nothing that is known to have happened`, async () => {
      await using at = await bench()
      const name = 'killed'
      const id = await killedAt(at, fault, { name })
      await using frame = await openFrame(at.url, at.file)
      const run = await ended(frame.agents, id, 60_000)
      assert.equal(run.state, 'succeeded', JSON.stringify(run.error))
      assert.equal(run.verdict, 'verified')
      const lines = await at.lines()
      assert.equal(lines.filter((line) => line === `${name} second`).length, 1)
      assert.equal(lines.filter((line) => line === `${name} third`).length, 1)
      // A step may be repeated only when it was not stored.
      assert.equal(lines.filter((line) => line === `${name} first`).length, fault === 'done:first' ? 2 : 1)
    })

  test('an effect that nobody can tell of is named as unknown, and not repeated', async () => {
    await using at = await bench()
    const id = await killedAt(at, 'done:second', { name: 'lost', settles: 'unknown' })
    await using frame = await openFrame(at.url, at.file)
    const run = await ended(frame.agents, id, 60_000)
    assert.deepEqual([run.state, run.verdict, run.error?.code], ['failed', 'unverified', 'effect_unknown'])
    assert.equal((await at.lines()).filter((line) => line === 'lost second').length, 1)
  })
})

/** Puts a job for a run into the queue, as somebody with access to the database could. */
async function openFrameOnce({ url }: Bench, runId: string): Promise<void> {
  await runSql(
    { databaseUrl: url, dataDir: '' },
    `insert into pgboss.job (name, data, policy) select name, jsonb_build_object('runId', '${runId}'), policy from pgboss.queue where name = 'agent-runs'`,
  )
}

/** Has another process start and execute a run, until it kills itself at the fault point. Returns the run's id. */
async function killedAt({ url, file }: Bench, fault: string, input: object): Promise<string> {
  const child = spawn(process.execPath, [program, url, file, fault, JSON.stringify(input)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let printed = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text))
  const [, signal] = (await once(child, 'close')) as [number | null, string | null]
  assert.equal(signal, 'SIGKILL')
  if (printed !== '') return printed
  await using frame = await openFrame(url, file)
  return (await frame.agents.runs.list(owner, {}))[0]!.id
}
