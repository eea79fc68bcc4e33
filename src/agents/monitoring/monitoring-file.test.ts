import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { defaultThresholds } from './alerts/thresholds.ts'
import { readMonitoringFile, type MonitoringFile } from './monitoring-file.ts'

async function read(text: string): Promise<MonitoringFile> {
  const folder = await mkdtemp(join(tmpdir(), 'pollux-monitoring-'))
  try {
    const path = join(folder, 'monitoring.yaml')
    await writeFile(path, text)
    return await readMonitoringFile(path)
  } finally {
    await rm(folder, { recursive: true })
  }
}

test('without a file, and with an empty one, there are no targets and the default thresholds', async () => {
  for (const file of [await readMonitoringFile(), await read('# nothing yet\n')])
    assert.deepEqual(file, { targets: [], thresholds: defaultThresholds, disks: [], labels: {} })
})

test('targets of every kind are read, with what was left out filled in', async () => {
  const { targets, thresholds } = await read(`
targets:
  - { name: shop, kind: http, url: https://shop.example/health, bodyMatches: 'ok|fine', essential: true }
  - { name: mail, kind: tcp, host: mail.example, port: 25 }
  - { name: zone, kind: dns, query: shop.example, record: MX, expect: [10 mail.example] }
  - { name: certificate, kind: tls, host: shop.example }
thresholds:
  cpu_percent: { warning: 70, critical: 95 }
`)
  assert.deepEqual(
    targets.map(({ kind, timeoutMs, essential }) => [kind, timeoutMs, essential]),
    [
      ['http', 5000, true],
      ['tcp', 5000, false],
      ['dns', 5000, false],
      ['tls', 5000, false],
    ],
  )
  assert.deepEqual(thresholds['cpu_percent'], { ...defaultThresholds['cpu_percent'], warning: 70, critical: 95 })
})

const wrong = {
  'a name twice': [
    'targets: [{ name: a, kind: tcp, host: h, port: 1 }, { name: a, kind: tcp, host: h, port: 2 }]',
    /"a" is taken/,
  ],
  'the name of a built-in service': ['targets: [{ name: redis, kind: tcp, host: h, port: 1 }]', /"redis" is taken/],
  'the name of the canary': ['targets: [{ name: canary, kind: tcp, host: h, port: 1 }]', /"canary" is taken/],
  'a canary in no language of ours': ['canary: { question: Wie is dit?, language: nl }', /canary\.language/],
  'an unknown key': ['targets: [{ name: a, kind: tcp, host: h, port: 1, prot: 2 }]', /prot/],
  'a file address': ['targets: [{ name: a, kind: http, url: file:///etc/passwd }]', /http:\/\/ or https/],
  'a password in an address': ['targets: [{ name: a, kind: http, url: "http://u:p@h/" }]', /name or password/],
  'a pattern that is none': ['targets: [{ name: a, kind: http, url: "http://h/", bodyMatches: "(" }]', /Unterminated/],
  'a threshold that is no number': ['thresholds: { cpu_percent: { warning: high } }', /cpu_percent/],
  'text that is not YAML': ['targets: [', /is not YAML/],
} as const

for (const [name, [text, message]] of Object.entries(wrong))
  test(`${name} is refused`, () => assert.rejects(read(text), message))

test('a file that is not there is an error, not an empty one', () =>
  assert.rejects(readMonitoringFile('/nowhere/monitoring.yaml'), /cannot be read/))
