import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { serverEnvironment } from '../support/server-environment.ts'
import { startServer } from '../support/start-server.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Commands of the README's shell blocks, without their comments. */
async function readmeCommands(): Promise<string[]> {
  const readme = await readFile(join(root, 'README.md'), 'utf8')
  return [...readme.matchAll(/^```sh\n([^]*?)^```/gm)].flatMap(([, block = '']) =>
    block
      .split('\n')
      .map((line) => line.replace(/\s+#.*$/, '').trim())
      .filter((line) => line !== ''),
  )
}

// Run as a whole by .ci/run, on a fresh clone.
const runElsewhere = new Set(['npm start', 'npm test'])

test('the README starts with two commands, and every other command in it works beside a running server', async (t) => {
  const commands = await readmeCommands()
  assert.deepEqual(commands.slice(0, 2), ['npm start', 'npm test'])
  assert.ok(commands.length > 3, 'the scan found the commands')

  await using resources = new AsyncDisposableStack()
  const home = await mkdtemp(join(tmpdir(), 'pollux-readme-'))
  resources.defer(() => rm(home, { recursive: true, force: true }))
  await mkdir(join(home, 'documents', 'projects'), { recursive: true })
  await writeFile(
    join(home, 'documents', 'projects', 'report.md'),
    '# Report\n\nI moved 40 servers to a new rack in 2024.\n',
  )
  const server = resources.use(await startServer())
  const environment = {
    ...serverEnvironment(),
    DATA_DIR: server.dataDir,
    ...(server.databaseUrl && { DATABASE_URL: server.databaseUrl }),
    HOME: home,
  }

  for (const command of commands.filter((line) => !runElsewhere.has(line))) {
    await t.test(command, async () => {
      const local = command
        .replaceAll('localhost:3000', new URL(server.url).host)
        .replaceAll('http://127.0.0.1:3000', server.url)
        .replace(/\bcurl -s\b/, 'curl --fail-with-body -sS')
        .replace(/(?<= )profile\.json\b/, 'sample/profile.json')
      const child = spawn('sh', ['-c', local], {
        cwd: root,
        env: environment,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
      assert.equal(code, 0, `${local}\n${stdout}\n${stderr}`)
      assert.notEqual(stdout.trim(), '', 'it says something')
    })
  }
})
