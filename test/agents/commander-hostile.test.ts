import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { after, afterEach, test } from 'node:test'
import { createCommander, type CommandResult } from '../../src/agents/commander/commander.ts'
import { parsePolicy } from '../../src/agents/commander/read-policy.ts'
import { hostileRequests } from '../../src/agents/commander/testing/hostile-requests.ts'
import { AppError } from '#errors'

// Not in TMPDIR, which belongs to this account only: as root, programs are run as nobody, who must reach them, and whom
// the canary must let in.
const folder = mkdtempSync('/tmp/pollux-hostile-')
const canary = join(folder, 'canary')
const root = join(folder, 'root')
chmodSync(folder, 0o755)
for (const path of [canary, root]) mkdirSync(path)
chmodSync(canary, 0o777)
after(() => rmSync(folder, { recursive: true }))

function script(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, `#!/bin/sh\n${text}\n`)
  chmodSync(path, 0o755)
  return path
}

/** Prints its arguments, one a line. */
const record = script('record', `for word; do printf '%s\\n' "$word"; done`)
/** As sshd does, gives the last argument to a shell: what is not quoted there is run. */
const ssh = script('ssh', `for word; do last=$word; done; exec /bin/sh -c "$last"`)
/** Shows that it was run. */
const alarm = script('alarm', `: > ${canary}/alarm`)
const misbehaving = {
  bomb: script('bomb', 'f() { f | f & }; f; sleep 30'),
  flood: script('flood', 'exec yes flood'),
  'flood-both': script('flood-both', 'yes out & yes err >&2'),
  hog: script('hog', 'head -c 1000000000 /dev/zero | tail'),
  spin: script('spin', 'while :; do :; done'),
  deaf: script('deaf', "trap '' TERM HUP INT QUIT; while :; do sleep 1; done"),
  // They wait until their children have left the group, else the end of the group would end these too.
  orphan: script('orphan', '(setsid sh -c "sleep $1; : > $2/orphan" &) ; sleep 0.3; echo left'),
  bare: script(
    'bare',
    '(env -i setsid setsid sh -c "trap \\"\\" TERM; sleep $1; : > $2/bare" </dev/null >/dev/null 2>&1 &) ; sleep 0.3',
  ),
  holder: script('holder', 'setsid sleep $1 & sleep 0.3; exit 0'),
  writer: script('writer', `echo secret > ${canary}/file; cat ${canary}/file`),
  reader: script('reader', 'cat; echo end'),
  noise: script('noise', "printf 'a\\000b\\377c\\033[31m'"),
}
const nap = `${30_000 + randomInt(30_000)}`
const sharedLimits = 'limits: { timeMs: 1500, outputBytes: 20000, memoryMb: 64, processes: 16 }'
const host = '{ name: target, value: { type: host } }'
const shipped = readFileSync(new URL('../../src/agents/commander/default-policy.yaml', import.meta.url), 'utf8')
const policy = parsePolicy(
  `${shipped}
  typed:
    description: Prints its arguments.
    risk: read
    program: [${record}]
    options:
      '-c': { value: { type: integer, min: 1, max: 10 } }
      '--kind': { value: { type: enum, values: [tcp, udp] } }
      '--net': { value: { type: cidr } }
      '--word': { value: { type: word, punctuation: '._:/@%+,=-' } }
    positionals: [${host}]
    endOfOptions: true
  show: { description: Shows a file., risk: read, program: [/bin/cat], endOfOptions: true, positionals: [{ name: file, value: { type: path, roots: [${root}] } }] }
  keeper: { description: Keeps a log., risk: read, program: [${misbehaving.writer}], prefix: ['0', ${canary}], limits: { fileMb: 1 } }
  env: { description: Its environment., risk: read, program: [/usr/bin/env] }
${Object.entries(misbehaving)
  .map(
    ([name, path]) =>
      `  ${name}: { description: Bad., risk: read, program: [${path}], prefix: ['${nap}', ${canary}], ${sharedLimits} }`,
  )
  .join('\n')}
ssh: [${ssh}]
hosts:
  far: { address: far.example.com, user: ops, identityFile: /key, knownHostsFile: /known }
`,
  'hostile',
)
const commander = createCommander({ policy })

const hostile = hostileRequests({ alarm, canary, root, commands: [...policy.commands.keys()] })

/** Command lines of processes that the tests may have left: those of our folder, and those that sleep our nap. */
function leftovers(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map((id) => {
      try {
        return readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ')
      } catch {
        return ''
      }
    })
    .filter((line) => line.includes(folder) || line.includes(`sleep ${nap}`) || line.startsWith('yes '))
}

function assertNoEscape(after: string): void {
  assert.deepEqual(readdirSync(canary), [], `the canary after ${after}`)
  assert.deepEqual(leftovers(), [], `processes left by ${after}`)
}

writeFileSync(join(folder, 'secret'), 'SECRET')
writeFileSync(join(root, 'file'), 'for everyone')
symlinkSync(join(folder, 'secret'), join(root, 'link'))
symlinkSync(folder, join(root, 'links'))
symlinkSync(join(folder, 'nothing'), join(root, 'dangling'))
symlinkSync(join(root, 'loop'), join(root, 'loop'))

afterEach(({ name }) => assertNoEscape(name))

