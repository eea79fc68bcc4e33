import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { client, type ErrorBody } from '#test/client.ts'
import { startServer } from '#test/start-server.ts'

const server = await startServer({ env: { POLLUX_SAMPLE: 'never', MONITORING_INTERVAL_SECONDS: '0' } })
after(() => server[Symbol.asyncDispose]())
const http = client(server)
const { token } = server
// Only then do the agents take work.
for (let tries = 0; tries < 600 && (await http.get('/v1/mcp/tools/health', token)).status !== 200; tries++)
  await delay(50)

/** Sends a body as it is. */
async function sendText(method: string, path: string, body: string, bearer?: string) {
  const headers = { 'content-type': 'application/json', ...(bearer && { authorization: `Bearer ${bearer}` }) }
  const reply = await fetch(`${server.url}${path}`, { method, headers, body })
  return { status: reply.status, body: (await reply.json()) as ErrorBody }
}

/** An input that may hold anything at one place. */
const plan = (value: string) =>
  `{"plan": {"steps": [{"id": "look", "capability": "sentiment.analyze_sentiment", "input": {"text": ${value}}}]}}`
const deep = '['.repeat(400_000) + ']'.repeat(400_000)

for (const [name, input, message] of [
  ['a lone surrogate', '{"text": "It \\ud800 works"}', /cannot be stored/],
  ['a NUL', '{"text": "It \\u0000 works"}', /cannot be stored/],
  ['a number that is none', '{"text": "It works", "threshold": 1e400}', /threshold/],
  ['a number that is none, where anything may stand', plan('1e400'), /plan\.steps\.0\.input\.text: .* number/],
  ['400,000 levels', deep, /more than 100 levels deep/],
  ['400,000 levels, where anything may stand', plan(deep), /more than 100 levels deep/],
  ['101 levels', plan('{"a":'.repeat(101) + '1' + '}'.repeat(101)), /more than 100 levels deep/],
] as const)
  test(`an input with ${name} is refused with a reason`, async () => {
    const capability = input.includes('"plan"') ? 'maestro.plan' : 'sentiment.analyze_sentiment'
    const body = `{"capability": "${capability}", "receipt": true, "input": ${input}}`
    const sent = await sendText('POST', '/api/v1/runs', body, token)
    assert.deepEqual([sent.status, sent.body.error.code], [400, 'invalid_input'], JSON.stringify(sent.body))
    assert.match(sent.body.error.message, message)
    const schedule = `{"cron": "0 3 * * *", "capability": "${capability}", "input": ${input}}`
    const put = await sendText('PUT', '/api/v1/schedules/nightly', schedule, token)
    assert.deepEqual([put.status, put.body.error.code], [400, 'invalid_input'], JSON.stringify(put.body))
  })

test('an input of 90 levels is looked at', async () => {
  const value = '{"a":'.repeat(90) + '1' + '}'.repeat(90)
  const body = `{"capability": "maestro.plan", "input": ${plan(value)}}`
  const sent = await sendText('POST', '/api/v1/runs', body, token)
  assert.match(sent.body.error.message, /^text: /)
})

test('events are told from an id that can be one, and from nothing else', async () => {
  const started = await http.send<{ run: { id: string } }>('POST', '/api/v1/runs', {
    token,
    body: { capability: 'sentiment.analyze_sentiment', input: { text: 'It works' }, receipt: true, waitSeconds: 30 },
  })
  const from = (id: string) =>
    http.send<{ events: { id: number }[] } & ErrorBody>('GET', `/api/v1/runs/${started.body.run.id}/events`, {
      token,
      headers: { 'last-event-id': id },
    })
  for (const wrong of ['1.5', '1e308', 'Infinity', '-1', 'abc', '0x10', '9007199254740992', '99999999999999999999']) {
    const { status, body } = await from(wrong)
    assert.deepEqual([status, body.error?.code], [400, 'invalid_input'], wrong)
    assert.match(body.error.message, /Last-Event-ID/)
  }
  const all = (await from('0')).body.events
  assert.ok(all.length > 1)
  assert.deepEqual((await from(String(all[0]!.id))).body.events, all.slice(1))
  const beyond = await from('9007199254740991')
  assert.deepEqual([beyond.status, beyond.body.events], [200, []])
})

test('a stranger is told so before what was sent is looked at', async () => {
  for (const [method, path] of [
    ['POST', '/api/v1/runs'],
    ['POST', '/api/v1/runs/nonsense/cancel'],
    ['GET', '/api/v1/runs/nonsense'],
    ['GET', '/api/v1/runs?state=lost'],
    ['POST', '/api/v1/approvals/nonsense/approve'],
    ['POST', '/api/v1/approvals/nonsense/refuse'],
    ['PUT', '/api/v1/schedules/No'],
    ['DELETE', '/api/v1/schedules/No'],
    ['POST', '/api/v1/tickets'],
    ['GET', '/api/v1/tickets?status=lost'],
    ['PATCH', '/api/v1/tickets/0'],
    ['POST', '/api/v1/tickets/0/comments'],
    ['POST', '/api/v1/tickets/email'],
    ['POST', '/api/v1/tickets/alertmanager'],
    ['GET', `/api/v1/sops/${'x'.repeat(200)}`],
    ['POST', '/v1/mcp/tools/resolve_ticket'],
  ] as const)
    for (const body of method === 'GET' ? [undefined] : ['{"colour": "red"}', '{"colour":']) {
      const headers = { 'content-type': 'application/json' }
      const reply = await fetch(`${server.url}${path}`, { method, ...(body && { headers, body }) })
      const text = await reply.text()
      assert.equal(reply.status, 401, `${method} ${path} ${body}: ${text}`)
      assert.match(text, /needs somebody who is known/)
      assert.match(reply.headers.get('www-authenticate') ?? '', /Bearer/)
    }
})
