import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anyone, owner, type Actor } from '#auth'
import type { RunContext } from '../agent.ts'
import { namedTargetSchema } from './checks/target.ts'
import { checkTargetCapability } from './check-target.ts'
import { readMonitoringFile } from './monitoring-file.ts'

/** Nobody is in 169.254.0.0/24: RFC 3927 reserves it. */
const named = [
  { name: 'shelf', kind: 'tcp', host: '169.254.0.1', port: 9 },
  { name: 'page', kind: 'http', url: 'http://169.254.0.1:9/ready' },
  { name: 'names', kind: 'dns', query: 'shop.example', server: '169.254.0.1' },
]

const look = async (target: object, actor: Actor = owner) => {
  const file = { ...(await readMonitoringFile()), targets: named.map((entry) => namedTargetSchema.parse(entry)) }
  const { run, input } = checkTargetCapability({ file })
  const context = { actor, signal: new AbortController().signal } as RunContext
  return (await run(context, input.parse({ timeoutMs: 100, ...target }))) as { status: string }
}

test('a link-local address is refused, and not called down, unless the monitoring file names just that target', async () => {
  for (const target of [
    { kind: 'tcp', host: '169.254.0.1', port: 10 },
    { kind: 'tcp', host: '169.254.0.2', port: 9 },
    { kind: 'tcp', host: '2851995649', port: 9 },
    { kind: 'tls', host: '169.254.0.1', port: 9 },
    { kind: 'http', url: 'http://169.254.0.1:9/' },
    { kind: 'http', url: 'http://169.254.0.1:9/ready?all' },
    { kind: 'http', url: 'http://[::ffff:169.254.0.1]:9/ready' },
    { kind: 'dns', query: 'shop.example', server: '169.254.0.2' },
  ])
    await assert.rejects(look(target), { code: 'forbidden', message: /link-local/ }, JSON.stringify(target))
  // Some networks answer for any address; what counts is that it was looked at.
  for (const { name: _, ...target } of named) assert.match((await look(target)).status, /^(up|down)$/)
})

test('only an owner may have addresses looked at', async () => {
  await assert.rejects(look({ kind: 'tcp', host: '127.0.0.1', port: 9 }, anyone), { code: 'forbidden' })
})
