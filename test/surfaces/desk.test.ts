import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, test } from 'node:test'
import type { Ticket, TicketDetails, WebhookAlertResult } from '#desk'
import { client, type ErrorBody } from '#test/client.ts'
import { startServer } from '#test/start-server.ts'

const intakeToken = `intake_${randomBytes(32).toString('base64url')}`
const server = await startServer({ env: { POLLUX_INTAKE_TOKEN: intakeToken } })
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
  // With a category, so that nothing classifies it by itself meanwhile.
  const body = {
    description: 'The printer on the second floor jams',
    category: 'hardware',
    reporter: { email: 'mia@example.org' },
  }
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
  const classified = await post<Ticket>(`/api/v1/tickets/${id}/classify`, undefined)
  assert.deepEqual([classified.status, classified.body.status, classified.body.version], [200, 'classified', 2])
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
    ['created', 'classified', 'commented', 'updated', 'updated', 'updated'],
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
  const counted = async () =>
    /^pollux_tickets_total\{source="email",why="created"\} (\d+)$/m.exec(
      await (await fetch(`${server.url}/metrics`)).text(),
    )?.[1]
  const [created, id] = await sent()
  assert.equal(created, 'created')
  assert.equal(await counted(), '1')
  assert.deepEqual(await sent(), ['repeated', id])
  assert.equal(await counted(), '1', 'what is told again is not counted again')
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
    const { status: code, body } = await post<{ alerts: WebhookAlertResult[] }>(
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

test('an alert that cannot be taken is rejected by itself', async () => {
  const { http, get, post } = desk()
  const alert = (fingerprint: unknown, more: object = {}) => ({
    status: 'firing',
    labels: { alertname: 'DiskFull', severity: 'warning', instance: `mill-${String(fingerprint)}:9100` },
    annotations: {},
    startsAt: '2026-03-02T08:00:00Z',
    fingerprint,
    ...more,
  })
  const labels = { alertname: 'DiskFull', severity: 'warning' }
  const alerts = [
    alert('a1', {
      labels: { ...labels, note: 'a\0b' },
      annotations: { 'sum\0mary': 'x', summary: 'Full\0 of \ud800 noise' },
    }),
    alert('a2', { labels: { ...labels, note: 'x'.repeat(100_000), ['k'.repeat(5_000)]: 'v' } }),
    alert('a3', { labels: { ...labels, note: 7 } }),
    alert('a4', { annotations: { summary: `${'s'.repeat(198)}😀😀`, description: `${'d'.repeat(4_998)}😀😀` } }),
    alert(undefined),
    alert('a\0'),
    alert('a5', { startsAt: 'yesterday' }),
    'nonsense',
    null,
    alert('a6', { generatorURL: `http://prometheus.example.org/${'g'.repeat(10_000)}` }),
    alert('a7'),
  ]
  const send = async () => {
    const { status, body } = await post<{ alerts: WebhookAlertResult[] }>('/api/v1/tickets/alertmanager', {
      version: '4',
      alerts,
    })
    assert.equal(status, 200, JSON.stringify(body))
    return body.alerts
  }
  const told = await send()
  assert.deepEqual(
    told.map(({ fingerprint, outcome }) => `${fingerprint} ${outcome}`),
    [
      'a1 created',
      'a2 created',
      'a3 rejected',
      'a4 created',
      'null rejected',
      'a\ufffd rejected',
      'a5 rejected',
      'null rejected',
      'null rejected',
      'a6 created',
      'a7 created',
    ],
  )
  for (const result of told.filter(({ outcome }) => outcome === 'rejected'))
    assert.deepEqual([result.ticketId, /\w/.test(result.reason ?? '')], [null, true])
  assert.match(told[2]!.reason!, /labels\.note: /)
  assert.match(told[6]!.reason!, /startsAt: /)
  assert.deepEqual(
    (await send()).map(({ outcome }) => outcome),
    told.map(({ outcome }) => (outcome === 'created' ? 'repeated' : outcome)),
  )
  const ticket = async (index: number) => (await get<TicketDetails>(`/api/v1/tickets/${told[index]!.ticketId}`)).body
  const first = await ticket(0)
  assert.equal(first.title, 'Full\ufffd of \ufffd noise')
  assert.equal(first.alerts[0]!.labels['note'], 'a\ufffdb')
  assert.ok('sum\ufffdmary' in first.alerts[0]!.annotations)
  const second = (await ticket(1)).alerts[0]!.labels
  assert.equal(second['note'], `${'x'.repeat(9_999)}…`)
  assert.ok(Object.keys(second).includes(`${'k'.repeat(199)}…`))
  const fourth = await ticket(3)
  assert.equal(fourth.title, `${'s'.repeat(198)}…`, 'no half of a character at the cut')
  assert.ok(fourth.description.isWellFormed() && !fourth.description.includes('\ufffd'))
  for (const wrong of [{ version: '3', alerts }, { version: '4' }, { version: '4', alerts: {} }])
    assert.equal((await post('/api/v1/tickets/alertmanager', wrong)).status, 400)
  assert.equal(
    (await http.send('POST', '/api/v1/tickets/alertmanager', { body: { version: '4', alerts } })).status,
    401,
  )
})

test('the intake token hands in mails and alerts, and does and sees nothing else', async () => {
  const { http, get, post } = desk()
  const send = <Body>(method: string, path: string, body?: unknown) =>
    http.send<Body & ErrorBody>(method, path, { token: intakeToken, body })
  const { body: secret } = await post<Ticket>('/api/v1/tickets', {
    description: 'The safe opens with 4711',
    category: 'security',
  })
  const text = 'The door of the shed does not close.'
  const mail = (id: string, more: object = {}) =>
    send<{ outcome: string; ticketId: number }>('POST', '/api/v1/tickets/email', {
      from: 'mia@example.org',
      subject: 'Door',
      text,
      messageId: `<intake-${id}@x>`,
      ...more,
    })
  const created = await mail('1')
  assert.deepEqual([created.status, created.body.outcome], [200, 'created'])
  const found = await get<TicketDetails>(`/api/v1/tickets/${created.body.ticketId}`)
  assert.deepEqual([found.body.description, found.body.events[0]!.actor], [text, 'intake'])
  // A reply may name any ticket: it must not show what is in it.
  const reply = await mail('2', { subject: `[#${secret.id}]` })
  assert.deepEqual(reply.body, { outcome: 'commented', ticketId: secret.id })
  const { status, body } = await send<{ alerts: WebhookAlertResult[] }>('POST', '/api/v1/tickets/alertmanager', {
    version: '4',
    alerts: [{ status: 'firing', labels: {}, startsAt: '2026-03-02T08:00:00Z', fingerprint: 'intake' }],
  })
  assert.deepEqual([status, body.alerts[0]!.outcome], [200, 'created'])

  const run = `run_${'0'.repeat(32)}`
  for (const [method, path, given] of [
    ['GET', '/api/v1/tickets'],
    ['POST', '/api/v1/tickets', { description: 'A ticket by hand, which it may not open' }],
    ['GET', `/api/v1/tickets/${secret.id}`],
    ['PATCH', `/api/v1/tickets/${secret.id}`, { title: 'Changed' }],
    ['POST', `/api/v1/tickets/${secret.id}/comments`, { text: 'Mine' }],
    ['POST', `/api/v1/tickets/${secret.id}/classify`],
    ['GET', '/api/v1/sops'],
    ['GET', '/api/v1/sops/disk-full'],
    ['GET', '/api/v1/agents'],
    ['GET', '/api/v1/schedules'],
    ['PUT', '/api/v1/schedules/mine', { cron: '0 3 * * *', capability: 'monitoring.sample' }],
    ['DELETE', '/api/v1/schedules/mine'],
    ['GET', '/api/v1/runs'],
    ['POST', '/api/v1/runs', { capability: 'monitoring.monitor_system_health' }],
    ['GET', `/api/v1/runs/${run}`],
    ['GET', `/api/v1/runs/${run}/events`],
    ['GET', `/api/v1/runs/${run}/receipt`],
    ['POST', `/api/v1/runs/${run}/cancel`],
    ['GET', '/api/v1/audit/verification'],
    ['GET', '/api/v1/approvals'],
    ['POST', `/api/v1/approvals/apr_${'0'.repeat(32)}/approve`, { actionHash: '0'.repeat(64) }],
    ['POST', `/api/v1/approvals/apr_${'0'.repeat(32)}/refuse`, { reason: 'No' }],
    ['GET', '/v1/mcp/tools/health'],
    ['POST', '/v1/mcp/tools/monitor_system_health', {}],
    ['POST', '/v1/mcp/tools/execute_command', { command: 'uptime' }],
    ['POST', '/api/v1/twin/answers', { question: 'Who are you?' }],
    ['POST', '/api/v1/twin/sources', { name: 'a.md', text: 'Mine' }],
    ['GET', '/api/v1/twin/inbox'],
  ] as const) {
    const refused = await send(method, path, given)
    assert.equal(refused.status, 403, `${method} ${path}: ${JSON.stringify(refused.body)}`)
  }
  const { body: left } = await get<TicketDetails>(`/api/v1/tickets/${secret.id}`)
  assert.deepEqual([left.version, left.status], [1, 'new'])
  for (const wrong of [intakeToken.slice(0, -1), `${intakeToken}x`, 'x'])
    assert.equal((await http.get('/api/v1/tickets', wrong)).status, 401)
})

test('what cannot be stored is refused, and is no fault of ours', async () => {
  const { post, patch } = desk()
  const { body } = await post<Ticket>('/api/v1/tickets', {
    description: 'The kettle in the hall is cold',
    category: 'hardware',
  })
  for (const title of ['half \ud800 of it', 'a NUL \0 in it']) {
    const { status, body: answer } = await patch(body.id, { title })
    assert.deepEqual([status, answer.error.code], [400, 'invalid_input'], title)
    assert.match(answer.error.message, /cannot be stored/)
  }
  const huge = { description: 'The kettle in the hall is cold', ticket_id: Number.MAX_SAFE_INTEGER }
  const tool = await post<{ error_code: string }>('/v1/mcp/tools/classify_ticket', huge)
  assert.deepEqual([tool.status, tool.body.error_code], [400, 'invalid_input'])
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
