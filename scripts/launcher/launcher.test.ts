import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const scripts = fileURLToPath(new URL('../', import.meta.url))

/** A checkout with one (local) dependency and a web page whose build copies a file. Removed when disposed. */
function checkout(): { folder: string; write(path: string, content: string): void } & Disposable {
  const folder = mkdtempSync(join(tmpdir(), 'pollux-checkout-'))
  const write = (path: string, content: string): void => {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  mkdirSync(join(folder, 'scripts'))
  for (const name of ['launch.mjs', 'launcher'])
    cpSync(join(scripts, name), join(folder, 'scripts', name), { recursive: true })
  const manifest = { name: 'fixture', version: '1.0.0', dependencies: { part: 'file:./part' } }
  const part = { name: 'part', version: '1.0.0' }
  const link = { resolved: 'part', link: true }
  const packages = { '': manifest, 'node_modules/part': link, part: { name: 'part', version: '1.0.0' } }
  write('package.json', JSON.stringify(manifest))
  write(
    'package-lock.json',
    JSON.stringify({ name: 'fixture', version: '1.0.0', lockfileVersion: 3, requires: true, packages }),
  )
  write('part/package.json', JSON.stringify(part))
  write('web/package.json', JSON.stringify({ ...manifest, name: 'page', scripts: { build: 'node build.mjs' } }))
  write(
    'web/package-lock.json',
    JSON.stringify({ name: 'page', version: '1.0.0', lockfileVersion: 3, requires: true, packages }),
  )
  write('web/part/package.json', JSON.stringify(part))
  write(
    'web/build.mjs',
    `import { copyFileSync, mkdirSync } from 'node:fs'
     const folder = process.argv[process.argv.indexOf('--outDir') + 1]
     mkdirSync(folder, { recursive: true })
     copyFileSync('page.html', folder + '/index.html')`,
  )
  write('web/page.html', 'first')
  const home = join(folder, '.cache', 'node24', 'node_modules', `node-${process.platform}-${process.arch}`)
  write(
    join('.cache', 'node24', 'node_modules', `node-${process.platform}-${process.arch}`, 'package.json'),
    '{"version":"24.0.0"}',
  )
  mkdirSync(join(home, 'bin'))
  symlinkSync(process.execPath, join(home, 'bin', 'node'))
  return { folder, write, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) }
}

// Makes this Node look like Node 20 to the launcher alone: another version, and no way to replace the process.
const old = `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.0.0'});process.execve=undefined`

function start(folder: string, words: string[], { asOldNode = false, env = {} } = {}) {
  const node = asOldNode ? ['--import', old] : []
  const { NODE_TEST_CONTEXT: _context, ...rest } = process.env
  const child = spawn(process.execPath, [...node, join(folder, 'scripts', 'launch.mjs'), ...words], {
    cwd: folder,
    env: { ...rest, npm_config_offline: 'true', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const done = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]).then(
    ([stdout, stderr, [code, signal]]) => ({
      stdout,
      stderr,
      code: code as number | null,
      signal: signal as string | null,
    }),
  )
  return { child, done }
}

const launch = (folder: string, words: string[], options = {}) => start(folder, words, options).done

for (const asOldNode of [false, true]) {
  const under = asOldNode ? 'under an old Node' : 'under a current Node'

  test(`exit codes, output and signals are passed on exactly, ${under}`, async () => {
    using project = checkout()
    await launch(project.folder, ['node', '-e', '0'], { asOldNode }) // installs
    const ended = await launch(project.folder, ['node', '-e', 'console.log("out"); process.exit(7)'], { asOldNode })
    assert.deepEqual(ended, { stdout: 'out\n', stderr: '', code: 7, signal: null })
    const killed = await launch(project.folder, ['node', '-e', 'process.kill(process.pid, "SIGKILL")'], { asOldNode })
    assert.equal(killed.signal, 'SIGKILL')

    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const listen = `process.once('${signal}', () => process.exit(5)); setInterval(() => {}, 1000); console.log('ready')`
      const { child, done } = start(project.folder, ['node', '-e', listen], { asOldNode })
      await once(child.stdout, 'data')
      child.kill(signal)
      assert.equal((await done).code, 5)
    }
  })
}

test('an old Node runs the command, and what it starts, under the newer one', async () => {
  using project = checkout()
  const print = `console.log(process.versions.node); console.log(require('child_process').execSync('node -p process.execPath', { encoding: 'utf8' }))`
  await launch(project.folder, ['node', '-e', '0']) // installs
  project.write('bin/node', '#!/bin/sh\necho the old one\n')
  chmodSync(join(project.folder, 'bin', 'node'), 0o755)
  const env = { PATH: `${join(project.folder, 'bin')}:${process.env['PATH']}` }
  const { stdout } = await launch(project.folder, ['node', '-e', print], { asOldNode: true, env })
  const [version, below] = stdout.trim().split('\n')
  assert.equal(version, process.versions.node)
  assert.equal(below, process.execPath)
})

