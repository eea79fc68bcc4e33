import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { client } from '#test/client.ts'
import { freePort } from '#test/free-port.ts'
import { startReceiver } from '#test/receiver.ts'
import { startServer } from '#test/start-server.ts'
import { openaiServer, streams, type ReceivedRequest } from '../../src/models/testing/openai-server.ts'
import { place } from '../agents/agent-server.ts'
import { send } from '../mcp/raw-request.ts'

/** As OTLP has them in JSON. */
interface SentSpan {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  kind: number
  attributes: { key: string; value: Record<string, string | number> }[]
  status: { code?: number }
}
interface SentSpans {
  resourceSpans: { resource: Pick<SentSpan, 'attributes'>; scopeSpans: { spans: SentSpan[] }[] }[]
}
const [internal, served, asked] = [1, 2, 3]

const sentence = 'I keep six hives behind the house.'
const question = 'Where do you keep your six hives?'
const key = 'sk-test-NeverToBeSent-5be1'
const inPath = 'secret-of-a-link-77'
const trace = (digit: string) => digit.repeat(32)
const caller = 'b7ad6b7169203331'
const traceparent = (id: string, sampled = '01') => ({ traceparent: `00-${id}-${caller}-${sampled}` })

let spans: SentSpan[]
let resource: SentSpan['attributes']
let sent: string
let log: Record<string, unknown>[]
let token: string
let toModel: readonly ReceivedRequest[]

before(async () => {
  await using resources = new AsyncDisposableStack()
  const collector = resources.use(await startReceiver())
  const provider = resources.use(await openaiServer(streams(`${sentence} [1]\n`)))
  const home = resources.use(
    await place({
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OPENAI_BASE_URL: provider.baseUrl,
      OPENAI_API_KEY: key,
      OPENAI_MODEL: 'small-one',
      CACHE_TTL_SECONDS: '0',
      LOG_LEVEL: 'debug',
    }),
  )
  const { server, http } = resources.use(await home.start())
  token = server.token
  const text = `${sentence} The honey is sold at the market.`
  await http.add({ name: 'apiary.md', text, audience: 'public' })
  const ask = (headers: Record<string, string>) =>
    http.send<{ mode: string }>('POST', '/api/v1/twin/answers', { body: { question }, headers })
  assert.equal((await ask(traceparent(trace('a')))).body.mode, 'generated')
  await ask(traceparent(trace('d'), '00'))
  await http.send('GET', `/s/${inPath}?note=${inPath}`, { headers: traceparent(trace('b')) }).catch(() => {})
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientInfo': { name: 'raw', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': {},
  }
  const call = await send(
    server,
    { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'ask_twin', arguments: { question }, _meta } },
    {
      headers: {
        'mcp-protocol-version': '2026-07-28',
        'mcp-method': 'tools/call',
        'mcp-name': 'ask_twin',
        ...traceparent(trace('c')),
      },
    },
  )
  assert.ok(call.status === 200 && !call.json.result.isError, call.text)
  const run = await http.send<{ run: { state: string } }>('POST', '/api/v1/runs', {
    token,
    body: { capability: 'monitoring.sample', input: {}, receipt: true, waitSeconds: 30 },
    headers: traceparent(trace('e')),
  })
  assert.equal(run.body.run.state, 'succeeded', JSON.stringify(run.body))
  // What was not sent yet, the end sends.
  assert.equal(await server.stop(), 0, server.logs())

  assert.deepEqual([...new Set(collector.received.map(({ path }) => path))], ['/v1/traces'])
  sent = collector.received.map(({ body }) => body).join('\n')
  const parts = collector.received.flatMap(({ body }) => (JSON.parse(body) as SentSpans).resourceSpans)
  resource = parts[0]!.resource.attributes
  spans = parts.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans))
  log = server
    .logs()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  toModel = provider.requests
})

function only(name: string, traceId: string): SentSpan {
  const found = spans.filter((span) => span.name === name && span.traceId === traceId)
  assert.equal(found.length, 1, `${name}: ${spans.map((span) => `${span.traceId} ${span.name}`).join('\n')}`)
  return found[0]!
}

