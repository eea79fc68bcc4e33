import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { run } from '../../scripts/stack/docker.ts'
import { ask, containers, stack, up } from './stack.ts'

const settings = () => readFileSync(join(stack.folder, '.env'), 'utf8')
const current = /^POLLUX_IMAGE=(.*)$/m.exec(settings())![1]!
const next = `${current}-next`
const broken = `${current}-broken`

const imagesOf = (service: string) =>
  containers(service).map(({ ID }) => run('docker', ['inspect', '--format', '{{.Config.Image}}', ID]).trim())

function update(image: string): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync('bash', ['update.sh', image], { cwd: stack.folder, encoding: 'utf8' })
  return { status, output: stdout + stderr }
}

after(() => {
  assert.equal(update(current).status, 0)
  run('docker', ['image', 'rm', next, broken])
})

test('an update begins with a backup and ends on the next image, in every role that runs', async () => {
  up()
  run('docker', ['tag', current, next])
  const { status, output } = update(next)
  assert.equal(status, 0, output)
  assert.match(output, /verified/)
  assert.match(settings(), new RegExp(`^POLLUX_IMAGE=${next}$`, 'm'))
  for (const service of ['app', 'worker', 'mcp'])
    assert.deepEqual(
      [...new Set(imagesOf(service))].filter((image) => image !== next),
      [],
      service,
    )
  assert.equal((await ask('/api/health')).status, 200)
})

test('an image that does not start is never in use, and the one before is named again', async () => {
  run('docker', ['build', '--tag', broken, '-'], { input: `FROM ${current}\nENTRYPOINT ["false"]\n` })
  const { status, output } = update(broken)
  assert.equal(status, 1, output)
  assert.match(output, new RegExp(`going back to ${next}`))
  assert.match(output, /Back on/)
  assert.match(settings(), new RegExp(`^POLLUX_IMAGE=${next}$`, 'm'))
  assert.deepEqual(imagesOf('app'), [next])
  assert.equal((await ask('/api/health')).status, 200)
})
