import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import { AppError } from '#errors'
import { remoteArguments } from './remote-command.ts'

const host = {
  address: 'web.example.com',
  port: 2222,
  user: 'ops',
  identityFile: '/etc/pollux/key',
  knownHostsFile: '/etc/pollux/known_hosts',
}

test('ssh asks nobody, trusts no new key, forwards nothing, and reads no configuration', () => {
  const argv = remoteArguments(host, '/usr/bin/ping', ['-c', '4', '--', 'example.com'], 10_500)
  assert.deepEqual(argv.slice(0, 2), ['-F', 'none'])
  for (const option of [
    'BatchMode=yes',
    'StrictHostKeyChecking=yes',
    'UserKnownHostsFile=/etc/pollux/known_hosts',
    'GlobalKnownHostsFile=/dev/null',
    'IdentitiesOnly=yes',
    'ProxyCommand=none',
    'ClearAllForwardings=yes',
    'PermitLocalCommand=no',
  ]) {
    assert.equal(argv[argv.indexOf(option) - 1], '-o', option)
  }
  assert.deepEqual(argv.slice(-7), [
    '-p',
    '2222',
    '-l',
    'ops',
    '--',
    'web.example.com',
    `'/usr/bin/timeout' '-s' 'KILL' '11' '/usr/bin/ping' '-c' '4' '--' 'example.com'`,
  ])
})

for (const word of ["it's", 'a b', '$HOME', 'a;b', 'a\nb', '~', '']) {
  test(`${JSON.stringify(word)} may not go to another host`, () => {
    const refusal = (error: unknown): boolean => error instanceof AppError && error.code === 'forbidden'
    assert.throws(() => remoteArguments(host, '/bin/x', [word], 1000), refusal)
  })
}

const ssh = '/usr/bin/ssh'
test('the ssh of this machine understands every option', { skip: !existsSync(ssh) && 'no ssh here' }, () => {
  const argv = remoteArguments(host, '/bin/x', [], 1000)
  const { status, stdout, stderr } = spawnSync(ssh, ['-G', ...argv], { encoding: 'utf8' })
  assert.equal(status, 0, stderr)
  assert.match(stdout, /^hostname web\.example\.com$/m)
  assert.match(stdout, /^user ops$/m)
  assert.match(stdout, /^stricthostkeychecking true$/m)
  assert.doesNotMatch(stdout, /^proxycommand/m)
})
