import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { client, type ErrorBody } from '#test/client.ts'
import { engine } from '#test/postgres.ts'
import { runPollux } from '#test/run-pollux.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'

const embeddedOnly = { skip: engine() === 'embedded' ? false : 'about the PostgreSQL that we start ourselves' }
const quiet = { POLLUX_SAMPLE: 'never' }

async function postmasterPid(server: RunningServer): Promise<number> {
  return Number.parseInt(await readFile(join(server.dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10)
}

test('a second server on the same data folder is refused and told who is there', embeddedOnly, async () => {
  await using server = await startServer({ env: quiet })
  const second = await runPollux(['serve', '--port', '0'], { DATA_DIR: server.dataDir, ...quiet })
  assert.equal(second.code, 1)
  assert.match(
    second.stderr,
    new RegExp(`Another Pollux server \\(process ${server.pid}\\) already uses the data folder`),
  )
  assert.equal((await client(server).get('/ready')).status, 200)
})

test('the command line works beside a running server, and leaves it its database', embeddedOnly, async () => {
  await using server = await startServer({ env: quiet })
  await client(server).add({ name: 'a.md', text: 'The clock tower strikes thirteen at noon.', audience: 'public' })
  const asked = await runPollux(['ask', 'How often does the clock tower strike at noon?'], { DATA_DIR: server.dataDir })
  assert.match(asked.stdout, /thirteen/)
  assert.equal((await client(server).ask('How often does the clock tower strike at noon?')).body.refused, false)
})

test('a killed server leaves a PostgreSQL that the next start adopts', embeddedOnly, async () => {
  await using killed = await startServer({ env: quiet })
  await client(killed).add({ name: 'a.md', text: 'The station master collects brass whistles.', audience: 'public' })
  const pid = await postmasterPid(killed)
  await killed.kill('SIGKILL')
  process.kill(pid, 0) // still there
  await using next = await startServer({ dataDir: killed.dataDir, env: quiet })
  assert.equal(await postmasterPid(next), pid)
  assert.equal((await client(next).ask('What does the station master collect?')).body.refused, false)
  await next.stop()
  assert.throws(() => process.kill(pid, 0), /ESRCH/)
})

test('an embedded PostgreSQL that dies is restarted: 503 meanwhile, then answers again', embeddedOnly, async () => {
  await using server = await startServer({ env: quiet })
  const http = client(server)
  await http.add({ name: 'a.md', text: 'The ferryman plays the accordion on Sundays.', audience: 'public' })
  process.kill(await postmasterPid(server), 'SIGKILL')
  const statuses = new Set<number>()
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; await delay(50)) {
    const reply = await http.ask('When does the ferryman play the accordion?')
    statuses.add(reply.status)
    if (reply.status === 200 && !reply.body.refused) break
    if (reply.status === 503) assert.equal((reply.body as unknown as ErrorBody).error.code, 'storage_unavailable')
  }
  assert.ok(
    [...statuses].every((status) => status === 200 || status === 503),
    [...statuses].join(),
  )
  assert.equal((await http.ask('When does the ferryman play the accordion?')).body.refused, false)
})

test('a server that is stopped while it starts takes its PostgreSQL with it', embeddedOnly, async () => {
  await using server = await startServer({ env: quiet, waitUntilReady: false })
  await server.printed(/Server listening/)
  assert.equal(await server.stop(), 0)
  await assert.rejects(postmasterPid(server), /ENOENT/)
})

test('a server that is stopped while it comes back to its PostgreSQL ends by itself', embeddedOnly, async () => {
  await using server = await startServer({ env: quiet })
  await using holder = await connectTo(server)
  await using helper = await connectTo(server)
  // Whoever waits for the lock of the server first gets it: for a moment the server itself cannot have it again.
  const held = holder.query('select pg_advisory_lock(7065502)')
  await untilSomebodyWaits(helper)
  await helper.query('select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1', [
    `pollux server ${server.pid}`,
  ])
  await held
  const stopped = server.stop()
  while (await isListening(server)) await delay(10)
  await holder.end() // now it can
  assert.equal(await stopped, 0)
})

async function isListening({ url }: RunningServer): Promise<boolean> {
  return fetch(`${url}/health`).then(
    () => true,
    () => false,
  )
}

test('a database that is cut off answers 503 and comes back by itself', async () => {
  await using server = await startServer({ env: quiet })
  const http = client(server)
  await http.add({ name: 'a.md', text: 'The cartographer drew the marsh in violet ink.', audience: 'public' })
  const question = 'In which ink did the cartographer draw the marsh?'
  const answering = Array.from({ length: 30 }, async (_, index) => {
    await delay(index * 20)
    if (index === 10) await terminateConnections(server)
    return (await http.ask(question)).status
  })
  for (const status of await Promise.all(answering)) assert.ok(status === 200 || status === 503, String(status))
  assert.equal((await http.ask(question)).status, 200)
})

async function terminateConnections(server: RunningServer): Promise<void> {
  await using connection = await connectTo(server)
  await connection.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'pollux pool%' and datname = current_database()`,
  )
}

async function connectTo(server: RunningServer): Promise<Client & AsyncDisposable> {
  const connection = new Client(
    server.databaseUrl
      ? { connectionString: server.databaseUrl }
      : { host: join(server.dataDir, 'run'), user: 'pollux', database: 'pollux' },
  )
  connection.on('error', () => {}) // it may be there when its PostgreSQL is stopped
  await connection.connect()
  return Object.assign(connection, { [Symbol.asyncDispose]: () => connection.end() })
}

/** For an advisory lock. */
async function untilSomebodyWaits(connection: Client): Promise<void> {
  const waiting = `select 1 from pg_locks where locktype = 'advisory' and not granted`
  while ((await connection.query(waiting)).rows.length === 0) await delay(10)
}

test('several processes that start together on an empty database migrate it once', async () => {
  await using first = await startServer({ env: quiet })
  const env = { DATA_DIR: first.dataDir, DATABASE_URL: first.databaseUrl }
  const results = await Promise.all(Array.from({ length: 4 }, () => runPollux(['doctor'], env)))
  for (const { code, stdout, stderr } of results) assert.equal(code, 0, stdout + stderr)
})

test('tools that start together in an empty folder make one cluster', embeddedOnly, async () => {
  await using server = await startServer({ env: quiet, waitUntilReady: false })
  const results = await Promise.all(
    Array.from({ length: 3 }, () => runPollux(['ask', 'Anything?'], { DATA_DIR: server.dataDir })),
  )
  for (const { code, stderr } of results) assert.equal(code, 3, stderr)
})

test('a tool that comes while the last one out stops PostgreSQL starts it again', embeddedOnly, async () => {
  await using server = await startServer({ env: quiet })
  const postmaster = await postmasterPid(server)
  await server.kill('SIGKILL')
  await using last = await connectTo(server)
  await last.query('select pg_advisory_lock(7065501)')
  const asking = runPollux(['ask', 'Anything?'], { DATA_DIR: server.dataDir })
  await untilSomebodyWaits(last)
  process.kill(postmaster, 'SIGINT')
  const { code, stderr } = await asking
  assert.equal(code, 3, stderr)
})

test('a data folder too deep for a socket path works', embeddedOnly, async () => {
  await using shallow = await startServer({ env: quiet })
  const dataDir = join(shallow.dataDir, 'a'.repeat(60), 'b'.repeat(60))
  await using server = await startServer({ dataDir, env: quiet })
  assert.equal((await client(server).get('/ready')).status, 200)
})

test(
  'a full disk in the middle of ingestion is reported, and nothing is half-visible',
  { skip: engine() === 'embedded' && process.getuid?.() === 0 ? false : 'mounts a small disk, as root' },
  async () => {
    await using outside = await startServer({ env: quiet })
    const dataDir = join(outside.dataDir, 'small-disk')
    execFileSync('mkdir', ['-p', dataDir])
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=150m,mode=0700', 'tmpfs', dataDir], { stdio: 'pipe' })
    } catch (error) {
      return void console.log(`not run: tmpfs cannot be mounted here (${(error as Error).message.trim()})`)
    }
    try {
      await using server = await startServer({ dataDir, env: quiet })
      const http = client(server)
      await http.add({ name: 'small.md', text: 'The toll keeper counts geese.', audience: 'public' })
      const ballast = join(dataDir, 'ballast')
      await writeFile(ballast, Buffer.alloc(30_000_000))
      let full: { status: number; body: unknown } | undefined
      for (let index = 0; index < 40 && !full; index++) {
        const paragraphs = Array.from(
          { length: 1500 },
          (_, part) =>
            `Paragraph ${index}-${part} speaks of ${Array.from({ length: 60 }, (_, word) => `word${(index * 7919 + part * 104729 + word * 31) % 999983}`).join(' ')}.`,
        )
        const reply = await http.add({ name: `large-${index}.md`, text: paragraphs.join('\n\n'), audience: 'public' })
        if (reply.status !== 200) full = reply
      }
      assert.ok(full, 'the disk never filled')
      assert.ok([507, 503].includes(full.status), JSON.stringify(full.body).slice(0, 300))
      await rm(ballast) // somebody makes room
      const list = () =>
        http.get<{ sources: { title: string; passages: number }[] }>('/api/v1/twin/sources', server.token)
      let listed = await list()
      for (const deadline = Date.now() + 60_000; listed.status !== 200 && Date.now() < deadline; listed = await list())
        await delay(200)
      assert.equal(listed.status, 200, JSON.stringify(listed.body))
      assert.ok(listed.body.sources.every((source) => source.passages > 0))
      assert.equal((await http.get('/health')).status, 200)
      // PostgreSQL may only now be about to crash, or be coming back: it ends with its server all the same.
      assert.equal(await server.stop(), 0, server.logs())
      await assert.rejects(postmasterPid(server), /ENOENT/)
    } finally {
      execFileSync('umount', ['-l', dataDir])
    }
  },
)
