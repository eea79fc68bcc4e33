import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { runCapability } from '#test/run-capability.ts'
import { run } from '../../scripts/stack/docker.ts'
import { ask, compose, containers, figure, inside, ownerToken, stack, up } from './stack.ts'

const token = ownerToken()
const server = { url: stack.url, token }
const folder = mkdtempSync(join(tmpdir(), 'pollux-stack-backup-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const questions = ['What does she work with?', 'Where does she work today?', 'Which languages does she speak?']

async function answers(): Promise<string[]> {
  const found: string[] = []
  for (const question of questions) {
    const reply = await ask('/api/v1/twin/answers', { token, body: { question } })
    assert.equal(reply.status, 200)
    const { sentences } = (await reply.json()) as { sentences: { text: string }[] }
    found.push(sentences.map(({ text }) => text).join(' '))
    await delay(300)
  }
  return found
}

const pollux = (...words: string[]) => compose('exec', '--no-TTY', 'app', 'node', 'src/start.mjs', ...words)
const appContainer = () => containers('app')[0]!.ID

test('a backup of the running stack brings the same answers and the same audit chain back, after everything was thrown away', async () => {
  const before = await answers()
  pollux('audit', 'checkpoint', '--output', '/tmp/checkpoint.json')
  const checkpoint = inside('app', 'cat', '/tmp/checkpoint.json').output
  const made = await runCapability(server, 'backup.create_backup')
  assert.equal(made.verdict, 'verified')
  run('docker', ['cp', `${appContainer()}:/backups/.`, folder])

  compose('--profile', '*', 'down', '--volumes', '--timeout', '20')
  up()
  await delay(500) // until this process, which was not listening meanwhile, has noticed that its connections are gone
  const container = appContainer()
  // As the app's own user, which alone may write there.
  execFileSync('bash', [
    '-c',
    `tar -C '${folder}' -c . | docker exec -i ${container} tar -x -C /backups --no-same-owner`,
  ])
  const listed = await ask('/api/v1/runs', { token, body: { capability: 'backup.list_backups', input: {} } })
  const { output } = (await listed.json()) as { output: { backups: { id: string }[] } }
  const restored = await runCapability(server, 'backup.restore_backup', {
    backup_id: output.backups[0]!.id,
    target: 'live',
    journal: 'replace',
  })
  assert.equal(restored.verdict, 'verified')
  compose('restart', 'app')
  up()

  assert.deepEqual(await answers(), before)
  run('docker', ['exec', '-i', appContainer(), 'bash', '-c', 'cat > /tmp/checkpoint.json'], { input: checkpoint })
  assert.match(pollux('audit', 'verify', '--checkpoint', '/tmp/checkpoint.json'), /./)
  figure('backup, `down -v`, restore, `up`', 'same answers; the chain goes on from the same head', 'same')
})
