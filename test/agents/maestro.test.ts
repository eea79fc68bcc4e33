import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { owner } from '#auth'
import type { Agents, Run } from '#agents'
import { saying, scriptedModel, type LanguageModel } from '#models'
import { testDatabase } from '#test/postgres.ts'
import { openFrame } from './frame-process.ts'

interface Result {
  id: string
  state: string
  tries: number
  verdict: string | null
  error: string | null
}
interface Output {
  source: string
  waves: string[][]
  results: Result[]
}

async function bench(model?: LanguageModel) {
  await using resources = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'pollux-maestro-'))
  resources.defer(() => rm(folder, { recursive: true, force: true }))
  const { url } = resources.use(await testDatabase())
  const file = join(folder, 'lines.txt')
  const { agents } = resources.use(await openFrame(url, file, { ...(model && { model }) }))
  const owned = resources.move()
  return {
    url,
    file,
    agents,
    lines: async () => (await readFile(file, 'utf8').catch(() => '')).split('\n').filter((line) => line !== ''),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

async function orchestrate(agents: Agents, input: object, withinMs = 30_000): Promise<Run & { output: Output }> {
  const { run } = await agents.startRun(owner, 'maestro.orchestrate', input, { origin: 'rest' })
  return (await agents.runs.wait(owner, run!.id, AbortSignal.timeout(withinMs))) as Run & { output: Output }
}

const write = (id: string, more: object = {}, step: object = {}) => ({
  id,
  capability: 'scribe.write',
  input: { name: id, ...more },
  ...step,
})

describe('maestro', { concurrency: 4 }, () => {
  test('steps run beside one another and after one another, each a run of its own', async () => {
    await using at = await bench()
    const run = await orchestrate(at.agents, {
      plan: {
        steps: [write('a', { slowMs: 400 }), write('b', { slowMs: 400 }), write('c', {}, { after: ['a', 'b'] })],
      },
    })
    assert.equal(run.verdict, 'verified', JSON.stringify(run.probe))
    assert.deepEqual(run.output.waves, [['a', 'b'], ['c']])
    const lines = await at.lines()
    assert.ok(
      lines.indexOf('c first') > lines.indexOf('a third') && lines.indexOf('c first') > lines.indexOf('b third'),
    )
    assert.ok(lines.indexOf('b first') < lines.indexOf('a third'), 'a and b are under way at once')
    assert.equal((await at.agents.runs.list(owner, { parentId: run.id })).length, 3)
  })

  test('a step that fails is tried again, then what was done is undone, and what waits for it is skipped', async () => {
    await using at = await bench()
    const run = await orchestrate(at.agents, {
      plan: {
        steps: [
          write('kept', {}, { compensate: { capability: 'scribe.write', input: { name: 'undone' } } }),
          write('broken', { lie: true }, { after: ['kept'], retries: 2 }),
          write('never', {}, { after: ['broken'] }),
        ],
      },
    })
    assert.deepEqual(
      run.output.results.map(({ state, tries }) => [state, tries]),
      [
        ['compensated', 1],
        ['failed', 3],
        ['skipped', 0],
      ],
    )
    assert.deepEqual([run.state, run.verdict, run.error?.code], ['failed', 'failed', 'probe_failed'])
    const lines = await at.lines()
    assert.ok(lines.includes('undone second') && !lines.some((line) => line.startsWith('never')))
  })

  test('a step that nobody could look at leaves the whole unverified', async () => {
    await using at = await bench()
    const run = await orchestrate(at.agents, { command: '@scribe.blind(name=x) & @scribe.count(line="x first")' })
    assert.deepEqual([run.state, run.verdict], ['succeeded', 'unverified'])
  })

  test('a plan with a call that does not exist, or does not take that, is refused before anything runs', async () => {
    await using at = await bench()
    for (const [command, message] of [
      ['@scribe.write(name=good) @scribe.paint(name=x)', /There is no capability "scribe\.paint"/],
      ['@scribe.write(name=good) @scribe.write(nam=x)', /name/],
    ] as const) {
      const run = await orchestrate(at.agents, { command })
      assert.equal(run.state, 'failed')
      assert.match(run.error?.message ?? '', message)
    }
    assert.deepEqual(await at.lines(), [])
    await assert.rejects(
      at.agents.startRun(owner, 'maestro.plan', { goal: 'make me a sandwich' }, { origin: 'rest' }),
      { code: 'invalid_input', message: /No plan is known/ },
    )
  })

  test('what a model proposes is checked, and what it would change waits for a person', async () => {
    const proposal = (input: object) =>
      saying(`Sure!\n{"steps":[{"id":"a","capability":"scribe.write","input":${JSON.stringify(input)}}]} approved`)
    await using at = await bench(scriptedModel([proposal({ name: 'model' }), proposal({ nme: 'bad' }), saying('no')]))
    const { run } = await at.agents.startRun(owner, 'maestro.orchestrate', { goal: 'write a line' }, { origin: 'rest' })
    for await (const event of at.agents.runs.events(owner, run!.id, 0, AbortSignal.timeout(20_000)))
      if (event.type === 'suspended') break
    assert.deepEqual(await at.lines(), [], 'the model said "approved", which is no approval')
    const [pending] = await at.agents.approvals.list(owner, 'pending')
    assert.deepEqual([pending!.run.capability, pending!.run.origin], ['scribe.write', 'model'])
    const { approval, waitsFor } = await at.agents.runs.find(owner, run!.id)
    assert.deepEqual([approval, waitsFor.map(({ id }) => id)], [undefined, [pending!.approval.id]])
    await at.agents.approvals.approve(owner, pending!.approval.id, pending!.approval.actionHash)
    const ended = await at.agents.runs.wait(owner, run!.id, AbortSignal.timeout(20_000))
    assert.equal(ended.verdict, 'verified')
    assert.deepEqual((await at.agents.runs.find(owner, run!.id)).waitsFor, [])
    for (const message of [/nme|name/, /proposed no usable plan/]) {
      const refused = await orchestrate(at.agents, { goal: 'write a line' })
      assert.match(refused.error?.message ?? '', message)
    }
  })

  test('the steps of a plan are shared among processes', async () => {
    await using at = await bench()
    const elsewhere = `${at.file}.other`
    await using _other = await openFrame(at.url, elsewhere)
    const steps = Array.from({ length: 12 }, (_, index) => write(`s${index}`, { slowMs: 700 }))
    const run = await orchestrate(at.agents, { plan: { steps } })
    assert.equal(run.verdict, 'verified', JSON.stringify(run.error))
    const here = (await at.lines()).filter((line) => line.endsWith(' second')).length
    const there = (await readFile(elsewhere, 'utf8')).match(/ second$/gm)?.length ?? 0
    assert.equal(here + there, 12)
    assert.ok(here > 0 && there > 0, `${here} here, ${there} there`)
  })
})
