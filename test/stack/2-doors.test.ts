import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import OpenAI from 'openai'
import { ask, ownerToken, stack } from './stack.ts'

const token = ownerToken()
const question = 'What does she work with?'

interface Answer {
  readonly refused: boolean
  readonly sentences: readonly { readonly text: string; readonly citations: readonly unknown[] }[]
}

test('http leads to https, and everything of the web app comes from there', async () => {
  const plain = await fetch(`${stack.httpUrl}/jobs?q=1`, { redirect: 'manual' })
  assert.equal(plain.status, 301)
  assert.equal(plain.headers.get('location'), 'https://localhost/jobs?q=1')
  const page = await ask('/', { headers: { accept: 'text/html' } })
  const html = await page.text()
  assert.match(html, /application\/ld\+json/)
  const script = /src="(\/assets\/index-[^"]+\.js)"/.exec(html)?.[1]
  const asset = await ask(script!, { headers: { 'accept-encoding': 'br' } })
  assert.equal(asset.status, 200)
  assert.match(asset.headers.get('cache-control') ?? '', /immutable/)
})

test('REST: a stranger is answered with sources, the owner adds a source and finds it', async () => {
  const answered = await ask('/api/v1/twin/answers', { body: { question } })
  assert.equal(answered.status, 200)
  const { sentences } = (await answered.json()) as Answer
  assert.ok(sentences.length > 0 && sentences.every(({ citations }) => citations.length > 0))
  const form = new FormData()
  form.append('audience', 'public')
  form.append(
    'file',
    new Blob(['# Harbour\n\nThe blue harbour crane lifts 42 tonnes.'], { type: 'text/markdown' }),
    'crane.md',
  )
  const added = await fetch(`${stack.url}/api/v1/twin/sources`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  })
  assert.equal(added.status, 200, await added.text())
  const found = await ask('/api/v1/twin/answers', { body: { question: 'How much does the harbour crane lift?' } })
  assert.match(JSON.stringify(await found.json()), /42 tonnes/)
})

test('an answer streams sentence by sentence, not as one piece', async () => {
  const reply = await ask('/api/v1/twin/answers', { body: { question }, headers: { accept: 'text/event-stream' } })
  assert.match(reply.headers.get('content-type') ?? '', /event-stream/)
  assert.match(await reply.text(), /^event: /m)
})

test('MCP: the official client lists the tools and asks the twin', async () => {
  const client = new Client({ name: 'stack-test', version: '1' })
  const transport = new StreamableHTTPClientTransport(new URL(`${stack.url}/mcp`), {
    requestInit: { headers: { authorization: `Bearer ${token}` } },
  })
  await client.connect(transport)
  try {
    const { tools } = await client.listTools()
    assert.ok(tools.some(({ name }) => name === 'ask_twin'))
    const result = await client.callTool({ name: 'ask_twin', arguments: { question } })
    assert.ok(!result.isError)
  } finally {
    await client.close()
  }
})

test('OpenAI: the official client gets a completion', async () => {
  const openai = new OpenAI({ baseURL: `${stack.url}/v1`, apiKey: token })
  const models = await openai.models.list()
  const completion = await openai.chat.completions.create({
    model: models.data[0]!.id,
    messages: [{ role: 'user', content: question }],
  })
  assert.ok(completion.choices[0]?.message.content)
})

test('of 40 chats at once the burst passes, and the rest are told when to come again', async () => {
  await delay(5_000) // the bucket is full again
  const replies = await Promise.all(
    Array.from({ length: 40 }, () => ask('/api/v1/twin/answers', { body: { question } })),
  )
  const passed = replies.filter(({ status }) => status === 200)
  const limited = replies.filter(({ status }) => status === 429)
  assert.equal(passed.length + limited.length, 40)
  assert.ok(passed.length >= 11 && passed.length <= 20, `${passed.length} passed`)
  for (const reply of limited) {
    assert.match(reply.headers.get('retry-after') ?? '', /^[1-9]\d*$/)
    assert.match(reply.headers.get('content-type') ?? '', /^application\/json/)
    const { error } = (await reply.json()) as { error: { code: string; message: string } }
    assert.equal(error.code, 'rate_limited')
  }
})

test('from outside there are neither metrics nor the status of nginx, and health is open without limit', async () => {
  assert.equal((await ask('/metrics', { token })).status, 404)
  assert.equal((await ask('/status')).status, 404)
  const replies = await Promise.all(Array.from({ length: 100 }, () => ask('/health')))
  assert.deepEqual([...new Set(replies.map(({ status }) => status))], [200])
})

test('a body that is too large is refused in the shape that its reader knows', async () => {
  const huge = 'x'.repeat(22 * 1024 * 1024)
  const rest = await ask('/api/v1/twin/answers', { body: { question: huge } })
  assert.equal(rest.status, 413)
  assert.equal(((await rest.json()) as { error: { code: string } }).error.code, 'payload_too_large')
  const mcp = await ask('/mcp', { token, body: { huge } })
  assert.equal(mcp.status, 413)
  assert.equal(((await mcp.json()) as { jsonrpc: string }).jsonrpc, '2.0')
})
