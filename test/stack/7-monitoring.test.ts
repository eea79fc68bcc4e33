import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { runCapability } from '#test/run-capability.ts'
import { ask, containers, figure, ownerToken, stack } from './stack.ts'
import { prometheus, query, startWatchers } from './watchers.ts'

const token = ownerToken()
const jobs = ['nginx', 'node', 'pollux-api', 'pollux-mcp', 'pollux-worker', 'postgres', 'prometheus', 'redis']

async function traffic(seconds: number): Promise<void> {
  const end = Date.now() + seconds * 1000
  for (let number = 0; Date.now() < end; number++) {
    await ask('/')
    await ask('/api/v1/twin/answers', {
      body: { question: number % 3 === 0 ? 'What is the price of tea in 1820?' : 'What does she work with?' },
    })
    await ask('/v1/mcp/tools/analyze_sentiment', { token, body: { text: 'The new printer is wonderful, thank you!' } })
    await ask('/v1/mcp/tools/classify_ticket', {
      token,
      body: { description: 'The VPN does not connect, the tunnel times out.' },
    })
    await ask('/api/v1/no-such-thing', { token })
    await delay(500)
  }
}

test('the watchers come up healthy', () => {
  startWatchers()
  const sick = containers().filter(({ Service, Health }) => Service !== 'migrate' && Health !== 'healthy')
  assert.deepEqual(
    sick.map(({ Service, Health }) => [Service, Health]),
    [],
  )
})

test('every target is up', async () => {
  await delay(20_000)
  const { activeTargets } = prometheus<{
    activeTargets: { labels: { job: string }; health: string; lastError: string }[]
  }>('targets')
  assert.deepEqual([...new Set(activeTargets.map(({ labels }) => labels.job))].sort(), jobs)
  assert.deepEqual(
    activeTargets.filter(({ health }) => health !== 'up'),
    [],
  )
  figure('Prometheus targets up', `${activeTargets.length} of ${activeTargets.length}`, 'all')
})

test('after a minute of traffic every panel of every dashboard has data', async () => {
  await runCapability({ url: stack.url, token }, 'backup.create_backup')
  await runCapability({ url: stack.url, token }, 'backup.restore_drill')
  await traffic(75)
  await delay(20_000)
  const folder = new URL('../../deploy/grafana/dashboards/', import.meta.url)
  const empty: string[] = []
  let panels = 0
  for (const file of readdirSync(folder)) {
    const dashboard = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as {
      title: string
      panels: { title: string; targets: { expr: string }[] }[]
    }
    for (const panel of dashboard.panels)
      for (const { expr } of panel.targets) {
        panels++
        const asked = expr
          .replaceAll('$__rate_interval', '1m')
          .replaceAll('$service', '.*')
          .replaceAll('$environment', '.*')
        const found = query(asked).filter(({ value }) => value[1] !== 'NaN')
        if (found.length === 0) empty.push(`${dashboard.title}, ${panel.title}: ${asked}`)
      }
  }
  assert.deepEqual(empty, [])
  figure("panels' expressions with data after a minute of traffic", `${panels} of ${panels}`, 'all')
})
