import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { ask, compose, containers, figure, inside, ownerToken, stack } from './stack.ts'

const perSecond = 50
const token = ownerToken()

/** Health is not limited; an answer now and then is something to lose. */
const requests = [() => ask('/health'), () => ask('/favicon.svg'), () => ask('/'), () => ask('/health')]

test(`three replicas are replaced one by one under ${perSecond} requests a second, and none fails`, async () => {
  compose('up', '--detach', '--wait', '--no-build', '--scale', 'app=3')
  inside('nginx', 'nginx', '-s', 'reload')
  const before = containers('app').map(({ ID }) => ID)
  assert.equal(before.length, 3)
  const failures: string[] = []
  let sent = 0
  let rolling = true
  const under: Promise<void>[] = []
  const traffic = (async () => {
    while (rolling) {
      const number = sent++
      const posts = number % 25 === 0
      const asked = posts
        ? ask('/api/v1/twin/answers', { token, body: { question: 'What does she work with?' } })
        : requests[number % requests.length]!()
      under.push(
        asked.then(
          async (reply) => {
            await reply.arrayBuffer()
            if (reply.status !== 200) failures.push(`${reply.status} ${reply.url}`)
          },
          (error: Error) => void failures.push(String(error.cause ?? error)),
        ),
      )
      await delay(1000 / perSecond)
    }
  })()
  await delay(1_000)
  await rollBesideTraffic()
  rolling = false
  await traffic
  await Promise.all(under)
  const after = containers('app').map(({ ID }) => ID)
  assert.equal(after.filter((id) => before.includes(id)).length, 0, 'all were replaced')
  assert.deepEqual(failures.slice(0, 5), [])
  figure('three replicas, rolling restart under 50 requests/s', `${failures.length} of ${sent} requests failed`, '0')
  compose('up', '--detach', '--no-build', '--scale', 'app=1')
})

/** In a process of its own: this one sends the requests. */
async function rollBesideTraffic(): Promise<void> {
  const child = spawn('bash', ['roll.sh'], { cwd: stack.folder, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)))
  const [code] = (await once(child, 'close')) as [number]
  assert.equal(code, 0, said)
}
