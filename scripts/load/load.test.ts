import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { freePort } from '#test/free-port.ts'
import { selfSignedCertificate } from '../../src/surfaces/cli/deploy/self-signed-certificate.ts'
import { reportOf } from './load-report.ts'

const program = fileURLToPath(new URL('../load.ts', import.meta.url))
const folder = await mkdtemp(join(tmpdir(), 'pollux-load-'))
after(() => rm(folder, { recursive: true, force: true }))

async function load(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code: code as number | null, stdout, stderr }
}

/** Answers what the load asks for; a path of `statuses` gets that status instead. */
function answering(statuses: Readonly<Record<string, number>>): RequestListener {
  return (request, reply) => {
    const path = request.url ?? '/'
    request.resume()
    reply.statusCode = statuses[path] ?? 200
    reply.end(path === '/' ? '<script type="module" src="/assets/index-abc.js"></script>' : '{}')
  }
}

async function listening(server: Server): Promise<AsyncDisposable & { port: number }> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

const tool = '/v1/mcp/tools/analyze_sentiment'
const brief = ['--seconds', '1', '--rate', '20', '--token', 'a-token']

test('the whole mix is asked at a rate and at full tilt, 429 is counted apart, and the report says so', async () => {
  await using server = await listening(createServer(answering({ [tool]: 429 })))
  const report = join(folder, 'load.md')
  const { code, stdout, stderr } = await load(`http://127.0.0.1:${server.port}`, ...brief, '--report', report)
  assert.equal(code, 0, stderr)
  const written = await readFile(report, 'utf8')
  for (const page of [stdout, written]) {
    assert.match(page, /20 requests a second/)
    assert.match(page, /Full tilt/)
  }
  const rows = [...written.matchAll(/^\| (GET|POST) .*$/gm)].map(([row]) => row)
  assert.equal(rows.length, 10)
  // 20 requests of 5 kinds in a second: four each, none of them lost.
  assert.match(rows[0]!, /^\| GET \/ \| 4\.0 \|.*\| 200: 4 \| 0 \| 0 \|$/)
  assert.match(
    rows.find((row) => row.includes(tool))!,
    /\| 0\.0 \| – \| – \| – \| – \| 4 \| 0 \|$/,
  )
  assert.match(written, /yardstick \d+ ms/)
})

test('a request that fails is told, and ends the program with 1', async () => {
  await using server = await listening(createServer(answering({ '/v1/chat/completions': 500 })))
  const { code, stdout, stderr } = await load(
    `http://127.0.0.1:${server.port}`,
    ...brief,
    '--report',
    join(folder, 'failed.md'),
  )
  assert.equal(code, 1)
  assert.match(stdout, /500: 4/)
  assert.match(stderr, /requests failed/)
})

test('where nothing answers, the certificate is unknown or the token is wrong, it says what to do', async () => {
  const port = await freePort()
  const nobody = await load(`http://127.0.0.1:${port}`)
  assert.equal(nobody.code, 1)
  assert.match(nobody.stderr, /Nothing answers at .*ECONNREFUSED.*docker compose up -d --wait/s)

  const { privateKey, certificate } = await selfSignedCertificate('localhost')
  await using unknown = await listening(createTlsServer({ key: privateKey, cert: certificate }, answering({})))
  const untrusted = await load(`https://localhost:${unknown.port}`)
  assert.equal(untrusted.code, 1)
  assert.match(untrusted.stderr, /NODE_EXTRA_CA_CERTS=.*fullchain\.pem npm run load/)

  await using closed = await listening(createServer(answering({ '/v1/models': 401 })))
  const refused = await load(`http://127.0.0.1:${closed.port}`, ...brief)
  assert.equal(refused.code, 1)
  assert.match(refused.stderr, /401 to the token.*--token/s)
})

test('what is no URL, and a rate that is no number, are refused', async () => {
  assert.match((await load('localhost')).stderr, /One URL is needed/)
  assert.match((await load('http://localhost', '--rate', 'fast')).stderr, /--rate is a whole number/)
})

test('percentiles are the nearest rank, of the answers with success alone', () => {
  const latenciesMs = Array.from({ length: 100 }, (_, at) => 100 - at)
  const byStatus = new Map([
    [200, 100],
    [429, 7],
  ])
  const page = reportOf({
    url: 'https://localhost',
    seconds: 10,
    commit: 'abc',
    machine: { cpu: 'a processor', cores: 2, memoryGb: 4, node: 'v24.0.0', yardstickMs: 100 },
    loads: [{ title: 'Full tilt', measured: [{ what: 'GET /', seconds: 10, byStatus, unanswered: 0, latenciesMs }] }],
  })
  assert.match(page, /^\| GET \/ \| 10\.0 \| 50\.0 \| 95\.0 \| 99\.0 \| 200: 100 \| 7 \| 0 \|$/m)
})
