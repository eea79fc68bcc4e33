import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anyone, owner, type Actor } from '#auth'
import { fillTemplate, templateValues } from '#desk'
import { alert, mail, refused, testDesk } from './test-desk.ts'

test('success rates come from outcomes, one for each run', async () => {
  await using desk = await testDesk()
  const figures = async () => (await desk.sops.find(owner, 'disk-full')).figures
  assert.deepEqual([(await figures()).used, (await figures()).successRate], [0, null])
  const record = (runId: string, outcome: 'resolved' | 'failed' | 'abandoned') =>
    desk.sops.recordOutcome(owner, {
      sopId: 'disk-full',
      runId,
      outcome,
      steps: [{ name: 'free', state: 'done' }],
      durationMs: 60_000,
    })
  assert.deepEqual([await record('run_1', 'resolved'), await record('run_1', 'failed')], [true, false])
  await record('run_2', 'failed')
  await record('run_3', 'abandoned')
  await record('run_4', 'resolved')
  assert.deepEqual(await figures(), {
    used: 4,
    resolved: 2,
    failed: 1,
    abandoned: 1,
    successRate: 0.5,
    medianMinutes: 1,
  })
  assert.equal((await desk.sops.list(owner)).filter(({ figures }) => figures.successRate !== null).length, 1)
  await assert.rejects(desk.sops.find(owner, 'nothing'), refused('not_found', /There are: account-locked/))
})

test('the inputs of a procedure come from its caller or from the ticket’s alert', async () => {
  await using desk = await testDesk()
  await desk.tickets.fromAlert(owner, alert({ labels: { target: 'cache', start_command: 'start-cache' } }))
  const ticket = await desk.tickets.find(owner, 1)
  const { sop } = await desk.sops.find(owner, 'service-down')
  const values = templateValues(sop, ticket, { service: 'queue' })
  assert.deepEqual(values.input, { service: 'queue', start_command: 'start-cache' })
  const start = sop.steps.find(({ name }) => name === 'start')
  assert.ok(start?.kind === 'capability')
  assert.deepEqual(fillTemplate(start.input, values), { command: 'start-cache' })
  assert.throws(
    () => templateValues(sop, undefined, {}),
    refused('invalid_input', /needs "service": .* Give it in "inputs"/),
  )
  assert.throws(() => templateValues(sop, ticket, { x: 1 }), refused('invalid_input', /no input "x"/))
  const { sop: certificate } = await desk.sops.find(owner, 'certificate-expiry')
  assert.equal(templateValues(certificate, undefined, { host: 'a.example', port: '8443' }).input['port'], 8443)
  assert.throws(() => templateValues(certificate, undefined, { host: 'a.example', port: 'x' }), /must be a number/)
  assert.equal(
    (
      await desk.sops.match(owner, {
        text: ticket.description,
        category: null,
        subcategory: null,
        alert: 'service_down',
      })
    )[0]?.sop.id,
    'service-down',
  )
})

test('what is done within a transaction is kept or lost with it', async () => {
  await using desk = await testDesk()
  const work = desk.storage.transaction(async (transaction) => {
    const { tickets, sops } = desk.within(transaction)
    const ticket = await tickets.create(owner, { description: 'Seen by an agent at work' }, 'agent')
    await sops.recordOutcome(owner, {
      sopId: 'disk-full',
      ticketId: ticket.id,
      outcome: 'failed',
      steps: [],
      durationMs: 1,
    })
    assert.equal((await tickets.list(owner, {})).tickets.length, 1)
    throw new Error('power cut')
  })
  await assert.rejects(work, /power cut/)
  assert.equal((await desk.tickets.list(owner, {})).tickets.length, 0)
  assert.equal((await desk.sops.find(owner, 'disk-full')).figures.used, 0)
  assert.deepEqual(desk.told, [])
})

test('nothing is done or shown without the scope for it', async () => {
  await using desk = await testDesk()
  const { id } = await desk.open('The door of the server room is open')
  const reader: Actor = { id: 'reader', audience: 'owner', scopes: new Set(['desk:read']) }
  const writes = (actor: Actor) => [
    () => desk.tickets.create(actor, { description: 'x'.repeat(10) }, 'rest'),
    () => desk.tickets.update(actor, id, { assignee: 'x' }),
    () => desk.tickets.comment(actor, id, { text: 'x' }, 'rest'),
    () => desk.tickets.classify(actor, id),
    () => desk.tickets.linkRun(actor, id, { runId: 'r', capability: 'a.b' }),
    () => desk.tickets.endRun(actor, id, { runId: 'r', outcome: 'failed' }),
    () => desk.tickets.fromEmail(actor, mail({})),
    () => desk.tickets.fromAlert(actor, alert()),
    () => desk.tickets.fromAlertmanager(actor, { version: '4', alerts: [] }),
    () => desk.sops.recordOutcome(actor, { sopId: 'disk-full', outcome: 'failed', steps: [], durationMs: 1 }),
  ]
  const reads = (actor: Actor) => [
    () => desk.tickets.list(actor, {}),
    () => desk.tickets.find(actor, id),
    () => desk.sops.list(actor),
    () => desk.sops.find(actor, 'disk-full'),
    async () => desk.sops.match(actor, { text: '', category: null, subcategory: null }),
  ]
  for (const call of [...writes(anyone), ...reads(anyone)])
    await assert.rejects(async () => call(), { code: 'unauthenticated' }, String(call))
  for (const call of writes(reader)) await assert.rejects(async () => call(), { code: 'forbidden' }, String(call))
  for (const call of reads(reader)) await call()
  assert.deepEqual(
    (await desk.tickets.list(owner, {})).tickets.map((ticket) => [ticket.id, ticket.version]),
    [[id, 1]],
  )
})
