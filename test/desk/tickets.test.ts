import assert from 'node:assert/strict'
import { test } from 'node:test'
import { owner } from '#auth'
import type { Classification, Ticket } from '#desk'
import type { AppError } from '#errors'
import { runSql } from '#test/run-sql.ts'
import { refused, testDesk } from './test-desk.ts'

test('a ticket goes the whole way, and its trail tells who did what', async () => {
  await using desk = await testDesk()
  const ticket = await desk.open('Nobody can print on the second floor since this morning', { priority: 'high' })
  assert.equal(ticket.status, 'new')
  assert.equal(ticket.title, 'Nobody can print on the second floor since this morning')
  const minutes = (to: string) => (Date.parse(to) - Date.parse(ticket.createdAt)) / 60_000
  assert.equal(minutes(ticket.serviceLevel.responseDueAt), 60)
  assert.equal(minutes(ticket.serviceLevel.resolutionDueAt), 480)

  await assert.rejects(desk.move(ticket.id, 'classified'), refused('invalid_input', /no category/))
  await desk.tickets.update(owner, ticket.id, { status: 'classified', category: 'hardware', subcategory: 'printer' })
  await desk.tickets.update(owner, ticket.id, { assignee: 'mia', tags: ['floor-2'] })
  await desk.move(ticket.id, 'in_progress', 'resolved', 'closed')
  const closed = await desk.tickets.find(owner, ticket.id)
  assert.equal(closed.status, 'closed')
  assert.ok(closed.resolvedAt && closed.closedAt && closed.serviceLevel.respondedAt && closed.serviceLevel.paused)
  assert.equal(closed.version, 6)
  assert.deepEqual(
    closed.events.map(({ actor, type, data }) => [actor, type, Object.keys(data).sort().join()]),
    [
      ['owner', 'created', 'priority,source'],
      ['owner', 'updated', 'category,status,subcategory'],
      ['owner', 'updated', 'assignee,tags'],
      ['owner', 'updated', 'status'],
      ['owner', 'updated', 'status'],
      ['owner', 'updated', 'status'],
    ],
  )
  assert.deepEqual(closed.events[3]!.data, { status: { from: 'classified', to: 'in_progress' } })

  await assert.rejects(desk.tickets.update(owner, ticket.id, { assignee: 'ben' }), refused('conflict', /is closed/))
  await desk.move(ticket.id, 'in_progress')
  assert.deepEqual(desk.told, ['created 1', 'reopened 1'])
})

test('every illegal move is refused and names the legal ones', async () => {
  await using desk = await testDesk()
  const way = ['new', 'classified', 'in_progress', 'resolved', 'closed'] as const
  const legal: Record<string, string[]> = {
    new: ['classified'],
    classified: ['in_progress'],
    in_progress: ['resolved'],
    resolved: ['closed', 'in_progress'],
    closed: ['in_progress'],
  }
  const { id } = await desk.open('The screen of the reception stays black', { category: 'hardware' })
  for (const [step, status] of way.entries()) {
    if (step > 0) await desk.move(id, status)
    for (const to of way.filter((other) => !legal[status]!.includes(other)))
      await assert.rejects(
        desk.move(id, to),
        refused('conflict', new RegExp(`is "${status}" and cannot become "${to}".*"${legal[status]!.join('" or "')}"`)),
      )
  }
})

