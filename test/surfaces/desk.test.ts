import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { AlertResult, Ticket, TicketDetails } from '#desk'
import { client, type ErrorBody } from '#test/client.ts'
import { startServer } from '#test/start-server.ts'

const server = await startServer()
after(() => server[Symbol.asyncDispose]())

function desk() {
  const http = client(server)
  const { token } = server
  return {
    http,
    get: <Body>(path: string) => http.get<Body>(path, token),
    post: <Body>(path: string, body: unknown) => http.send<Body>('POST', path, { body, token }),
    patch: <Body = Ticket & ErrorBody>(id: number, body: unknown) =>
      http.send<Body>('PATCH', `/api/v1/tickets/${id}`, { body, token }),
  }
}

test('a ticket over HTTP, from open to closed', async () => {
  const { http, get, post, patch } = desk()
  const body = { description: 'The printer on the second floor jams', reporter: { email: 'mia@example.org' } }
  assert.equal((await http.send('POST', '/api/v1/tickets', { body })).status, 401)
  assert.equal((await http.send('GET', '/api/v1/sops')).status, 401)

  const created = await post<Ticket>('/api/v1/tickets', body)
  assert.equal(created.status, 201)
  const { id } = created.body
  assert.deepEqual([created.body.status, created.body.priority, created.body.source], ['new', 'medium', 'rest'])

  for (const [wrong, field] of [
    [{ description: 'too short' }, 'description'],
    [{ ...body, colour: 'red' }, 'colour'],
    [{ ...body, priority: 'urgent' }, 'priority'],
    [{ ...body, reporter: {} }, 'reporter'],
    [{ description: 'x'.repeat(5_001) }, 'description'],
  ] as const) {
    const { status, body: answer } = await post<ErrorBody>('/api/v1/tickets', wrong)
    assert.equal(status, 400)
    assert.match(answer.error.message, new RegExp(field))
  }
  assert.equal((await get<ErrorBody>('/api/v1/tickets/999')).status, 404)
  assert.equal((await get<ErrorBody>('/api/v1/tickets/0')).status, 400)
  assert.equal((await get<ErrorBody>('/api/v1/tickets/99999999999')).status, 400)
  assert.equal((await patch(id, {})).status, 400)

  const skipped = await patch(id, { status: 'resolved' })
  assert.deepEqual([skipped.status, skipped.body.error.code], [409, 'conflict'])
  assert.match(skipped.body.error.message, /can become "classified"/)
  assert.equal(
    (await post<ErrorBody>(`/api/v1/tickets/${id}/classify`, undefined)).status,
    503,
    'no classifier is wired',
  )
  const classified = await patch(id, { status: 'classified', category: 'hardware', version: 1 })
  assert.deepEqual([classified.status, classified.body.version], [200, 2])
  const late = await patch(id, { assignee: 'ben', version: 1 })
  assert.equal(late.status, 409)
  assert.deepEqual(late.body.error.details, [
    { path: 'status', message: 'is "classified" now' },
    { path: 'version', message: 'is 2 now' },
  ])
  assert.equal((await post(`/api/v1/tickets/${id}/comments`, { text: 'On my way.' })).status, 201)
  for (const status of ['in_progress', 'resolved', 'closed']) assert.equal((await patch(id, { status })).status, 200)

  const { body: details } = await get<TicketDetails>(`/api/v1/tickets/${id}`)
  assert.equal(details.status, 'closed')
  assert.deepEqual(
    details.comments.map(({ author, text }) => [author, text]),
    [['owner', 'On my way.']],
  )
  assert.deepEqual(
    details.events.map(({ type }) => type),
    ['created', 'updated', 'commented', 'updated', 'updated', 'updated'],
  )
  const list = async (query: string) =>
    (await get<{ tickets: Ticket[] }>(`/api/v1/tickets?${query}`)).body.tickets.map((ticket) => ticket.id)
  assert.deepEqual(await list('q=PRINTER&status=closed&status=new'), [id])
  assert.deepEqual(await list('status=new'), [])
  assert.equal((await get('/api/v1/tickets?status=lost')).status, 400)
})