const asRecord = (attributes: SentSpan['attributes']) =>
  Object.fromEntries(attributes.map(({ key: name, value }) => [name, Object.values(value)[0]]))

test('a request is a span in the trace of who sent it, with its route and status and nothing else', () => {
  const span = only('POST /api/v1/twin/answers', trace('a'))
  assert.deepEqual([span.parentSpanId, span.kind], [caller, served])
  assert.deepEqual(asRecord(span.attributes), {
    'http.request.method': 'POST',
    'http.route': '/api/v1/twin/answers',
    'http.response.status_code': 200,
    'url.scheme': 'http',
  })
  assert.equal(asRecord(resource)['service.name'], 'pollux-api')
})

test('a request to a model is a child of what asked it, and the model is told of it', () => {
  const answer = only('POST /api/v1/twin/answers', trace('a'))
  const chat = only('chat small-one', trace('a'))
  assert.deepEqual([chat.parentSpanId, chat.kind, chat.status.code ?? 0], [answer.spanId, asked, 0])
  const { 'server.port': port, ...attributes } = asRecord(chat.attributes)
  assert.ok(Number(port) > 0)
  assert.deepEqual(attributes, {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'openai',
    'gen_ai.request.model': 'small-one',
    'server.address': '127.0.0.1',
  })
  const told = toModel.map(({ headers }) => headers['traceparent'])
  assert.ok(told.includes(`00-${trace('a')}-${chat.spanId}-01`), told.join('\n'))
})

test('a call of a tool is a child of its request', () => {
  const request = only('POST /mcp', trace('c'))
  const tool = only('tools/call ask_twin', trace('c'))
  assert.equal(tool.parentSpanId, request.spanId)
  assert.equal(asRecord(tool.attributes)['gen_ai.tool.name'], 'ask_twin')
  assert.equal(only('chat small-one', trace('c')).parentSpanId, tool.spanId)
})

test('a run and its steps are in the trace of the request that started it', () => {
  const run = only('run monitoring.sample', trace('e'))
  assert.equal(run.parentSpanId, only('POST /api/v1/runs', trace('e')).spanId)
  for (const step of ['step measure', 'step store']) {
    const span = only(step, trace('e'))
    assert.deepEqual([span.parentSpanId, span.kind], [run.spanId, internal], step)
  }
})

test('lines of the log name the trace', () => {
  const lines = log.filter(({ msg, trace_id }) => msg === 'request' && trace_id === trace('a'))
  assert.deepEqual(
    lines.map(({ path, status }) => [path, status]),
    [['/api/v1/twin/answers', 200]],
  )
})

test('what its sender does not want to be traced is not, and neither are probes', () => {
  assert.ok(spans.length > 10)
  assert.deepEqual(
    spans.filter(({ traceId, name }) => traceId === trace('d') || name.endsWith('/ready')),
    [],
  )
})

test('nothing that somebody wrote, and no secret, is in what is sent', () => {
  assert.ok(spans.some(({ traceId }) => traceId === trace('b')))
  for (const text of ['six hives', 'honey', 'apiary', inPath, key, token, 'Bearer'])
    assert.ok(!sent.includes(text), text)
})

for (const [what, url] of [
  ['is not there', async () => ({ url: `http://127.0.0.1:${await freePort()}`, async [Symbol.asyncDispose]() {} })],
  ['never answers', () => startReceiver({ silent: true })],
] as const)
  test(`a collector that ${what} is told of once, and holds nothing up`, async () => {
    await using collector = await url()
    await using server = await startServer({
      env: { POLLUX_SAMPLE: 'never', OTEL_EXPORTER_OTLP_ENDPOINT: collector.url },
    })
    const http = client(server)
    const ask = async () => assert.equal((await http.ask(question)).status, 200)
    await ask()
    await server.printed(/traces cannot be sent/)
    await ask()
    assert.equal(await server.stop(), 0, server.logs())
    assert.equal(server.logs().match(/traces cannot be sent/g)?.length, 1)
  })
