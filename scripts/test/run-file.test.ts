import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { FileResult } from './run-file.ts'

/** Runs one made-up test file with runFile. In a process of its own, because node:test does not run inside itself. */
function outcome(text: string, limitMs = 20_000): FileResult {
  const root = mkdtempSync(join(tmpdir(), 'pollux-fixture-'))
  try {
    writeFileSync(join(root, 'made-up.test.mjs'), text)
    const options = `{ root: ${JSON.stringify(root)}, tmp: ${JSON.stringify(root)}, env: process.env, limitMs: ${limitMs} }`
    const driver = join(root, 'driver.mjs')
    writeFileSync(
      driver,
      `const { runFile } = await import(${JSON.stringify(new URL('./run-file.ts', import.meta.url).href)})
       console.log(JSON.stringify(await runFile('made-up.test.mjs', ${options})))`,
    )
    const { NODE_TEST_CONTEXT: _context, TEST_FILE_ID: _id, ...env } = process.env
    const output = execFileSync(process.execPath, [driver], { env, encoding: 'utf8' })
    return JSON.parse(output) as FileResult
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

/** A killed process may stay a zombie, without a command line, until its parent looks. */
function hasEnded(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8') === ''
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT'
  }
}

const header = "import { test } from 'node:test'\nimport { spawn } from 'node:child_process'\n"

test('passed, failed and skipped tests are counted', () => {
  const result = outcome(`${header}
    test('one', () => {})
    test('two', () => { throw new Error('boom') })
    test.skip('three', () => {})`)
  assert.deepEqual([result.passed, result.failed, result.skipped], [1, 1, 1])
  assert.match(result.failures.join(), /made-up\.test\.mjs: two\nError: boom/)
})

test('a file without a test is a failure', () => {
  const result = outcome('export {}')
  assert.deepEqual([result.passed, result.failed], [0, 1])
  assert.match(result.failures.join(), /holds no tests/)
})

test('a file that does not load is a failure, and says why', () => {
  const result = outcome("import './missing.mjs'")
  assert.equal(result.failed, 1)
  assert.match(result.failures.join('\n'), /the file itself failed[^]*Cannot find module/)
})

test('a file that ends itself in the middle is a failure', () => {
  assert.equal(outcome(`${header} test('one', () => {}); process.exit(0)`).passed, 0)
  assert.equal(outcome(`${header} test('one', () => process.exit(0)); test('two', () => {})`).failed > 0, true)
})

test('a file that hangs is ended and named', () => {
  const result = outcome(`${header} test('one', () => {}); setInterval(() => {}, 1000)`, 1_500)
  assert.ok(result.failed > 0)
  assert.match(result.failures.join(), /was ended after 1\.5 s/)
})

test('a process that a test leaves running is killed and named', { skip: process.platform !== 'linux' }, () => {
  const result = outcome(`${header}
    test('one', () => spawn('sleep', ['300'], { detached: true, stdio: 'ignore' }).unref())`)
  assert.deepEqual([result.passed, result.failed], [1, 1])
  const pid = Number(/left behind process (\d+) \(killed now\): sleep 300/.exec(result.failures.join())?.[1])
  assert.ok(hasEnded(pid))
})

test(
  'a process in its temporary folder is found by that, whatever its environment',
  { skip: process.platform !== 'linux' },
  () => {
    const result = outcome(`${header}
    test('one', () => spawn('/bin/sleep', ['300'], { detached: true, stdio: 'ignore', env: {}, cwd: process.env.TMPDIR }).unref())`)
    assert.match(result.failures.join(), /left behind process/)
  },
)

test('what works in the folder of another file, whose name begins alike, is left alone', () => {
  const result = outcome(`${header}
    test('one', () => spawn('/bin/sh', ['-c', 'sleep 2; :', process.env.TMPDIR + '2/x'], { detached: true, stdio: 'ignore', env: {} }).unref())`)
  assert.deepEqual([result.passed, result.failures], [1, []])
})

test(
  'a mount that a test leaves is removed and named',
  { skip: process.getuid?.() !== 0 || process.platform !== 'linux' },
  () => {
    const result = outcome(`${header}
    import { mkdirSync } from 'node:fs'
    import { execFileSync } from 'node:child_process'
    test('one', () => {
      mkdirSync(process.env.TMPDIR + '/disk')
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', process.env.TMPDIR + '/disk'])
    })`)
    assert.match(result.failures.join(), /left behind the mount .*\/disk/)
  },
)
