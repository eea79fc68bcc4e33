import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { kindsOf } from '../../scripts/load/kinds.ts'
import { failuresOf } from '../../scripts/load/load-report.ts'
import { atRate } from '../../scripts/load/measure.ts'
import { ask, compose, figure, inside, ownerToken, stack, untilHealth, up } from './stack.ts'

const reach = { memoryMb: 200, idlePercent: 2, loadedPercent: 30, firstSeconds: 2 }
const perSecond = 20
const seconds = 30

/** What a file of the container's own control group says; cgroup v2 first, then v1. */
function controlGroup(...names: string[]): string {
  const paths = names.map((name) => `/sys/fs/cgroup/${name}`)
  for (const path of paths) {
    const { status, output } = inside('app', 'cat', path)
    if (status === 0) return output
  }
  throw new Error(`the container of app shows none of ${paths.join(', ')}`)
}

/** Seconds of CPU of everything that ever ran in the container of app, health checks included. */
function cpuSeconds(): number {
  const text = controlGroup('cpu.stat', 'cpuacct/cpuacct.usage', 'cpu,cpuacct/cpuacct.usage')
  const microseconds = /^usage_usec (\d+)$/m.exec(text)?.[1]
  return microseconds === undefined ? Number(text) / 1e9 : Number(microseconds) / 1e6
}

/** As `docker stats` has it: without the pages of files that can be dropped at any time. */
function memoryMb(): number {
  const used = Number(controlGroup('memory.current', 'memory/memory.usage_in_bytes'))
  const details = controlGroup('memory.stat', 'memory/memory.stat')
  const droppable = /^total_inactive_file (\d+)$/m.exec(details) ?? /^inactive_file (\d+)$/m.exec(details)
  assert.ok(droppable, details)
  return (used - Number(droppable[1])) / 1e6
}

/** Percent of one core while the work lasts. */
async function percentOfCore(work: () => Promise<unknown>): Promise<number> {
  const before = cpuSeconds()
  const started = performance.now()
  await work()
  const passed = (performance.now() - started) / 1000
  return ((cpuSeconds() - before) / passed) * 100
}

test('the app needs little while nobody asks', async () => {
  up()
  await delay(30_000) // what a start leaves to be done is done
  const percent = await percentOfCore(() => delay(seconds * 1000))
  figure('CPU of the app while idle, health checks included', `${percent.toFixed(1)} % of a core`, '2 %')
  assert.ok(percent < reach.idlePercent, `${percent} % of a core`)
})

test(`at ${perSecond} requests a second it needs less than a third of a core, and stays small`, async () => {
  const page = await (await ask('/', { headers: { accept: 'text/html' } })).text()
  const kinds = kindsOf(page, ownerToken())
  assert.equal(kinds.length, 5)
  await atRate(stack.url, kinds, { seconds: 5, rate: perSecond }) // once to be warm
  const measured: Awaited<ReturnType<typeof atRate>> = []
  const percent = await percentOfCore(async () =>
    measured.push(...(await atRate(stack.url, kinds, { seconds, rate: perSecond }))),
  )
  const megabytes = memoryMb()
  const answered = measured.reduce((sum, { latenciesMs }) => sum + latenciesMs.length, 0)
  assert.deepEqual(measured.map(failuresOf), [0, 0, 0, 0, 0])
  assert.equal(answered, perSecond * seconds, 'no request was turned away')
  figure(`CPU of the app at ${perSecond} requests/s of five kinds`, `${percent.toFixed(0)} % of a core`, '30 %')
  figure('memory of the app after that load', `${megabytes.toFixed(0)} MB`, '200 MB')
  assert.ok(percent < reach.loadedPercent, `${percent} % of a core`)
  assert.ok(megabytes < reach.memoryMb, `${megabytes} MB`)
})

test('the first question after a start is answered at once', async () => {
  compose('restart', 'app')
  await untilHealth('app', 'healthy')
  const started = performance.now()
  const reply = await ask('/api/v1/twin/answers', { body: { question: 'Which languages does she speak?' } })
  assert.equal(reply.status, 200, await reply.text())
  const passed = (performance.now() - started) / 1000
  figure('first question after a start', `${passed.toFixed(2)} s`, '2 s')
  assert.ok(passed < reach.firstSeconds, `${passed} s`)
})
