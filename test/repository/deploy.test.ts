import assert from 'node:assert/strict'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { readMonitoringFile } from '../../src/agents/monitoring/monitoring-file.ts'
import { secureHeadersOf } from '../../src/surfaces/http/secure-headers.ts'

const root = new URL('../../', import.meta.url)
// Plain JavaScript: it runs before any type is stripped.
const { nodeFlags, nodeEnvironment } = (await import(new URL('scripts/launcher/node-flags.mjs', root).href)) as {
  nodeFlags: string[]
  nodeEnvironment: Record<string, string>
}
const text = (path: string): string => readFileSync(new URL(path, root), 'utf8')
const yaml = (path: string): unknown => parse(text(path), { merge: true, maxAliasCount: -1 })

interface Service {
  readonly image?: string
  readonly healthcheck?: { readonly test?: unknown; readonly disable?: boolean }
  readonly mem_limit?: string
  readonly cpus?: string
  readonly pids_limit?: number
  readonly cap_drop?: string[]
  readonly security_opt?: string[]
  readonly restart?: string
  readonly logging?: { readonly options?: object }
  readonly ports?: string[]
  readonly profiles?: string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly configs?: readonly { readonly target: string }[]
}
const compose = yaml('deploy/compose/compose.yaml') as {
  services: Record<string, Service>
  networks: Record<string, { internal?: boolean }>
  secrets: Record<string, unknown>
}
const services = Object.entries(compose.services)

test('the image starts Node as the launcher does', () => {
  const dockerfile = text('deploy/docker/Dockerfile')
  const [, entry = '[]'] = /^ENTRYPOINT (.*)$/m.exec(dockerfile) ?? []
  assert.deepEqual(
    (JSON.parse(entry) as string[]).filter((word) => word.startsWith('--') && word !== '--'),
    nodeFlags,
  )
  for (const [name, value] of Object.entries(nodeEnvironment)) assert.ok(dockerfile.includes(`${name}=${value}`), name)
})

test('every service has limits, a health check, a rotated log, and no right that it does not need', () => {
  const faults = services.flatMap(([name, service]) =>
    [
      !service.mem_limit && 'memory',
      !service.cpus && 'processor',
      !service.pids_limit && 'processes',
      !service.healthcheck && 'health check',
      service.cap_drop?.[0] !== 'ALL' && 'capabilities',
      !service.security_opt?.includes('no-new-privileges:true') && 'new privileges',
      !service.restart && 'restart',
      !service.logging?.options && 'log',
    ]
      .filter(Boolean)
      .map((fault) => `${name}: ${String(fault)}`),
  )
  assert.ok(services.length >= 15, 'the scan found the services')
  assert.deepEqual(faults, [])
})

test('by default a small set runs, and only nginx is reached from outside', () => {
  const byDefault = services.filter(([, { profiles }]) => !profiles).map(([name]) => name)
  assert.deepEqual(byDefault.sort(), ['app', 'migrate', 'nginx', 'postgres', 'redis'])
  const open = services.filter(([, { ports }]) => ports?.some((port) => !port.startsWith('127.0.0.1:')))
  assert.deepEqual(
    open.map(([name]) => name),
    ['nginx'],
  )
  assert.deepEqual([compose.networks['data']?.internal, compose.networks['monitoring']?.internal], [true, true])
})

test('every secret of the stack is made by `pollux deploy init`', () => {
  const init = text('src/surfaces/cli/deploy/init.ts')
  const missing = Object.keys(compose.secrets).filter((name) => !init.includes(`'${name}'`))
  assert.deepEqual(missing, [])
})

test('the monitoring file of the stack can be read, names the certificate, and is where every process looks for it', async () => {
  const { targets } = await readMonitoringFile(fileURLToPath(new URL('deploy/compose/monitoring.yaml', root)))
  assert.deepEqual(
    targets.map(({ name, kind }) => [name, kind]),
    [['certificate', 'tls']],
  )
  const named = services.flatMap(([name, { environment, configs = [] }]) => {
    const path = environment?.['MONITORING_FILE']
    return path === undefined ? [] : [[name, configs.some(({ target }) => target === path)]]
  })
  assert.deepEqual(named, [
    ['app', true],
    ['mcp', true],
    ['worker', true],
    ['migrate', true],
  ])
})

test('every variable of the stack is in .env.production.example', () => {
  const example = text('.env.production.example')
  const used = [...text('deploy/compose/compose.yaml').matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name!)
  const missing = [...new Set(used)].filter((name) => !new RegExp(`^(# )?${name}=`, 'm').test(example))
  assert.deepEqual(missing, [])
})

test("nginx's own answers have the headers that the app's have", () => {
  const own = [...text('deploy/nginx/conf.d/headers.part').matchAll(/^add_header (\S+)/gm)].map(([, name]) =>
    name!.toLowerCase(),
  )
  assert.deepEqual(own.sort(), Object.keys(secureHeadersOf('https://localhost')).sort())
})

test('every alert has a test and a runbook, and there is no other runbook', () => {
  const { groups } = yaml('deploy/prometheus/rules/alerts.yml') as {
    groups: { rules: { alert: string; annotations: { runbook_url: string } }[] }[]
  }
  const rules = groups.flatMap((group) => group.rules)
  const names = rules.map(({ alert }) => alert).sort()
  assert.ok(names.length >= 20)
  for (const { alert, annotations } of rules) {
    assert.equal(annotations.runbook_url, `docs/runbooks/${alert}.md`)
    assert.ok(existsSync(new URL(annotations.runbook_url, root)), annotations.runbook_url)
  }
  const { tests } = yaml('deploy/prometheus/tests/alerts.yml') as { tests: { name: string }[] }
  assert.deepEqual(tests.map(({ name }) => name).sort(), names)
  const runbooks = readdirSync(new URL('docs/runbooks/', root)).filter((name) => name !== 'README.md')
  assert.deepEqual(runbooks.map((name) => name.replace('.md', '')).sort(), names)
})
