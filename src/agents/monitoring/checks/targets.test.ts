import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { createServer as createTlsServer } from 'node:tls'
import { promisify } from 'node:util'
import { freePort } from '#test/free-port.ts'
import { httpGet } from './http-get.ts'
import { beyondLinkLocal } from './reach.ts'
import { runCheck, type ServiceState } from './run-check.ts'
import { targetCheck } from './target-check.ts'
import { targetSchema } from './target.ts'

const never = new AbortController().signal

function look(target: Record<string, unknown>): Promise<ServiceState> {
  const parsed = targetSchema.parse(target)
  return runCheck(targetCheck(parsed), never, parsed.timeoutMs)
}

/** Starts a server on a free port; closed, with every connection, when the test ends. */
async function open(server: Server): Promise<{ port: number } & AsyncDisposable> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => sockets.add(socket))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

async function web(answer: RequestListener): Promise<{ url: string; port: number } & AsyncDisposable> {
  const server = await open(createServer(answer))
  return { ...server, url: `http://127.0.0.1:${server.port}/` }
}

test('an address is up with the status and the text that are expected, and down without', async () => {
  let status = 500
  await using site = await web((_, response) => response.writeHead(status).end('all is well'))
  const target = { kind: 'http', url: site.url, bodyContains: 'well' }
  assert.deepEqual(await look(target).then(({ status: s, detail }) => [s, detail]), [
    'down',
    'answered 500; expected 2xx',
  ])
  status = 200
  assert.equal((await look(target)).status, 'up')
  assert.equal((await look({ ...target, bodyContains: 'good' })).status, 'down')
  assert.equal((await look({ ...target, bodyMatches: '^all .* well$' })).status, 'up')
  assert.equal((await look({ ...target, bodyMatches: '^well' })).status, 'down')
  assert.equal((await look({ ...target, expectStatus: [204, 301] })).status, 'down')
})

test('a pattern that would take years is stopped, and is not taken for a match', async () => {
  await using site = await web((_, response) => response.end(`${'a'.repeat(50)}b`))
  const started = performance.now()
  const { status, detail } = await look({ kind: 'http', url: site.url, bodyMatches: '^(a+)+$' })
  assert.ok(performance.now() - started < 2_000)
  assert.equal(status, 'down')
  assert.match(detail, /longer than 100 ms/)
})

test('an address that answers slowly is degraded, one that does not answer in time is down', async () => {
  await using site = await web((request, response) => {
    if (request.url === '/slow') setTimeout(() => response.end('ok'), 120)
  })
  assert.equal((await look({ kind: 'http', url: `${site.url}slow`, slowerThanMs: 50 })).status, 'degraded')
  const silent = await look({ kind: 'http', url: site.url, timeoutMs: 150 })
  assert.deepEqual([silent.status, silent.detail], ['down', 'no answer within 0.15 s'])
})

test('an endless answer is cut at a MiB', { timeout: 20_000 }, async () => {
  let written = 0
  await using site = await web((_, response) => {
    const pour = (): void => {
      do written += 65_536
      while (!response.destroyed && response.write('x'.repeat(65_536)))
    }
    response.on('drain', pour)
    pour()
  })
  const { status, detail } = await look({ kind: 'http', url: site.url, bodyContains: 'end' })
  assert.deepEqual([status, detail], ['down', 'the expected text is not in the first MiB of the answer'])
  assert.ok(written < 16 * 2 ** 20, `${written} bytes were taken`)
})

test('redirects are followed within the place that was named, and nowhere else', async () => {
  let visits = 0
  await using other = await web((_, response) => void (visits++, response.end('secret')))
  await using site = await web((request, response) => {
    if (request.url === '/there') return void response.end('ok')
    const where = { '/near': '/there', '/far': other.url, '/round': '/round', '/file': 'file:///etc/passwd' }[
      request.url ?? ''
    ]
    response.writeHead(302, { location: where }).end()
  })
  assert.equal((await look({ kind: 'http', url: `${site.url}near` })).status, 'up')
  for (const path of ['far', 'round', 'file']) {
    const { status, detail } = await look({ kind: 'http', url: site.url + path })
    assert.equal(status, 'down', path)
    assert.match(detail, /not followed/)
  }
  assert.equal(visits, 0)
  assert.equal((await look({ kind: 'http', url: `${site.url}far`, expectStatus: [302] })).status, 'up')
})