test('packages are installed once, again when the lock file changes, and not when npm did it already', async () => {
  using project = checkout()
  const first = await launch(project.folder, ['node', '-p', '1'])
  assert.match(first.stderr, /installing the packages of the server \(no packages yet\)/)
  assert.equal(first.stdout, '1\n')
  assert.ok(existsSync(join(project.folder, 'node_modules', 'part')))
  assert.equal((await launch(project.folder, ['node', '-p', '1'])).stderr, '')

  const lock = join(project.folder, 'package-lock.json')
  writeFileSync(lock, `${readFileSync(lock, 'utf8')}\n`)
  rmSync(join(project.folder, 'node_modules'), { recursive: true })
  assert.match((await launch(project.folder, ['node', '-p', '1'])).stderr, /installing/)

  rmSync(join(project.folder, 'node_modules', '.pollux-installed'))
  assert.equal((await launch(project.folder, ['node', '-p', '1'])).stderr, '', "npm's own record is believed")
})

test('the web page is built once, and again when its sources change', async () => {
  using project = checkout()
  const page = (): string => readFileSync(join(project.folder, 'web', 'dist', 'index.html'), 'utf8')
  assert.match((await launch(project.folder, ['--web', 'node', '-p', '1'])).stderr, /building the web page/)
  assert.equal(page(), 'first')
  assert.equal((await launch(project.folder, ['--web', 'node', '-p', '1'])).stderr, '')
  project.write('web/page.html', 'second')
  assert.equal((await launch(project.folder, ['node', '-p', '1'])).stderr, '', 'nobody asked for the page')
  await launch(project.folder, ['--web', 'node', '-p', '1'])
  assert.equal(page(), 'second')
})

test('of two starts at the same time one prepares and the other waits', async () => {
  using project = checkout()
  const both = await Promise.all([1, 2].map(() => launch(project.folder, ['--web', 'node', '-p', '"ran"'])))
  assert.deepEqual(
    both.map(({ stdout }) => stdout),
    ['ran\n', 'ran\n'],
  )
  const messages = both.map(({ stderr }) => stderr).join('')
  assert.equal(messages.match(/building the web page/g)?.length, 1)
  assert.ok(!existsSync(join(project.folder, '.cache', 'start.lock')))
})

test('the lock of a dead start is taken over, also when its process id lives on in another program', async () => {
  using project = checkout()
  const gone = spawnSync('true').pid
  for (const owner of [`${gone} 1`, `${process.pid} 1`]) {
    rmSync(join(project.folder, 'node_modules'), { recursive: true, force: true })
    project.write('.cache/start.lock', `${owner}\n`)
    assert.equal((await launch(project.folder, ['node', '-p', '1'])).stdout, '1\n', owner)
  }
})

test('a start that is stopped while npm runs stops npm, lets go of the lock, and ends by the same signal', async () => {
  using project = checkout()
  project.write('bin/npm', '#!/bin/sh\necho $$ > npm.pid\nexec sleep 60\n')
  chmodSync(join(project.folder, 'bin', 'npm'), 0o755)
  const env = { PATH: `${join(project.folder, 'bin')}:${process.env['PATH']}` }
  const { child, done } = start(project.folder, ['node', '-p', '1'], { env })
  const pidFile = join(project.folder, 'npm.pid')
  while (!existsSync(pidFile) || readFileSync(pidFile, 'utf8') === '') await delay(20)
  child.kill('SIGTERM')
  assert.equal((await done).signal, 'SIGTERM')
  assert.ok(!existsSync(join(project.folder, '.cache', 'start.lock')))
  assert.throws(() => process.kill(Number(readFileSync(pidFile, 'utf8')), 0), /ESRCH/)
})

test('npm failing, or being absent, is said with what to do', async () => {
  using project = checkout()
  project.write('bin/npm', '#!/bin/sh\nexit 9\n')
  chmodSync(join(project.folder, 'bin', 'npm'), 0o755)
  const env = { PATH: `${join(project.folder, 'bin')}:${process.env['PATH']}` }
  const failed = await launch(project.folder, ['node', '-p', '1'], { env })
  assert.equal(failed.code, 1)
  assert.match(failed.stderr, /npm ci failed \(exit code 9\)\. The first start needs the network/)
  const absent = await launch(project.folder, ['node', '-p', '1'], { env: { PATH: join(project.folder, 'nowhere') } })
  assert.match(absent.stderr, /npm could not be started/)
})

const mayMount = process.getuid?.() === 0 && spawnSync('unshare', ['--mount', 'true']).status === 0

test(
  'a read-only checkout works when it is complete, and says what is missing when it is not',
  { skip: !mayMount },
  async () => {
    using project = checkout()
    const readOnly = (): { stdout: string; stderr: string } => {
      const script =
        'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && cd "$1" && exec "$2" scripts/launch.mjs --web node -p 1'
      return spawnSync('unshare', ['--mount', 'sh', '-c', script, 'sh', project.folder, process.execPath], {
        encoding: 'utf8',
      })
    }
    assert.match(readOnly().stderr, /packages of the (server|web page) are missing .* read-only: run npm ci there/)
    await launch(project.folder, ['--web', 'node', '-p', '1'])
    const complete = readOnly()
    assert.deepEqual([complete.stdout, complete.stderr], ['1\n', ''])
    project.write('web/page.html', 'second')
    assert.match(readOnly().stderr, /older than its sources and this folder is read-only/)
  },
)

test('a command that does not exist is refused', async () => {
  using project = checkout()
  const { code, stderr } = await launch(project.folder, ['nonsense'])
  assert.equal(code, 1)
  assert.match(stderr, /no command "nonsense"/)
})
