import assert from 'node:assert/strict'
import { owner } from '#auth'
import { createDesk, type Alert, type Email, type Ticket } from '#desk'
import type { AppError } from '#errors'
import { testStorage } from '#test/postgres.ts'

/** A desk on a database of its own, and what it told (`onTicket`). */
export async function testDesk(needs: Partial<Parameters<typeof createDesk>[0]> = {}) {
  const storage = await testStorage()
  const told: string[] = []
  const desk = createDesk({
    database: storage.database,
    transaction: storage.transaction,
    onTicket: (ticket, why) => told.push(`${why} ${ticket.id}`),
    ...needs,
  })
  const open = (description: string, more: object = {}) => desk.tickets.create(owner, { description, ...more }, 'rest')
  const move = async (id: number, ...statuses: Ticket['status'][]) => {
    for (const status of statuses) await desk.tickets.update(owner, id, { status })
  }
  const sql = { databaseUrl: storage.url, dataDir: '' }
  return { ...desk, storage, sql, told, open, move, [Symbol.asyncDispose]: () => storage[Symbol.asyncDispose]() }
}

/** For assert.rejects: an AppError with this code and a message like this. */
export const refused = (code: string, message: RegExp) => (error: AppError) => {
  assert.equal(error.code, code, error.message)
  assert.match(error.message, message)
  return true
}

export const mail = (more: Partial<Email>): Email => ({
  from: 'Mia Example <Mia@example.org>',
  subject: 'Scanner broken',
  text: 'The scanner in room 4 does not start.',
  messageId: '<1@example.org>',
  ...more,
})

export const alert = (more: Partial<Alert> & { labels?: Record<string, string> } = {}): Alert => ({
  status: 'firing',
  fingerprint: 'f1',
  startsAt: '2026-03-02T08:00:00Z',
  annotations: { summary: 'The cache does not answer' },
  ...more,
  labels: { alertname: 'service_down', instance: 'cache:6379', severity: 'warning', ...more.labels },
})