test('of changes at the same moment one wins, and the other is told what the ticket is now', async () => {
  await using desk = await testDesk()
  const { id, version } = await desk.open('The shop shows an error page', { category: 'software' })
  const changes = await Promise.allSettled([
    desk.tickets.update(owner, id, { assignee: 'mia', version }),
    desk.tickets.update(owner, id, { assignee: 'ben', version }),
    desk.tickets.update(owner, id, { assignee: 'zoe', version }),
  ])
  const lost = changes.flatMap((change) => (change.status === 'rejected' ? [change.reason as AppError] : []))
  assert.equal(lost.length, 2)
  for (const error of lost) {
    assert.equal(error.code, 'conflict')
    assert.deepEqual(error.details, [
      { path: 'status', message: 'is "new" now' },
      { path: 'version', message: 'is 2 now' },
    ])
  }
  const moves = await Promise.allSettled([desk.move(id, 'classified'), desk.move(id, 'classified')])
  assert.deepEqual(moves.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
})

test('the clocks stand still while it is resolved, and a new priority moves them', async () => {
  await using desk = await testDesk()
  const { id } = await desk.open('The intranet shows an old page', { category: 'software', priority: 'medium' })
  await desk.move(id, 'classified', 'in_progress', 'resolved')
  await runSql(
    desk.sql,
    `update tickets set created_at = created_at - interval '3 hours', resolved_at = resolved_at - interval '2 hours'`,
  )
  const reopened = await desk.tickets.update(owner, id, { status: 'in_progress' })
  const due = (ticket: Ticket) =>
    Math.round((Date.parse(ticket.serviceLevel.resolutionDueAt) - Date.parse(ticket.createdAt)) / 60_000)
  assert.equal(due(reopened), 1_440 + 120)
  assert.equal(reopened.serviceLevel.resolutionBreached, false)
  const raised = await desk.tickets.update(owner, id, { priority: 'critical' })
  assert.equal(due(raised), 240 + 120)
  await runSql(desk.sql, `update tickets set resolution_due_at = now() - interval '1 second'`)
  assert.equal((await desk.tickets.find(owner, id)).serviceLevel.resolutionBreached, true)
})

test('an open ticket that says the same is linked, whatever else; two at once as well', async () => {
  await using desk = await testDesk()
  const first = await desk.open('The ordering system is down for the whole sales office since nine')
  const second = await desk.open('the ORDERING system is down for the whole sales office, since nine!')
  const third = await desk.open('The ordering system is down for the whole sales office since ten past nine')
  const other = await desk.open('The ordering system is down for the whole sales office 2 since nine')
  assert.deepEqual(
    [second, third, other].map(({ duplicateOf }) => duplicateOf),
    [first.id, first.id, null],
  )
  assert.deepEqual(
    (await desk.tickets.find(owner, first.id)).links.map(({ id, reason }) => [id, reason]),
    [
      [second.id, 'same_text'],
      [third.id, 'similar_text'],
    ],
  )
  const atOnce = await Promise.all(Array.from({ length: 3 }, () => desk.open('The lift display shows strange signs')))
  assert.equal(atOnce.filter(({ duplicateOf }) => duplicateOf === null).length, 1)

  await assert.rejects(
    desk.tickets.update(owner, first.id, { duplicateOf: second.id }),
    refused('conflict', /Name that one/),
  )
  await assert.rejects(
    desk.tickets.update(owner, first.id, { duplicateOf: first.id }),
    refused('invalid_input', /itself/),
  )
  assert.equal((await desk.tickets.update(owner, second.id, { duplicateOf: null })).duplicateOf, null)
})

test('tickets are found by their words, filtered, and listed page by page', async () => {
  await using desk = await testDesk()
  await desk.open('Le réseau du bâtiment est très lent', { category: 'network', assignee: 'mia' })
  await desk.open('The network printer is out of toner', { category: 'hardware' })
  await desk.open('The password of the scanner was lost', { priority: 'low' })
  const found = async (query: Parameters<typeof desk.tickets.list>[1]) =>
    (await desk.tickets.list(owner, query)).tickets.map(({ id }) => id)
  assert.deepEqual(await found({ q: 'RESEAU' }), [1])
  assert.deepEqual(await found({ q: 'printer or password' }), [3, 2])
  assert.deepEqual(await found({ q: '"out of toner" -scanner' }), [2])
  assert.deepEqual(await found({ q: `'; drop table tickets; -- & | ! ( :*` }), [])
  assert.deepEqual(await found({ category: 'network' }), [1])
  assert.deepEqual(await found({ assignee: 'mia', status: ['new', 'closed'] }), [1])
  assert.deepEqual(await found({ priority: 'low', status: 'new' }), [3])
  assert.deepEqual(await found({ status: 'closed' }), [])
  const first = await desk.tickets.list(owner, { limit: 2 })
  assert.deepEqual(
    first.tickets.map(({ id }) => id),
    [3, 2],
  )
  const second = await desk.tickets.list(owner, { limit: 2, cursor: first.nextCursor! })
  assert.deepEqual([second.tickets.map(({ id }) => id), second.nextCursor], [[1], null])
})

test('a classification is stored; what a person chose stays, and an abstention asks for a person', async () => {
  const say: Classification = {
    category: 'network',
    subcategory: 'vpn',
    priority: 'critical',
    confidence: 0.9,
    routed_to: 'network-team',
  }
  await using desk = await testDesk({
    classify: (text) => (/VPN/.test(text) ? say : { ...say, category: null, subcategory: null, routed_to: null }),
  })
  const plain = await desk.tickets.classify(owner, (await desk.open('The VPN does not connect any more')).id)
  assert.deepEqual(
    [plain.status, plain.category, plain.subcategory, plain.priority, plain.routedTo, plain.flags],
    ['classified', 'network', 'vpn', 'critical', 'network-team', []],
  )
  assert.equal(Date.parse(plain.serviceLevel.responseDueAt) - Date.parse(plain.createdAt), 15 * 60_000)
  const chosen = await desk.open('The VPN certificate is strange', { category: 'security', priority: 'low' })
  const kept = await desk.tickets.classify(owner, chosen.id)
  assert.deepEqual(
    [kept.status, kept.category, kept.subcategory, kept.priority],
    ['classified', 'security', null, 'low'],
  )
  const vague = await desk.tickets.classify(owner, (await desk.open('It is all very strange today')).id)
  assert.deepEqual(
    [vague.status, vague.category, vague.priority, vague.flags],
    ['new', null, 'medium', ['needs_triage']],
  )
  const sorted = await desk.tickets.update(owner, vague.id, { status: 'classified', category: 'software' })
  assert.deepEqual(sorted.flags, [])
  await using without = await testDesk()
  const { id } = await without.open('The VPN does not connect any more')
  await assert.rejects(without.tickets.classify(owner, id), refused('model_unavailable', /PATCH/))
})

test('an angry reporter raises a flag, an alert or an agent never does', async () => {
  await using desk = await testDesk({
    sentimentOf: (text) => ({
      sentiment: /useless/.test(text) ? 'negative' : 'neutral',
      confidence: /so useless/.test(text) ? 0.95 : 0.6,
    }),
  })
  assert.deepEqual((await desk.open('This system is so useless that I will leave')).flags, ['upset_reporter'])
  assert.deepEqual((await desk.open('The manual of the camera is useless')).flags, [])
  assert.deepEqual(
    (await desk.tickets.create(owner, { description: 'This is so useless, an agent says' }, 'agent')).flags,
    [],
  )
})

test('what is sent again with the same key, after an answer that was lost, is not done twice', async () => {
  await using desk = await testDesk()
  const description = 'The badge reader of the side door stays dark'
  const [first, again] = await Promise.all([1, 2].map(() => desk.open(description, { idempotencyKey: 'k1' })))
  assert.equal(again!.id, first!.id)
  assert.deepEqual(desk.told, ['created 1'])
  await assert.rejects(
    desk.open('Another door does not open either', { idempotencyKey: 'k1' }),
    refused('conflict', /Choose a new one/),
  )
  assert.notEqual((await desk.open(description, { idempotencyKey: 'k2' })).id, first!.id)

  const say = (id: number, text: string) => desk.tickets.comment(owner, id, { text, idempotencyKey: 'c1' }, 'rest')
  const said = await say(first!.id, 'The cable is loose')
  assert.deepEqual(await say(first!.id, 'The cable is loose'), said)
  await assert.rejects(say(first!.id, 'The cable is broken'), refused('conflict', /Choose a new one/))
  await assert.rejects(say(2, 'The cable is loose'), refused('conflict', /Choose a new one/))
  assert.equal((await desk.tickets.find(owner, first!.id)).comments.length, 1)
})