test('the canary sees an escape', () => {
  spawnSync(ssh, ['far', `'true'; ${alarm}`])
  assert.deepEqual(readdirSync(canary), ['alarm'])
  rmSync(join(canary, 'alarm'))
})

test('good requests run, so that refusing everything would not pass', async () => {
  const args = ['-c', '4', '--kind=udp', '--net', '192.0.2.0/24', '--word', 'a%2e:b@c']
  for (const place of [{}, { host: 'far' }]) {
    const { output, exitCode } = await commander.run({ command: 'typed', target: 'example.com', args, ...place })
    const words = '-c 4 --kind=udp --net=192.0.2.0/24 --word=a%2e:b@c -- example.com'
    assert.deepEqual([output.trimEnd().split('\n').join(' '), exitCode], [words, 0])
  }
  assert.equal((await commander.run({ command: 'show', target: `${root}/file` })).output, 'for everyone')
})

test(`${hostile.size} hostile requests are refused, each with a code`, async (context) => {
  assert.ok(hostile.size >= 500, `${hostile.size} inputs`)
  const refused: Record<string, number> = {}
  for (const [text, [family, request]] of hostile) {
    const error: unknown = await commander.run(request).then(
      ({ argv }) => `It ran as ${argv.join(' ')}`,
      (reason: unknown) => reason,
    )
    assert.ok(error instanceof AppError, `${text}: ${String(error)}`)
    assert.ok(['invalid_input', 'forbidden'].includes(error.code), `${text}: ${error.code}`)
    assert.match(error.message, /^[ -~]{1,2000}$/, 'a message that can break no log line')
    refused[`${family} ${error.code}`] = (refused[`${family} ${error.code}`] ?? 0) + 1
    assert.deepEqual(readdirSync(canary), [], text)
  }
  context.diagnostic(JSON.stringify(refused))
})

const bad = (command: keyof typeof misbehaving | 'env'): Promise<CommandResult> => commander.run({ command })

test('a program gets nothing of our environment', async () => {
  process.env['POLLUX_SECRET'] = 'SECRET'
  assert.equal((await bad('env')).output, 'PATH=/usr/bin:/bin\nLANG=C.UTF-8\n')
  delete process.env['POLLUX_SECRET']
})

test('a fork bomb ends with its time, and the machine lives', async () => {
  const pending = bad('bomb')
  let most = 0
  for (let look = 0; look < 20; look++) {
    await setTimeout(20)
    most = Math.max(most, leftovers().length)
  }
  const { timedOut, exitCode, durationMs } = await pending
  assert.ok(timedOut || exitCode !== 0)
  assert.ok(most >= 1 && most <= 16, `${most} processes at once`)
  assert.ok(durationMs < 10_000, `${durationMs} ms`)
})

for (const name of ['flood', 'flood-both'] as const) {
  test(`endless output is cut off: ${name}`, async () => {
    const { output, stderr, truncated, timedOut } = await bad(name)
    assert.deepEqual([truncated, timedOut], [true, false])
    assert.equal(output.length + stderr.length, 20_000)
  })
}

test('a program that takes more memory than allowed fails', async () => {
  const { output, exitCode, timedOut, stderr } = await bad('hog')
  assert.deepEqual([output, timedOut], ['', false])
  assert.notEqual(exitCode, 0, stderr)
})

for (const name of ['spin', 'deaf'] as const) {
  test(`a program that does not stop is stopped: ${name}`, async () => {
    const { timedOut, exitCode, signal, durationMs } = await bad(name)
    assert.deepEqual([timedOut, exitCode, signal], [true, null, 'SIGKILL'])
    assert.ok(durationMs >= 1_400 && durationMs < 10_000, `${durationMs} ms`)
  })
}

for (const name of ['orphan', 'bare', 'holder'] as const) {
  test(`children that leave the process group end with their program: ${name}`, async () => {
    const { timedOut, exitCode, truncated } = await bad(name)
    assert.deepEqual([timedOut, exitCode, truncated], [false, 0, false])
  })
}

test('a request that is given up ends its program and children', async () => {
  const controller = new AbortController()
  const pending = commander.run({ command: 'deaf' }, { signal: controller.signal })
  await setTimeout(200)
  assert.notDeepEqual(leftovers(), [], 'it is running')
  controller.abort(new Error('given up'))
  await assert.rejects(pending, /given up/)
})

test('a program writes no byte to a file, gets no input, and what it prints is text', async () => {
  const { output } = await bad('writer')
  assert.doesNotMatch(output, /secret/)
  // It may create one, which is why the canary can be seen.
  assert.equal(statSync(join(canary, 'file')).size, 0)
  rmSync(join(canary, 'file'))
  assert.equal((await commander.run({ command: 'keeper' })).output, 'secret\n', 'unless its policy lets it')
  rmSync(join(canary, 'file'))
  assert.equal((await bad('reader')).output, 'end\n')
  assert.equal((await bad('noise')).output, 'a\ufffdb\ufffdc\u001b[31m')
})

test('as root, a program runs as nobody', { skip: process.getuid?.() !== 0 && 'only root can choose' }, async () => {
  writeFileSync(join(root, 'private'), 'SECRET', { mode: 0o600 })
  const { output, exitCode } = await commander.run({ command: 'show', target: `${root}/private` })
  assert.deepEqual([output, exitCode], ['', 1])
})
