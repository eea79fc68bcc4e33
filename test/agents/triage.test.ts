import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pino } from 'pino'
import { owner } from '#auth'
import type { Classification } from '#desk'
import { createTriage } from '../../src/agents/triage.ts'
import { alert, testDesk } from '../desk/test-desk.ts'

const says = (category: 'software' | null): Classification => ({
  category,
  subcategory: null,
  priority: 'low',
  confidence: 0.7,
  routed_to: 'Application support',
  method: 'model',
  reasons: [],
})

/** A desk with two processes that take up its tickets, and the procedures they began: each key once, as runs are. */
async function openTriage(category: 'software' | null = 'software') {
  const desk = await testDesk({ classify: () => says(category) })
  const begun = new Map<string, unknown>()
  const triage = () =>
    createTriage({
      desk,
      log: pino({ level: 'silent' }),
      async startRun(actor, capability, input, { idempotencyKey }) {
        assert.deepEqual([actor.id, capability], ['system', 'resolver.resolve_ticket'])
        begun.set(idempotencyKey!, input)
        return { run: undefined, output: undefined }
      },
    })
  const both = [triage(), triage()]
  return {
    desk,
    begun,
    async take(id: number) {
      for (const each of both) each.take({ id })
      for (const each of both) await each.start()[Symbol.asyncDispose]() // waits for what is under way
    },
    [Symbol.asyncDispose]: () => desk[Symbol.asyncDispose](),
  }
}

test('a procedure is begun once for a firing, whoever sees the ticket and whatever becomes of it meanwhile', async () => {
  await using at = await openTriage()
  const { ticketId } = await at.desk.tickets.fromAlert(owner, alert())
  await at.take(ticketId!)
  assert.deepEqual([...at.begun.values()], [{ ticket_id: ticketId }])
  // While it waits for a person's yes, the alert becomes worse and a person changes the ticket.
  await at.desk.tickets.fromAlert(owner, alert({ labels: { severity: 'critical' } }))
  await at.desk.tickets.update(owner, ticketId!, { tags: ['night'] })
  await at.take(ticketId!)
  assert.equal(at.begun.size, 1)
  // It fires anew.
  await at.desk.tickets.fromAlert(owner, alert({ startsAt: '2026-03-02T09:00:00Z' }))
  await at.take(ticketId!)
  assert.equal(at.begun.size, 2)
})

test('an alert that brings its category is classified all the same, and keeps it', async () => {
  await using at = await openTriage()
  const { ticketId } = await at.desk.tickets.fromAlert(owner, alert({ labels: { category: 'network' } }))
  await at.take(ticketId!)
  const { category, classification, status, priority } = await at.desk.tickets.find(owner, ticketId!)
  assert.deepEqual([category, status, priority], ['network', 'classified', 'medium'])
  assert.equal(classification?.category, 'software')
})

test('what no alert told of is classified, and nothing is begun', async () => {
  await using at = await openTriage(null)
  const { id } = await at.desk.tickets.create(owner, { description: 'Something is odd here' }, 'rest')
  await at.take(id)
  assert.deepEqual((await at.desk.tickets.find(owner, id)).flags, ['needs_triage'])
  assert.equal(at.begun.size, 0)
})
