import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { run } from '../../scripts/stack/docker.ts'
import { figure, inside, stack, up } from './stack.ts'

const image = /^POLLUX_IMAGE=(.*)$/m.exec(readFileSync(join(stack.folder, '.env'), 'utf8'))![1]!
const volume = `pollux-test-read-only-${process.pid}`
const database = 'pollux_not_yet'

interface Said {
  readonly status: number | null
  readonly output: string
}

function docker(args: readonly string[], env: Record<string, string> = {}): Said {
  const { status, stdout, stderr } = spawnSync('docker', args, {
    cwd: stack.folder,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    timeout: 120_000,
  })
  return { status, output: stdout + stderr }
}

/** One more process of the app, set like it but for this. */
const oneMore = (command: readonly string[], settings: Record<string, string> = {}) =>
  docker([
    'compose',
    'run',
    '--rm',
    '--no-deps',
    '--no-TTY',
    ...Object.entries(settings).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    'app',
    ...command,
  ])

let faults = 0

/** It ended by itself, and said what is wrong and what to do, without a stack. */
function assertSays({ status, output }: Said, fault: RegExp, remedy: RegExp): void {
  faults++
  assert.ok(status !== 0 && status !== null, `ended with ${status}: ${output}`)
  assert.match(output, fault)
  assert.match(output, remedy)
  assert.doesNotMatch(output, /^\s+at .*:\d+/m)
}

const psql = (text: string, name = 'pollux') => {
  const { status, output } = inside('postgres', 'psql', '--username', 'postgres', '--dbname', name, '--command', text)
  assert.equal(status, 0, output)
}

before(() => {
  up()
  // Gives it the owner that the folder has in the image.
  run('docker', ['run', '--rm', '--volume', `${volume}:/data`, image, '--help'])
})
after(() => {
  psql(`drop database if exists ${database} with (force)`)
  run('docker', ['volume', 'rm', volume])
})

test('no settings', () => {
  const said = docker(['compose', 'config', '--quiet'], { PUBLIC_URL: '' })
  assertSays(said, /PUBLIC_URL/, /npm run pollux -- deploy init/)
})

test('a secret that is missing, weak, or whose file is gone', () => {
  assertSays(
    oneMore(['serve'], { POLLUX_SECRET_FILE: '' }),
    /Refusing to listen on 0\.0\.0\.0 in production/,
    /POLLUX_SECRET is missing/,
  )
  assertSays(
    oneMore(['serve'], { POLLUX_OWNER_TOKEN_FILE: '', POLLUX_OWNER_TOKEN: 'admin123' }),
    /POLLUX_OWNER_TOKEN is weak/,
    /openssl rand -base64 32/,
  )
  assertSays(
    oneMore(['serve'], { DATABASE_URL_FILE: '/run/secrets/none' }),
    /DATABASE_URL_FILE names \/run\/secrets\/none, which cannot be read \(ENOENT\)/,
    /Make the file, or let this user read it/,
  )
})

test('a wrong setting', () => {
  assertSays(oneMore(['serve'], { LOG_LEVEL: 'loud' }), /Invalid configuration/, /LOG_LEVEL/)
})

test('a wrong password of the database', () => {
  const settings = { DATABASE_URL_FILE: '', DATABASE_URL: 'postgresql://pollux:wrong@postgres:5432/pollux' }
  assertSays(oneMore(['migrate'], settings), /password authentication failed/, /Correct the password in DATABASE_URL/)
})

test('a database of a newer Pollux is left alone; one without tables gets them', () => {
  psql(`insert into migrations (name) values ('9999_future.sql')`)
  try {
    for (const role of ['migrate', 'serve'])
      assertSays(oneMore([role]), /migrated by a newer Pollux \(9999_future\.sql\)/, /Update Pollux/)
  } finally {
    psql(`delete from migrations where name = '9999_future.sql'`)
  }

  psql(`create database ${database} owner pollux`)
  const url = new URL(readFileSync(join(stack.folder, 'secrets', 'database_url'), 'utf8').trim())
  url.pathname = `/${database}`
  const settings = { DATABASE_URL_FILE: '', DATABASE_URL: url.href }
  for (const time of ['first', 'second']) {
    const { status, output } = oneMore(['migrate'], settings)
    assert.equal(status, 0, output)
    assert.match(output, /The database is up to date/, time)
  }
  psql('select count(*) from sources', database)
})

test('a port that is in use, inside and outside', () => {
  assertSays(inside('app', 'node', 'src/start.mjs', 'serve'), /EADDRINUSE/, /Another port: PORT=8080/)
  const taken = new URL(stack.url).port
  const { status, output } = docker(['run', '--rm', '--publish', `${taken}:3000`, image, '--help'])
  assert.notEqual(status, 0)
  assert.match(output, /port is already allocated|address already in use/)
})

test('a volume that is read-only', () => {
  const start = (...more: string[]) =>
    docker(['run', '--rm', '--network', 'none', '--volume', `${volume}:/data:ro`, ...more, image, 'serve'])
  // On loopback a server may make its own secrets, and would have to put them there.
  assertSays(
    start('--env', 'HOST=127.0.0.1', '--env', 'DATABASE_URL=postgresql://nobody@127.0.0.1:1/none'),
    /DATA_DIR: \/data is on a read-only file system/,
    /Mount it so that it can be written/,
  )
})

test('a volume of backups that is read-only is said at the start, and does not prevent it', async () => {
  const name = `pollux-test-warned-${process.pid}`
  const given = ['OWNER_TOKEN', 'SECRET'].flatMap((secret) => [
    '--env',
    `POLLUX_${secret}=${secret.toLowerCase()}-0123456789-abcdefghijklmnopqrstuvwxyz`,
  ])
  const target = ['--env', 'DATABASE_URL=postgresql://nobody@127.0.0.1:1/none']
  run('docker', [
    'run',
    '--detach',
    '--name',
    name,
    '--network',
    'none',
    '--volume',
    `${volume}:/backups:ro`,
    '--env',
    'BACKUP_DIR=/backups',
    ...given,
    ...target,
    image,
    'serve',
  ])
  try {
    let output = ''
    for (let tries = 0; tries < 60 && !/does not answer yet/.test(output); tries++) {
      await delay(500)
      output = docker(['logs', name]).output
    }
    assert.match(output, /BACKUP_DIR: \/backups is on a read-only file system.*every backup fails/)
    assert.match(output, /the database at DATABASE_URL does not answer yet; waiting for it/)
  } finally {
    run('docker', ['rm', '--force', '--volumes', name])
  }
})

test('too little memory: the kernel ends it, and the engine says so where DEPLOYMENT.md looks', async () => {
  const name = `pollux-test-small-${process.pid}`
  const { status, output } = docker([
    'run',
    '--name',
    name,
    '--network',
    'none',
    '--memory',
    '40m',
    '--memory-swap',
    '40m',
    '--env',
    'HOST=127.0.0.1',
    image,
    'serve',
  ])
  try {
    assert.equal(status, 137, output)
    assert.match(run('docker', ['inspect', '--format', '{{.State.OOMKilled}} {{.State.ExitCode}}', name]), /^true 137/)
    await delay(2_000)
    const events = run('docker', ['events', '--since', '10m', '--until', '1s', '--filter', 'event=oom'])
    assert.match(events, new RegExp(`container oom .*name=${name}`))
  } finally {
    run('docker', ['rm', '--force', '--volumes', name])
  }
  figure('faults of the operator that say what is wrong and what to do', String(faults), 'all')
})
