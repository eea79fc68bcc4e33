import assert from 'node:assert/strict'
import { hostname } from 'node:os'
import { mkdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { runPollux } from '#test/run-pollux.ts'
import { tamper } from '#test/tamper.ts'
import { untilTrue, type AgentServer, type ShownRun } from './agent-server.ts'
import { markedPlace, type MarkedPlace } from './marked-place.ts'

let at: MarkedPlace
/** Runs from the second test on. */
let agents: AgentServer

before(async () => {
  at = await markedPlace()
})
after(async () => {
  await agents?.[Symbol.asyncDispose]()
  await at?.[Symbol.asyncDispose]()
})

const pollux = (...args: string[]) => runPollux(args, at.env)

const isLong = process.env['POLLUX_LONG'] === '1'

/** Id of the approval that a command printed. */
function approvalIn(text: string): string {
  const id = /apr_[0-9a-f]{32}/.exec(text)?.[0]
  assert.ok(id, text)
  return id
}

/** Has things done, and says yes to one, as a person would. */
async function doAndApprove(): Promise<void> {
  const before = await at.marks.count()
  const file = join(at.folder, 'input.json')
  await writeFile(file, '{"command":"mark"}')
  const change = await pollux('run', 'commander.execute_command', `@${file}`, '--json')
  assert.equal(change.code, 0, change.stderr)
  const run = JSON.parse(change.stdout) as ShownRun
  assert.deepEqual([run.state, run.verdict], ['succeeded', 'unverified'])
  assert.equal(await at.marks.count(), before + 1)

  const asked = await pollux('run', 'commander.execute_command', '{"command":"break_glass"}')
  assert.equal(asked.code, 0, asked.stderr)
  const id = approvalIn(asked.stdout)
  const listed = await pollux('approvals')
  assert.ok(listed.stdout.includes(id), listed.stdout)
  assert.match(listed.stdout, /commander\.execute_command \{"command":"break_glass"\}/)
  assert.equal(await at.marks.count(), before + 1)
  const approved = await pollux('approve', id)
  assert.equal(approved.code, 0, approved.stdout + approved.stderr)
  assert.match(approved.stdout, /succeeded, unverified/)
  assert.equal(await at.marks.count(), before + 2)

  const chain = await pollux('audit', 'verify')
  assert.equal(chain.code, 0)
  assert.match(chain.stdout, /^\d+ entries hold\. Head: [0-9a-f]{64}$/m)
}

test('a folder where nothing is makes no second, empty Pollux', async () => {
  const nowhere = join(at.folder, 'nowhere')
  for (const args of [['approvals'], ['audit', 'verify'], ['run', 'backup.create_backup'], ['ask', 'Who are you?']]) {
    const { code, stdout, stderr } = await runPollux(args, { ...at.env, DATA_DIR: nowhere, DATABASE_URL: undefined })
    assert.deepEqual([code, stdout], [1, ''], args.join(' '))
    assert.match(stderr, /There is no Pollux in .*nowhere yet/)
  }
  await assert.rejects(stat(nowhere), { code: 'ENOENT' })
})

test('with no server running, a command does the work itself', async () => {
  await mkdir(at.dataDir, { recursive: true })
  await doAndApprove()
})

test("what a server is there for is done with its settings, not with the command's", async () => {
  const backups = join(at.folder, 'backups of the server')
  await using _server = await at.start({ BACKUP_DIR: backups })
  for (let times = 0; times < 3; times++) {
    const { code, stdout, stderr } = await pollux('run', 'backup.create_backup', '{"backup_type":"config"}', '--json')
    assert.equal(code, 0, stderr)
    const { output } = JSON.parse(stdout) as ShownRun
    assert.ok(String(output!['path']).startsWith(backups), String(output!['path']))
  }
})

test('a command that was there first leaves to a server what comes after it', async () => {
  const backups = join(at.folder, 'backups of a later server')
  const waiting = pollux('run', 'maestro.orchestrate', '{"command":"@commander.execute_command(command=break_glass)"}')
  let id: string | undefined
  await untilTrue('it waits for approval', 30_000, async () => {
    id = /apr_[0-9a-f]{32}/.exec((await pollux('approvals')).stdout)?.[0]
    return id !== undefined
  })
  await using server = await at.start({ BACKUP_DIR: backups })
  for (let times = 0; times < 4; times++) {
    const { output } = await server.run('backup.create_backup', { backup_type: 'config' })
    assert.ok(String(output!['path']).startsWith(backups), String(output!['path']))
  }
  assert.equal((await pollux('approve', id!)).code, 0)
  assert.equal((await waiting).code, 0)
})

test(
  'a command whose server dies goes on without it',
  { skip: isLong ? false : 'half a minute: npm run test:long' },
  async () => {
    const server = await at.start()
    const command = pollux('run', 'commander.execute_command', '{"command":"lingers"}', '--json')
    await untilTrue('it runs', 20_000, async () => {
      const { runs } = (await server.get<{ runs: ShownRun[] }>('/api/v1/runs?state=running')).body
      return runs.length > 0
    })
    process.kill(server.server.pid, 'SIGKILL')
    const { code, stdout } = await command
    assert.equal(code, 1)
    assert.equal((JSON.parse(stdout) as ShownRun).error?.code, 'effect_unknown')
  },
)

test('beside a running server too; a chain that was tampered with is told', async () => {
  agents = await at.start()
  await doAndApprove()
  const [receipt] = await agents.sql<{ sequence: number }>(
    `select min(sequence)::int as sequence from audit_entries where kind = 'receipt' and body like '%break_glass%'`,
  )
  const { sequence } = receipt!
  await tamper(
    agents.server,
    `update audit_entries set body = replace(body, 'break_glass', 'break_grass') where sequence = ${sequence}`,
  )
  const chain = await pollux('audit', 'verify')
  assert.equal(chain.code, 1)
  assert.match(chain.stdout, new RegExp(`broken at entry ${sequence}`))
  await tamper(
    agents.server,
    `update audit_entries set body = replace(body, 'break_grass', 'break_glass') where sequence = ${sequence}`,
  )
})

test('agents are listed, reads print what they read, a failure and a no have their exit codes', async () => {
  const before = await at.marks.count()
  const listed = await pollux('agents')
  assert.equal(listed.code, 0, listed.stderr)
  const names = [...listed.stdout.matchAll(/^(\w+): /gm)].map((match) => match[1]!)
  const eight = 'backup classifier commander maestro monitoring resolver sentiment sync'
  assert.equal(names.sort().join(' '), eight)
  assert.match(listed.stdout, /^ {2}backup\.create_backup \(change\) /m)

  const read = await pollux('run', 'commander.execute_command', '{"command":"hostname"}')
  assert.equal(read.code, 0, read.stderr)
  assert.equal((JSON.parse(read.stdout) as { output: string }).output.trim(), hostname())

  const backup = await pollux('run', 'backup.create_backup')
  assert.equal(backup.code, 0)
  assert.match(backup.stdout, /^run_[0-9a-f]{32} succeeded, verified$/m)

  const failing = await pollux('run', 'commander.execute_command', '{"command":"fails"}')
  assert.equal(failing.code, 1)
  assert.match(failing.stdout, /^run_[0-9a-f]{32} failed, failed: /)

  const id = approvalIn((await pollux('run', 'commander.execute_command', '{"command":"break_glass"}')).stdout)
  const refused = await pollux('refuse', id, '--reason', 'Not today.')
  assert.equal(refused.code, 0, refused.stderr)
  assert.match((await pollux('approvals')).stdout, /Nothing waits/)
  const late = await pollux('approve', id)
  assert.equal(late.code, 1)
  assert.match(late.stderr, /is refused already/)
  assert.equal(await at.marks.count(), before)
})

test('what is wrong is said, and starts nothing', async () => {
  const count = async () => (await agents.sql<{ n: number }>('select count(*)::int as n from agent_runs'))[0]!.n
  const before = await count()
  for (const [args, message] of [
    [['run', 'backup.make_coffee'], /There is no/],
    [['run', 'backup.create_backup', '{"backup_type":"half"}'], /backup_type/],
    [['run', 'backup.create_backup', '{half'], /not JSON/],
    [['refuse', `apr_${'0'.repeat(32)}`, '--reason', 'x'], /There is no approval/],
  ] as const) {
    const { code, stderr } = await pollux(...args)
    assert.equal(code, 1, args.join(' '))
    assert.match(stderr, message)
    assert.doesNotMatch(stderr, /^ {4}at /m, 'no stack trace')
  }
  assert.equal((await pollux('refuse', 'apr_x')).code, 2, 'a reason is required')
  assert.equal(await count(), before)
})
