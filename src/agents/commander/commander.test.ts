import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { AppError } from '#errors'
import { createCommander, type CommandEvent } from './commander.ts'
import { parsePolicy, readPolicy } from './read-policy.ts'

// Not in TMPDIR, which belongs to this account only: as root, programs are run as nobody.
const folder = mkdtempSync('/tmp/pollux-commander-')
chmodSync(folder, 0o755)
after(() => rmSync(folder, { recursive: true }))

function script(name: string, text: string, mode = 0o755): string {
  const path = join(folder, name)
  writeFileSync(path, `#!/bin/sh\n${text}\n`)
  chmodSync(path, mode)
  return path
}

/** A commander with one command, `probe`, whose program is a script. */
function commanderOf(lines: string, audit?: (event: CommandEvent) => void) {
  const rule = `{ description: For tests., risk: change, ${lines} }`
  const host = `{ address: web.example.com, user: ops, identityFile: /k, knownHostsFile: /h }`
  const ssh = script('ssh', `for word; do printf '%s\\n' "$word"; done`)
  const text = `version: 1\nssh: [${ssh}]\nhosts:\n  web: ${host}\ncommands:\n  probe: ${rule}\n`
  return createCommander({ policy: parsePolicy(text, 'test'), ...(audit && { audit }) })
}

const refusedAs =
  (code: string, message: RegExp) =>
  (error: unknown): boolean =>
    error instanceof AppError && error.code === code && message.test(error.message)

test('every shipped command runs here, and says how', async () => {
  const commander = createCommander({ policy: await readPolicy() })
  for (const { name, method, arguments: taken } of commander.programs()) {
    const request = taken.some(({ required }) => required) ? { command: name, target: '127.0.0.1' } : { command: name }
    const result = await commander.run(name === 'ping' ? { ...request, args: ['-c', '1'] } : request)
    assert.equal(result.method, method, name)
    assert.equal(result.method === 'program', result.program !== null)
    assert.equal(result.validated, true)
    assert.equal(result.osType, 'Linux')
    if (name === 'nslookup') continue // depends on the name servers of the machine
    assert.equal(result.exitCode, 0, `${name}: ${result.stderr}`)
    assert.notEqual(result.output, '')
  }
})

test('what check says is what run does, and is told to the audit', async () => {
  const events: CommandEvent[] = []
  const program = script('echo', `echo "$@"; echo oops >&2; exit 3`)
  const positionals = '[{ name: word, value: { type: word } }]'
  const commander = commanderOf(`program: [${program}], prefix: [a b], positionals: ${positionals}`, (event) =>
    events.push(event),
  )
  const checked = commander.check({ command: 'probe', target: 'x' })
  assert.deepEqual(checked, {
    command: 'probe',
    risk: 'change',
    method: 'program',
    host: 'local',
    program,
    argv: [program, 'a b', 'x'],
  })
  const result = await commander.run({ command: 'probe', args: ['x'] })
  assert.deepEqual(result.argv, checked.argv)
  assert.deepEqual([result.output, result.stderr, result.exitCode, result.signal], ['a b x\n', 'oops\n', 3, null])
  await assert.rejects(commander.run({ command: 'probe', target: ';' }), refusedAs('invalid_input', /signs other/))
  assert.deepEqual(
    events.map(({ outcome }) => outcome),
    ['ran', 'refused'],
  )
})

test('an audit that fails fails the request', async () => {
  const commander = commanderOf(`program: [/bin/true]`, () => {
    throw new Error('disk full')
  })
  await assert.rejects(commander.run({ command: 'probe' }), /disk full/)
})

test('without its program a command is read in-process, or not found', async () => {
  const missing = join(folder, 'missing')
  assert.equal((await commanderOf(`program: [${missing}], reader: routes`).run({ command: 'probe' })).method, 'procfs')
  const refused = refusedAs('not_found', /has no .*missing/)
  assert.throws(() => commanderOf(`program: [${missing}]`).check({ command: 'probe' }), refused)
})

test('a program that others may change is not run', () => {
  const program = script('loose', 'echo', 0o757)
  const refused = refusedAs('forbidden', /can be changed by others/)
  assert.throws(() => commanderOf(`program: [${program}]`).check({ command: 'probe' }), refused)
})

test('a program of another host is asked for through ssh', async () => {
  const commander = commanderOf('program: [/usr/bin/uptime], positionals: [{ name: host, value: { type: host } }]')
  const result = await commander.run({ command: 'probe', target: 'example.com', host: 'web' })
  assert.equal(result.host, 'web')
  assert.equal(result.osType, null)
  const words = result.output.trimEnd().split('\n')
  assert.deepEqual([result.program, ...words], result.argv)
  assert.equal(words.at(-1), `'/usr/bin/timeout' '-s' 'KILL' '10' '/usr/bin/uptime' 'example.com'`)
  const unknown = { command: 'probe', target: 'example.com', host: 'db' }
  assert.throws(() => commander.check(unknown), refusedAs('forbidden', /not a host of the policy/))
})

test('paths, and what only the server itself can read, are not asked of other hosts', () => {
  const paths = commanderOf('program: [/bin/cat], positionals: [{ name: file, value: { type: path, roots: [/etc] } }]')
  const request = { command: 'probe', target: '/etc/passwd', host: 'web' }
  assert.throws(() => paths.check(request), refusedAs('forbidden', /paths/))
  const reader = commanderOf('reader: hostname')
  assert.throws(() => reader.check({ command: 'probe', host: 'web' }), refusedAs('forbidden', /only reads inside/))
})

test('a reading is held to the time and output of its rule', async () => {
  const cut = await commanderOf('reader: system, limits: { outputBytes: 10 }').run({ command: 'probe' })
  assert.deepEqual([cut.output.length, cut.truncated], [10, true])
  const slow = `reader: tcp-ping, positionals: [{ name: to, value: { type: host } }], limits: { timeMs: 200 }`
  const late = await commanderOf(slow).run({ command: 'probe', target: '127.0.0.1' })
  assert.deepEqual([late.timedOut, late.exitCode], [true, null])
})

test('docs/reference/commander.md names every shipped command and no other, and its example is valid', async () => {
  const page = readFileSync(new URL('../../../docs/reference/commander.md', import.meta.url), 'utf8')
  const documented = [...page.matchAll(/^\| `([a-z]+)`/gm)].map(([, name]) => name)
  assert.deepEqual(new Set(documented), new Set((await readPolicy()).commands.keys()))
  const example = /```yaml\n(.*?)```/s.exec(page)?.[1] ?? ''
  assert.deepEqual([...parsePolicy(example, 'the example').commands.keys()], ['tail'])
})
