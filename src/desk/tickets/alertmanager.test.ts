import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AppError } from '../../errors.ts'
import { receiveWebhook } from './alertmanager.ts'
import type { Alert } from './from-alert.ts'

const alerts = ['a1', 'a2', 'a3'].map((fingerprint) => ({
  status: 'firing',
  labels: {},
  startsAt: '2026-03-02T08:00:00Z',
  fingerprint,
}))

/** Takes every alert but a2, of which it throws. */
async function deliver(error: Error) {
  const taken: string[] = []
  const receive = async ({ fingerprint }: Alert) => {
    if (fingerprint === 'a2') throw error
    taken.push(fingerprint)
    return { fingerprint, outcome: 'created' as const, ticketId: taken.length }
  }
  const results = receiveWebhook({ version: '4', alerts }, receive)
  return { outcomes: await results.then((all) => all.map(({ outcome }) => outcome)).catch((thrown) => thrown), taken }
}

test('an alert that the desk refuses is rejected, and the next are taken', async () => {
  for (const code of ['invalid_input', 'conflict'] as const) {
    const { outcomes, taken } = await deliver(new AppError(code, 'It will not do.'))
    assert.deepEqual(outcomes, ['created', 'rejected', 'created'])
    assert.deepEqual(taken, ['a1', 'a3'])
  }
})

test('a fault of ours keeps no other alert out, and has the delivery sent again', async () => {
  const fault = new TypeError('undefined is not a function')
  assert.deepEqual(await deliver(fault), { outcomes: fault, taken: ['a1', 'a3'] })
})

test('nothing more is tried while storage is away', async () => {
  const away = new AppError('storage_unavailable', 'The database cannot be reached right now.')
  assert.deepEqual(await deliver(away), { outcomes: away, taken: ['a1'] })
})
