import assert from 'node:assert/strict'
import { test } from 'node:test'
import { owner } from '#auth'
import type { Email } from '#desk'
import { alert, mail, refused, testDesk } from './test-desk.ts'

test('a message becomes a ticket once, and replies become comments', async () => {
  await using desk = await testDesk()
  const deliveries = await Promise.all([1, 2, 3].map(() => desk.tickets.fromEmail(owner, mail({}))))
  assert.deepEqual(deliveries.map(({ outcome }) => outcome).sort(), ['created', 'repeated', 'repeated'])
  const { ticket } = deliveries[0]!
  assert.deepEqual(
    [ticket.title, ticket.reporter],
    ['Scanner broken', { name: 'Mia Example', email: 'mia@example.org' }],
  )

  const reply = {
    subject: 'Re: Scanner broken',
    text: 'It hums now.\n\nOn Monday the desk wrote:\n> Does it hum?\n> Really?',
  }
  const send = (more: Partial<Email>) => desk.tickets.fromEmail(owner, mail({ ...reply, ...more }))
  assert.equal((await send({ messageId: '<2@example.org>', inReplyTo: '<1@example.org>' })).outcome, 'commented')
  assert.equal((await send({ messageId: '<2@example.org>', inReplyTo: '<1@example.org>' })).outcome, 'repeated')
  assert.equal(
    (await send({ messageId: '<3@example.org>', references: ['<0@x>', '<2@example.org>'] })).outcome,
    'commented',
  )
  const byNumber = await send({
    messageId: '<4@example.org>',
    subject: `AW: [#${ticket.id}] Scanner`,
    from: 'ben@example.org',
  })
  assert.deepEqual([byNumber.outcome, byNumber.ticket.id], ['commented', ticket.id])
  const details = await desk.tickets.find(owner, ticket.id)
  assert.deepEqual(
    details.comments.map(({ author, text }) => [author, text]),
    [
      ['mia@example.org', 'It hums now.'],
      ['mia@example.org', 'It hums now.'],
      ['ben@example.org', 'It hums now.'],
    ],
  )
  assert.ok(details.serviceLevel.respondedAt, 'a colleague has answered')
  assert.equal((await send({ messageId: '<5@example.org>', subject: '[#999] Scanner' })).outcome, 'created')
  assert.deepEqual(desk.told, ['created 1', 'created 2'])
})

test('a long message keeps its whole text; a mail to a resolved ticket is for a person to look at', async () => {
  await using desk = await testDesk()
  const text = `The log follows. ${'line of the log '.repeat(1_000)}`
  const { ticket } = await desk.tickets.fromEmail(owner, mail({ text }))
  assert.equal(ticket.description.length, 5_000)
  assert.equal((await desk.tickets.find(owner, ticket.id)).comments[0]!.text, text.trim())
  await desk.tickets.update(owner, ticket.id, { status: 'classified', category: 'software' })
  await desk.move(ticket.id, 'in_progress', 'resolved')
  const thanks = await desk.tickets.fromEmail(
    owner,
    mail({ messageId: '<2@x>', inReplyTo: '<1@example.org>', text: 'Thanks!' }),
  )
  assert.deepEqual([thanks.ticket.status, thanks.ticket.flags], ['resolved', ['reporter_replied']])
  for (const [wrong, code] of [
    [{ from: 'nobody' }, /no e-mail address/],
    [{ subject: '', text: 'Help' }, /says nothing/],
    [{ inReplyTo: '<1@example.org>', text: '> quoted' }, /no text of its own/],
  ] as const)
    await assert.rejects(
      desk.tickets.fromEmail(owner, mail({ messageId: '<9@x>', ...wrong })),
      refused('invalid_input', code),
    )
  assert.equal(
    (await desk.tickets.fromEmail(owner, mail({ messageId: '<9@x>' }))).outcome,
    'created',
    'a refused message was not taken',
  )
})