test('a redirect to no address fails, and its connection is not kept', async () => {
  const server = createServer((_, response) => {
    // A body without an end: only who has had enough closes the connection.
    response.writeHead(302, { location: 'http://[' }).write('moved')
  })
  await using site = await open(server)
  await assert.rejects(httpGet(`http://127.0.0.1:${site.port}/`, { signal: never, followRedirects: true }), {
    message: 'answered 302, sending us to "http://[", which is no address',
  })
  const connections = promisify(server.getConnections.bind(server))
  for (let tries = 0; tries < 100 && (await connections()) > 0; tries++) await delay(10)
  assert.equal(await connections(), 0)
})

test('a check that has ended, well or badly, is told to stop', async () => {
  const signals: AbortSignal[] = []
  const keep = (signal: AbortSignal) => void signals.push(signal)
  await runCheck(async (signal) => keep(signal), never)
  await runCheck(async (signal) => (keep(signal), Promise.reject(new Error('no'))), never)
  assert.deepEqual(
    signals.map(({ aborted }) => aborted),
    [true, true],
  )
})

test('link-local addresses are not reached where they are refused, however they are written', async () => {
  const refuses = async (target: Record<string, unknown>) => {
    const parsed = targetSchema.parse({ timeoutMs: 1_000, ...target })
    const { status, detail } = await runCheck(targetCheck(parsed, beyondLinkLocal), never, 1_000)
    assert.deepEqual([status, /link-local/.test(detail)], ['down', true], `${JSON.stringify(target)}: ${detail}`)
  }
  // In 169.254.0.0/24, which RFC 3927 reserves: should they be reached after all, nobody is there.
  for (const host of ['169.254.0.1', '[fe80::1]', '[febf::1]', '[::ffff:169.254.0.1]', '[64:ff9b::a9fe:1]'])
    await refuses({ kind: 'http', url: `http://${host}/` })
  for (const url of ['http://0xa9fe0001/', 'http://2851995649/', 'https://169.254.1/'])
    await refuses({ kind: 'http', url })
  // Numbers of which only the resolver makes an address stand for names that resolve to one.
  for (const host of ['169.254.0.1', '2851995649', '0251.0376.0x1', 'fe80::1%lo', '::ffff:a9fe:1']) {
    await refuses({ kind: 'tcp', host, port: 80 })
    await refuses({ kind: 'tls', host, port: 443 })
  }
  for (const server of ['169.254.0.1', '[fe80::1]:53', '169.254.0.1:5353'])
    await refuses({ kind: 'dns', query: 'shop.example', server })
})

test('any other address, and a name for it, is reached where link-local ones are refused', async () => {
  await using site = await web((request, response) => {
    if (request.url === '/there') return void response.end('ok')
    response.writeHead(302, { location: '/there' }).end()
  })
  for (const target of [
    { kind: 'http', url: `http://localhost:${site.port}/` },
    { kind: 'http', url: site.url },
    { kind: 'tcp', host: 'localhost', port: site.port },
    { kind: 'tcp', host: '127.0.0.1', port: site.port },
  ]) {
    const { status, detail } = await runCheck(targetCheck(targetSchema.parse(target), beyondLinkLocal), never)
    assert.equal(status, 'up', detail)
  }
})

test('addresses of other kinds, and with passwords, are refused', () => {
  for (const url of [
    'file:///etc/passwd',
    'ftp://h/',
    'gopher://h/',
    'http://u:p@h/',
    'http://u@h/',
    'nonsense',
    '//h/',
  ])
    assert.equal(targetSchema.safeParse({ kind: 'http', url }).success, false, url)
  for (const host of ['', '-x', 'a b', 'a/b', 'http://h'])
    assert.equal(targetSchema.safeParse({ kind: 'tcp', host, port: 1 }).success, false, host)
})

test('a port is up when it takes connections', async () => {
  await using server = await open(createTcpServer((socket) => socket.end()))
  assert.equal((await look({ kind: 'tcp', host: '127.0.0.1', port: server.port })).status, 'up')
  const closed = await look({ kind: 'tcp', host: '127.0.0.1', port: await freePort() })
  assert.equal(closed.status, 'down')
  assert.match(closed.detail, /ECONNREFUSED/)
})

