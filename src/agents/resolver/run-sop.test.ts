import assert from 'node:assert/strict'
import { test } from 'node:test'
import { system } from '#auth'
import type { Sop, TicketDetails } from '#desk'
import type { RunContext } from '../agent.ts'
import { RunLost, Suspended } from '../runs/run-context.ts'
import { runSop } from './run-sop.ts'

const ticket = { id: 7, alerts: [] } as unknown as TicketDetails

const sop: Sop = {
  id: 'restart-shop',
  title: 'Restart the shop',
  when: { category: 'software', keywords: [], alert: [] },
  inputs: [],
  preconditions: [],
  steps: [
    { name: 'look', kind: 'capability', capability: 'monitoring.look', input: {} },
    {
      name: 'start',
      kind: 'capability',
      capability: 'commander.start',
      input: { was: '{{steps.look.status}}' },
      only_if: { 'look.status': { one_of: ['down', 'degraded'] } },
    },
  ],
  postconditions: [
    { name: 'is_up', kind: 'check', capability: 'monitoring.look', input: {}, expect: { status: 'up' } },
  ],
  risk: 'low',
  estimated_minutes: 1,
  body: '',
  file: 'restart-shop.md',
}

/** A world with one shop in it; starting it is counted. */
function shop(status: string): RunContext & { started: unknown[] } {
  const started: unknown[] = []
  const unplanned = () => assert.fail('it was not to be called')
  return {
    started,
    runId: 'run',
    actor: system,
    signal: new AbortController().signal,
    step: unplanned,
    write: unplanned,
    effect: unplanned,
    progress: unplanned,
    async startRun(capability, input) {
      if (capability === 'commander.start') started.push(input)
      return { runId: 'child', verdict: undefined, output: { status: started.length > 0 ? 'up' : status } }
    },
  }
}

test('a step that breaks ends the procedure, and is told; one that waits or was taken over does not', async () => {
  const breaking = (error: Error) => ({ ...shop('down'), startRun: () => Promise.reject(error) })
  const { outcome, steps } = await runSop(breaking(new Error('spawn EINVAL')), sop, ticket, {})
  assert.equal(outcome, 'failed')
  assert.deepEqual(
    steps.map(({ state, detail }) => [state, detail]),
    [
      ['failed', 'spawn EINVAL'],
      ['skipped', null],
      ['skipped', null],
    ],
  )
  for (const error of [new Suspended('it waits'), new RunLost('taken over')])
    await assert.rejects(runSop(breaking(error), sop, ticket, {}), error)
})

test('a step is done when what an earlier one answered asks for it', async () => {
  const context = shop('down')
  const { outcome, steps } = await runSop(context, sop, ticket, {})
  assert.equal(outcome, 'resolved')
  assert.deepEqual(context.started, [{ was: 'down' }])
  assert.deepEqual(
    steps.map(({ state }) => state),
    ['done', 'done', 'done'],
  )
})

test('a step that is not needed is skipped, says why, and the procedure goes on', async () => {
  const context = shop('up')
  const { outcome, steps } = await runSop(context, sop, ticket, {})
  assert.equal(outcome, 'resolved')
  assert.deepEqual(context.started, [])
  assert.deepEqual(
    steps.map(({ state, detail }) => [state, detail]),
    [
      ['done', null],
      ['skipped', 'look.status is "up", expected one of "down", "degraded"'],
      ['done', null],
    ],
  )
})
