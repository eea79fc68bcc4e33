import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { owner } from '#auth'
import type { Agents, Run } from '#agents'
import { saying, scriptedModel, type LanguageModel } from '#models'
import { testDatabase } from '#test/postgres.ts'
import { runSql } from '#test/run-sql.ts'
import { openFrame } from './frame-process.ts'

async function bench({ policy, model }: { policy?: string; model?: LanguageModel } = {}) {
  await using resources = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'pollux-attacks-'))
  resources.defer(() => rm(folder, { recursive: true, force: true }))
  const { url } = resources.use(await testDatabase())
  const file = join(folder, 'lines.txt')
  const policyPath = join(folder, 'policy.yaml')
  if (policy) await writeFile(policyPath, policy)
  const { agents } = resources.use(
    await openFrame(url, file, { ...(policy && { policyPath }), ...(model && { model }) }),
  )
  const owned = resources.move()
  return {
    agents,
    file,
    databaseUrl: url,
    dataDir: '',
    lines: async () => (await readFile(file, 'utf8').catch(() => '')).split('\n').filter((line) => line !== ''),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

async function start(agents: Agents, capability: string, input: object): Promise<Run> {
  const { run } = await agents.startRun(owner, capability, input, { origin: 'rest' })
  assert.ok(run, `${capability} left no run`)
  return run
}
const ended = (agents: Agents, id: string) => agents.runs.wait(owner, id, AbortSignal.timeout(40_000))
const step = (id: string, more: object = {}, rest: object = {}) => ({
  id,
  capability: 'scribe.write',
  input: { name: id, ...more },
  ...rest,
})

describe('attacks on the frame', { concurrency: 4 }, () => {
  test('a policy that asks for a read is asked, with a receipt or without', async () => {
    await using at = await bench({ policy: 'rules:\n  - { capability: "scribe.count", decision: ask }\n' })
    assert.equal((await start(at.agents, 'scribe.count', { line: 'x' })).state, 'waiting')
  })

  test('what undoes a step of a plan that a model proposed waits for a person too', async () => {
    const plan = {
      steps: [
        {
          id: 'a',
          capability: 'scribe.count',
          input: { line: 'x' },
          compensate: { capability: 'scribe.write', input: { name: 'undo' } },
        },
        { id: 'b', capability: 'scribe.count', input: { line: 'x' }, after: ['a'] },
        { id: 'c', capability: 'scribe.destroy', input: { name: 'c' }, after: ['b'] },
      ],
    }
    await using at = await bench({ model: scriptedModel([saying(JSON.stringify(plan))]) })
    const run = await start(at.agents, 'maestro.orchestrate', { goal: 'zzz' })
    const pendingOf = async (capability: string) => {
      for (let tries = 0; tries < 200; tries++) {
        const pending = await at.agents.approvals.list(owner, 'pending')
        const found = pending.find((item) => item.run.capability === capability)
        if (found) return found
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      throw new Error(`${capability} was not asked for`)
    }
    await at.agents.approvals.refuse(owner, (await pendingOf('scribe.destroy')).approval.id, 'no')
    const undo = await pendingOf('scribe.write')
    assert.equal(undo.run.origin, 'model')
    assert.deepEqual(await at.lines(), [])
    await at.agents.approvals.refuse(owner, undo.approval.id, 'no')
    assert.equal((await ended(at.agents, run.id)).state, 'failed')
  })

  test('steps that are tried again beside one another never get one another’s results', async () => {
    await using at = await bench()
    const run = await start(at.agents, 'maestro.orchestrate', {
      plan: {
        steps: [
          step('slow', { slowMs: 4_000 }, { retries: 1 }),
          step('liar', { lie: true, slowMs: 3_500 }, { retries: 1 }),
          step('quick', { lie: true }, { retries: 2 }),
        ],
      },
    })
    const { output } = (await ended(at.agents, run.id)) as Run & {
      output: { results: { id: string; state: string; tries: number }[] }
    }
    assert.deepEqual(
      output.results.map(({ id, state, tries }) => [id, state, tries]),
      [
        ['slow', 'succeeded', 1],
        ['liar', 'failed', 2],
        ['quick', 'failed', 3],
      ],
    )
    const lines = await at.lines()
    assert.equal(lines.filter((line) => line === 'slow second').length, 1)
    assert.equal(lines.filter((line) => line === 'liar third').length, 2)
  })

  test('an approval is void when what the action comes to has changed, before the yes or after it', async () => {
    await using at = await bench()
    const run = await start(at.agents, 'scribe.destroy', { name: 'x' })
    const [pending] = await at.agents.approvals.list(owner, 'pending')
    assert.deepEqual(pending!.run.resolved, { place: 'here' })
    await writeFile(`${at.file}.moved`, '')
    const { id, actionHash } = pending!.approval
    await assert.rejects(at.agents.approvals.approve(owner, id, actionHash), { code: 'conflict' })
    await runSql(at, `update approvals set state = 'approved' where id = '${id}'`)
    await runSql(at, `update agent_runs set state = 'queued' where id = '${run.id}'`)
    await runSql(
      at,
      `insert into pgboss.job (name, data, policy) select name, jsonb_build_object('runId', '${run.id}'), policy from pgboss.queue where name = 'agent-runs'`,
    )
    assert.match((await ended(at.agents, run.id)).error?.message ?? '', /comes to, was changed/)
    assert.deepEqual(await at.lines(), [])
  })

  test('an error that PostgreSQL cannot store does not keep a run from ending', async () => {
    await using at = await bench()
    const run = await ended(at.agents, (await start(at.agents, 'scribe.fail', { name: 'x' })).id)
    assert.deepEqual([run.state, run.attempt, run.error?.message], ['failed', 1, 'broken \ufffd and \ufffd'])
    assert.equal((await at.agents.runs.receipt(owner, run.id)).receipt.verdict, 'failed')
  })

  test('a run that is cancelled starts nothing more, and what it started ends', async () => {
    await using at = await bench()
    const run = await start(at.agents, 'maestro.orchestrate', {
      plan: { steps: [step('one', { slowMs: 1_500 }), step('two', {}, { after: ['one'] })] },
    })
    for await (const event of at.agents.runs.events(owner, run.id, 0, AbortSignal.timeout(20_000)))
      if (event.type === 'progress') break
    await at.agents.runs.cancel(owner, run.id)
    assert.equal((await ended(at.agents, run.id)).state, 'cancelled')
    for (const child of await at.agents.runs.list(owner, { parentId: run.id }))
      assert.equal((await ended(at.agents, child.id)).state, 'cancelled')
    assert.ok(!(await at.lines()).some((line) => line.startsWith('two')))
  })
})