test('an alert has one ticket while it fires, whatever is delivered twice, late or at once', async () => {
  await using desk = await testDesk()
  const send = async (more: Parameters<typeof alert>[0] = {}) => {
    const { outcome, ticketId } = await desk.tickets.fromAlert(owner, alert(more))
    return `${outcome} ${ticketId}`
  }
  assert.equal(await send({ status: 'resolved', fingerprint: 'f0' }), 'ignored null')
  assert.equal(await send({ fingerprint: 'f0' }), 'ignored null', 'it ended before')
  assert.deepEqual((await Promise.all([send(), send(), send()])).sort(), ['created 1', 'repeated 1', 'repeated 1'])
  const ticket = await desk.tickets.find(owner, 1)
  assert.deepEqual([ticket.title, ticket.priority, ticket.source], ['The cache does not answer', 'medium', 'alert'])
  assert.match(ticket.description, /instance: cache:6379/)

  assert.equal(await send({ labels: { severity: 'critical' } }), 'escalated 1')
  await desk.tickets.update(owner, 1, { priority: 'low' })
  assert.equal(await send({ labels: { severity: 'critical' } }), 'repeated 1', 'what a person lowered stays low')

  assert.equal(await send({ status: 'resolved' }), 'resolved 1')
  assert.equal(await send({ status: 'resolved' }), 'repeated 1')
  assert.equal(await send(), 'ignored 1', 'an old delivery that comes late')
  assert.equal((await desk.tickets.find(owner, 1)).status, 'resolved')

  const again = { startsAt: '2026-03-02T09:00:00+00:00' }
  assert.equal(await send(again), 'reopened 1')
  assert.equal(await send({ startsAt: '2026-03-02T09:30:00Z' }), 'continued 1')
  assert.equal(await send({ ...again, status: 'resolved' }), 'ignored 1', 'the end of an earlier firing')
  await desk.move(1, 'resolved', 'closed')
  assert.equal(await send({ startsAt: '2026-03-02T10:00:00Z' }), 'created 2')
  assert.deepEqual(
    (await desk.tickets.find(owner, 2)).links.map(({ id, reason }) => [id, reason]),
    [[1, 'same_alert']],
  )
  assert.deepEqual(desk.told, ['created 1', 'reopened 1', 'created 2'])
})

test('an alert that ends leaves a ticket alone that a person or a run has in hand', async () => {
  await using desk = await testDesk()
  await desk.tickets.fromAlertmanager(owner, {
    version: '4',
    alerts: [alert(), alert({ fingerprint: 'f2', labels: { instance: 'queue:1' } })],
  })
  await desk.tickets.update(owner, 1, { assignee: 'mia' })
  await desk.tickets.linkRun(owner, 2, { runId: 'run_1', capability: 'resolver.resolve_ticket' })
  await desk.tickets.linkRun(owner, 2, { runId: 'run_1', capability: 'resolver.resolve_ticket' })
  const end = (fingerprint: string) => desk.tickets.fromAlert(owner, alert({ fingerprint, status: 'resolved' }))
  assert.deepEqual([(await end('f1')).outcome, (await end('f2')).outcome], ['commented', 'commented'])
  assert.match((await desk.tickets.find(owner, 1)).comments[0]!.text, /mia has it/)
  assert.match((await desk.tickets.find(owner, 2)).comments[0]!.text, /run_1\) is still at it/)

  const response = { sop_executed: 'service-down' }
  const ended = await desk.tickets.endRun(owner, 2, {
    runId: 'run_1',
    outcome: 'succeeded',
    response,
    summary: 'Started again.',
  })
  assert.deepEqual([ended.agentResponse, ended.outcome], [response, 'Started again.'])
  await assert.rejects(
    desk.tickets.endRun(owner, 2, { runId: 'run_1', outcome: 'failed' }),
    refused('conflict', /ended already/),
  )
  await desk.tickets.fromAlert(owner, alert({ fingerprint: 'f2', startsAt: '2026-03-03T08:00:00Z' }))
  assert.equal(
    (
      await desk.tickets.fromAlert(
        owner,
        alert({ fingerprint: 'f2', startsAt: '2026-03-03T08:00:00Z', status: 'resolved' }),
      )
    ).outcome,
    'resolved',
  )
  const { runs, events } = await desk.tickets.find(owner, 2)
  assert.deepEqual(
    runs.map(({ runId, outcome }) => [runId, outcome]),
    [['run_1', 'succeeded']],
  )
  assert.equal(events.filter(({ type }) => type === 'run_started').length, 1)
})
