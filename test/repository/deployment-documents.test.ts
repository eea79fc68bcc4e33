import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { tools } from '#agents'
import { parse } from 'yaml'
import { readText, root, textsOf } from './project-files.ts'

interface Service {
  readonly image: string
  readonly profiles?: readonly string[]
  readonly mem_limit: string
  readonly cpus: number | string
}

const composeText = readText('deploy/compose/compose.yaml')
const { services } = parse(composeText, { merge: true, maxAliasCount: -1 }) as { services: Record<string, Service> }
const deployment = readText('DEPLOYMENT.md')

/** What stands there unless .env says otherwise. */
const byDefault = (value: string | number) => String(value).replace(/^\$\{\w+:-(.*)\}$/, '$1')
const megabytes = (size: string) => Number.parseFloat(size) * (/\d ?g/i.test(size) ? 1024 : 1)

test('DEPLOYMENT.md lists every service with its image, limits and profiles, and no other', () => {
  const rows = [...deployment.matchAll(/^\| `([a-z-]+)` \| ([^|]+) \|[^|]*\| ([^|]+) \| ([\d.]+)[^|]* \| ([^|]*)\|$/gm)]
  assert.deepEqual(rows.map(([, name = '']) => name).sort(), Object.keys(services).sort())
  for (const [, name = '', image = '', memory = '', cpus, profiles = ''] of rows) {
    const service = services[name]!
    if (!image.startsWith('as `app`')) assert.ok(image.includes(`\`${byDefault(service.image)}\``), `${name}: ${image}`)
    assert.equal(megabytes(memory), megabytes(byDefault(service.mem_limit)), `${name}: memory`)
    assert.equal(Number(cpus), Number(byDefault(service.cpus)), `${name}: CPUs`)
    const documented = [...profiles.matchAll(/`([a-z]+)`/g)].map(([, profile = '']) => profile)
    assert.deepEqual(documented.sort(), [...(service.profiles ?? [])].sort(), `${name}: profiles`)
  }
})

test('what docs/guides/sizing-and-costs.md adds up is what compose.yaml allows', () => {
  const page = readText('docs/guides/sizing-and-costs.md')
  const sum = (isIn: (profiles: readonly string[], name: string) => boolean) => {
    const chosen = Object.entries(services).filter(([name, { profiles = [] }]) => isIn(profiles, name))
    const memory = chosen.reduce((total, [, { mem_limit }]) => total + megabytes(byDefault(mem_limit)), 0)
    const cpus = chosen.reduce((total, [, service]) => total + Number(byDefault(service.cpus)), 0)
    return [memory, cpus]
  }
  const rowOf = (start: string) => {
    const [, memory = '', cpus] = new RegExp(
      `^\\| ${start}[^|]*\\| \\+? ?([\\d,]+) MB \\| \\+? ?([\\d.]+) \\|$`,
      'm',
    ).exec(page)!
    return [Number(memory.replace(',', '')), Number(cpus)]
  }
  assert.deepEqual(
    rowOf('the four services'),
    sum((profiles, name) => profiles.length === 0 && name !== 'migrate'),
  )
  for (const profile of ['roles', 'monitoring', 'logs', 'traces', 'acme', 'tools', 'local'])
    assert.deepEqual(
      rowOf(`\`${profile}\``),
      sum((profiles) => profiles.includes(profile)),
      profile,
    )
})

test('.env.production.example has every setting of compose.yaml, and no other', () => {
  const used = [...composeText.matchAll(/\$\{([A-Z_]+)/g)].map(([, name = '']) => name)
  const offered = [...readText('.env.production.example').matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name = '']) => name)
  assert.deepEqual(
    offered.filter((name) => !used.includes(name)),
    [],
    'nothing reads them',
  )
  const missing = used.filter((name) => !name.endsWith('_IMAGE') && !offered.includes(name))
  assert.deepEqual([...new Set(missing)], [])
})

test('QUICKSTART.md calls each of the eight tools, and no other', () => {
  const called = [...readText('QUICKSTART.md').matchAll(/^tool (\w+)|\/v1\/mcp\/tools\/(\w+)/gm)].map(
    ([, one, other = '']) => one ?? other,
  )
  assert.deepEqual([...new Set(called)].sort(), ['list_autonomous_agents', ...tools.map(({ name }) => name)].sort())
})

test('the documents name commands, capabilities and services that exist', () => {
  const commands = new Set(
    [...textsOf(/^src\/surfaces\/cli\/.*\.ts$/).values()].flatMap((text) =>
      [...text.matchAll(/\.command\('([a-z-]+)'/g)].map(([, name]) => name),
    ),
  )
  const capabilities = new Set(
    [...textsOf(/^src\/agents\/.*(?<!\.test)\.ts$/).values()].flatMap((text) =>
      [...text.matchAll(/name: '([a-z_]+)'/g)].map(([, name]) => name),
    ),
  )
  const wrong: string[] = []
  const documents = textsOf(/^(QUICKSTART|DEPLOYMENT)\.md$|^docs\/(guides|runbooks)\/.*\.md$|^deploy\/compose\/.*\.sh$/)
  for (const [path, text] of documents) {
    for (const [said, name = ''] of text.matchAll(/src\/start\.mjs ([a-z-]+)/g))
      if (!commands.has(name)) wrong.push(`${path}: ${said}`)
    for (const [said, name = ''] of text.matchAll(/\brun [a-z]+\.([a-z_]+)/g))
      if (!capabilities.has(name)) wrong.push(`${path}: ${said}`)
    for (const [said, name = ''] of text.matchAll(
      /docker compose (?:exec(?: -T| --no-TTY)?|restart|stop|start|run --rm) ([a-z-]+)/g,
    ))
      if (!(name in services)) wrong.push(`${path}: ${said}`)
    for (const [said, name = ''] of text.matchAll(/--profile ([a-z]+)/g))
      if (!Object.values(services).some(({ profiles }) => profiles?.includes(name))) wrong.push(`${path}: ${said}`)
  }
  assert.deepEqual(wrong, [])
})

test('the security checklist names proofs that exist', () => {
  const page = readText('docs/guides/security-checklist.md')
  const proofs = [...page.matchAll(/`((?:test|src|\.github)\/[\w./-]+)`/g)].map(([, path = '']) => path)
  const files = new Set(textsOf(/^(test|src|\.github)\//).keys())
  assert.deepEqual(
    proofs.filter((path) => !files.has(path) && ![...files].some((file) => file.startsWith(path))),
    [],
  )
})

test('DEPLOYMENT.md says how many dashboards and alerts there are', () => {
  const dashboards = readdirSync(join(root, 'deploy/grafana/dashboards')).map(
    (file) => (JSON.parse(readText(`deploy/grafana/dashboards/${file}`)) as { title: string }).title,
  )
  for (const title of dashboards) assert.ok(deployment.includes(title), title)
  const alerts = [...readText('deploy/prometheus/rules/alerts.yml').matchAll(/- alert: /g)]
  assert.match(deployment, new RegExp(`\\[${alerts.length}, each with its runbook\\]`))
})