/** Answers every question of type A with the address, and every other with nothing. */
async function nameServer(address: string): Promise<{ server: string } & AsyncDisposable> {
  const socket = createSocket('udp4')
  socket.on('message', (query, from) => {
    const question = query.subarray(12, query.indexOf(0, 12) + 5)
    const isA = question.readUInt16BE(question.length - 4) === 1
    // RFC 1035, section 4.1: id, flags (answer, recursion available), counts; the answer points back to the name.
    const header = Buffer.from([query[0]!, query[1]!, 0x81, 0x80, 0, 1, 0, isA ? 1 : 0, 0, 0, 0, 0])
    const answer = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, ...address.split('.').map(Number)])
    socket.send(Buffer.concat([header, question, ...(isA ? [answer] : [])]), from.port, from.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return {
    server: `127.0.0.1:${socket.address().port}`,
    async [Symbol.asyncDispose]() {
      socket.close()
      await once(socket, 'close')
    },
  }
}

test('a name is up when it resolves to what is expected', async () => {
  await using names = await nameServer('192.0.2.7')
  const target = { kind: 'dns', query: 'shop.example', server: names.server }
  const found = await look(target)
  assert.deepEqual([found.status, found.detail], ['up', 'A 192.0.2.7'])
  assert.equal((await look({ ...target, expect: ['192.0.2.7'] })).status, 'up')
  assert.equal((await look({ ...target, expect: ['192.0.2.8'] })).status, 'down')
  assert.match((await look({ ...target, record: 'MX' })).detail, /ENODATA/)
})

test('a name server that is not there is down in the time it is given', async () => {
  const port = await freePort()
  const { status } = await look({ kind: 'dns', query: 'shop.example', server: `127.0.0.1:${port}`, timeoutMs: 500 })
  assert.equal(status, 'down')
})

/** A certificate for one name, signed by itself, valid for so many days; negative: ended so many days ago. Made by openssl. */
function selfSigned({ name, days }: { name: string; days: number }): { key: string; cert: string } {
  const folder = mkdtempSync(join(tmpdir(), 'pollux-certificate-'))
  const file = (part: string): string => join(folder, part)
  const openssl = (...args: string[]): void => void execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  try {
    openssl(
      'req',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      file('key'),
      '-subj',
      `/CN=${name}`,
      '-out',
      file('request'),
    )
    openssl(
      'x509',
      '-req',
      '-in',
      file('request'),
      '-signkey',
      file('key'),
      '-days',
      String(days),
      '-out',
      file('cert'),
    )
    return { key: readFileSync(file('key'), 'utf8'), cert: readFileSync(file('cert'), 'utf8') }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const certificate = selfSigned({ name: 'shop.example', days: 20 })

test('a certificate is looked at: whose it is, who signed it, when it ends', async () => {
  await using server = await open(createTlsServer(certificate, (socket) => socket.end()))
  const { port } = server
  const target = { kind: 'tls', host: '127.0.0.1', port, serverName: 'shop.example' }
  const strict = await look(target)
  assert.equal(strict.status, 'down')
  assert.match(strict.detail, /not trusted: .*SELF_SIGNED/)
  assert.match((await look({ ...target, serverName: 'other.example' })).detail, /not for other\.example/)
  const lax = await look({ ...target, verifyCertificate: false })
  assert.equal(lax.status, 'up')
  assert.equal(lax.figures['tls_days_left'], 19, 'the last of twenty days has begun')
  assert.equal((await look({ ...target, verifyCertificate: false, minDays: 30 })).status, 'degraded')
})

test('an HTTPS address tells of its certificate too, and is down when that is not trusted', async () => {
  await using server = await open(createHttpsServer(certificate, (_, response) => response.end('ok')))
  const { port } = server
  const target = { kind: 'http', url: `https://127.0.0.1:${port}/` }
  assert.equal((await look(target)).status, 'down')
  const lax = await look({ ...target, verifyCertificate: false })
  assert.deepEqual([lax.status, lax.figures['tls_days_left']], ['up', 19])
})

test('an ended certificate is down, even where nobody asks who signed it', async () => {
  const ended = selfSigned({ name: 'shop.example', days: -1 })
  await using server = await open(createTlsServer(ended, (socket) => socket.end()))
  const { port } = server
  const found = await look({ kind: 'tls', host: '127.0.0.1', port, verifyCertificate: false })
  assert.equal(found.status, 'down')
  assert.match(found.detail, /ended on/)
})

test('a server that speaks no TLS is down', async () => {
  await using site = await web((_, response) => response.end())
  assert.equal((await look({ kind: 'tls', host: '127.0.0.1', port: site.port, timeoutMs: 2_000 })).status, 'down')
})
