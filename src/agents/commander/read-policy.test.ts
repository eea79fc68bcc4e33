import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { parsePolicy, readPolicy } from './read-policy.ts'

test('the shipped policy allows the nine commands, all of which only read', async () => {
  const { commands, hosts } = await readPolicy()
  assert.deepEqual(
    [...commands.keys()].sort(),
    'hostname ipconfig netstat nslookup ping route systeminfo tasklist whoami'.split(' '),
  )
  for (const [name, { risk, reader }] of commands) {
    assert.equal(risk, 'read', name)
    assert.ok(reader, `${name} works where its program is missing`)
  }
  assert.equal(hosts.size, 0)
})

test('a policy is read from a file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pollux-policy-'))
  try {
    const file = join(folder, 'policy.yaml')
    writeFileSync(file, 'version: 1\ncommands: {}\n')
    assert.equal((await readPolicy(file)).commands.size, 0)
    writeFileSync(file, 'version: 2\ncommands: {}\n')
    await assert.rejects(readPolicy(file), (error: Error) =>
      error.message.includes(`${file} is not valid.\nline 1: version:`),
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
})

const command = (lines: string): string => `version: 1
commands:
  probe:
    description: For tests.
    risk: read
${lines.replace(/^/gm, '    ')}
`
const wrong: [text: string, message: RegExp][] = [
  ['version: 1\ncommands: {}\nshell: true\n', /line 3: shell: unknown key/],
  ['version: 1\nversion: 1\ncommands: {}\n', /not valid YAML.*line 2/],
  ['version: 1\n', /commands/],
  ['[]', /the file/],
  [command('program: [/bin/a]\nargs: [x]'), /line 7: commands\.probe\.args: unknown key/],
  [command('program: [ping]'), /line 6: commands\.probe\.program\.0: must be an absolute path/],
  [command('prefix: [-a]'), /line 3: commands\.probe\.program: needs a program or a reader/],
  [
    command("program: [/bin/a]\noptions:\n  '-c':\n    value: { type: integer, min: 5, max: 1 }"),
    /line 9: .*max: must not be below min/,
  ],
  [
    command("program: [/bin/a]\noptions:\n  '-c': { value: { type: port }, default: x }"),
    /line 8: .*default: The default "x" is not a port/,
  ],
  [command("program: [/bin/a]\noptions:\n  '-c': { default: 1 }"), /A flag has no default/],
  [command("program: [/bin/a]\noptions:\n  'c': {}"), /line 8: .*options\.c: .*must look like -c or --count/],
  [
    command('program: [/bin/a]\npositionals: [{ name: a, value: { type: text } }]'),
    /line 7: commands\.probe\.positionals\.0\.value/,
  ],
  [
    command(
      'program: [/bin/a]\npositionals: [{ name: a, value: { type: port }, min: 0 }, { name: b, value: { type: port } }]',
    ),
    /only the last/,
  ],
  [
    command("reader: dns\npositionals: [{ name: a, value: { type: host } }]\noptions:\n  '-x': {}"),
    /line 9: .*the reader dns has no such option/,
  ],
  [command('reader: dns'), /the reader dns takes one host/],
  [command('reader: user\npositionals: [{ name: a, value: { type: host } }]'), /the reader user takes no positional/],
  [command('program: [/bin/a]\nlimits: { timeMs: 5 }'), /line 7: commands\.probe\.limits\.timeMs/],
  ['version: 1\ncommands: {}\nrunAs: { uid: 0, gid: 0 }\n', /line 3: runAs\.uid/],
  [
    'version: 1\ncommands: {}\nhosts:\n  web: { address: -oProxyCommand=x, user: a, identityFile: /k, knownHostsFile: /h }\n',
    /line 4: hosts\.web\.address/,
  ],
  [
    'version: 1\ncommands: {}\nhosts:\n  web: { address: a, user: a, identityFile: "/k %h", knownHostsFile: /h }\n',
    /line 4: hosts\.web\.identityFile/,
  ],
  [
    'version: 1\ncommands: {}\nhosts:\n  local: { address: a, user: a, identityFile: /k, knownHostsFile: /h }\n',
    /line 4: hosts\.local/,
  ],
]
for (const [text, message] of wrong) {
  test(`a policy is refused: ${message.source}`, () => assert.throws(() => parsePolicy(text, 'test'), message))
}