test('e-mail and Alertmanager deliveries, each sent twice', async () => {
  const { get, post } = desk()
  const mail = {
    from: 'Mia <mia@example.org>',
    subject: 'No VPN',
    text: 'The VPN hangs since noon.',
    messageId: '<1@x>',
  }
  const sent = async (more: object = {}) => {
    const { status, body } = await post<{ outcome: string; ticket: Ticket }>('/api/v1/tickets/email', {
      ...mail,
      ...more,
    })
    assert.equal(status, 200)
    return [body.outcome, body.ticket.id]
  }
  const [created, id] = await sent()
  assert.equal(created, 'created')
  assert.deepEqual(await sent(), ['repeated', id])
  const reply = { messageId: '<2@x>', subject: `Re: [#${id}] No VPN`, text: 'Still.' }
  assert.deepEqual(await sent(reply), ['commented', id])

  // As Alertmanager 0.28 sends it (prometheus.io/docs/alerting/latest/configuration/#webhook_config).
  const delivery = (status: 'firing' | 'resolved') => ({
    version: '4',
    groupKey: '{}:{alertname="TargetDown"}',
    truncatedAlerts: 0,
    status,
    receiver: 'pollux',
    groupLabels: { alertname: 'TargetDown' },
    commonLabels: { alertname: 'TargetDown', severity: 'critical' },
    commonAnnotations: {},
    externalURL: 'http://alertmanager.example.org:9093',
    alerts: [
      {
        status,
        labels: { alertname: 'TargetDown', severity: 'critical', instance: 'cache:6379' },
        annotations: { summary: 'The cache is down' },
        startsAt: '2026-03-02T08:00:00.123Z',
        endsAt: status === 'firing' ? '0001-01-01T00:00:00Z' : '2026-03-02T08:10:00.123Z',
        generatorURL: 'http://prometheus.example.org:9090/graph?g0.expr=up+%3D%3D+0',
        fingerprint: '2b3c4d5e6f708192',
      },
    ],
  })
  const alerted = async (status: 'firing' | 'resolved') => {
    const { status: code, body } = await post<{ alerts: AlertResult[] }>(
      '/api/v1/tickets/alertmanager',
      delivery(status),
    )
    assert.equal(code, 200)
    return body.alerts[0]!
  }
  const { ticketId, outcome } = await alerted('firing')
  assert.equal(outcome, 'created')
  const fingerprint = '2b3c4d5e6f708192'
  assert.deepEqual(await alerted('firing'), { fingerprint, outcome: 'repeated', ticketId })
  assert.deepEqual(await alerted('resolved'), { fingerprint, outcome: 'resolved', ticketId })
  assert.deepEqual(await alerted('resolved'), { fingerprint, outcome: 'repeated', ticketId })
  const { body: ticket } = await get<TicketDetails>(`/api/v1/tickets/${ticketId}`)
  assert.deepEqual([ticket.status, ticket.priority, ticket.alerts[0]?.state], ['resolved', 'critical', 'resolved'])
  const old = await post<ErrorBody>('/api/v1/tickets/alertmanager', { ...delivery('firing'), version: '3' })
  assert.deepEqual([old.status, old.body.error.details?.[0]?.path], [400, 'version'])
})

test('the procedures, with no success rate before there is an outcome', async () => {
  const { get } = desk()
  const { body } = await get<{ sops: { id: string; used: number; successRate: number | null }[] }>('/api/v1/sops')
  assert.ok(body.sops.length >= 12)
  assert.deepEqual([...new Set(body.sops.map(({ used, successRate }) => `${used} ${successRate}`))], ['0 null'])
  for (const { id } of body.sops) {
    const found = await get<{ id: string; steps: object[]; body: string }>(`/api/v1/sops/${id}`)
    assert.deepEqual([found.status, found.body.id], [200, id])
    assert.ok(found.body.steps.length > 0 && found.body.body !== '', id)
  }
  assert.equal((await get<ErrorBody>('/api/v1/sops/nothing')).status, 404)
})
