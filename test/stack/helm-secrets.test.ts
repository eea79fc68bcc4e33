import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { parseAllDocuments } from 'yaml'
import { helmPath } from '../../scripts/stack/helm.ts'
import { find, render, templateArguments, type Manifest } from './chart.ts'

/** As much of the API of Kubernetes as Helm asks: which kinds there are, and this Secret of its own. */
async function apiWith(secret: Manifest, kinds: readonly Manifest[]) {
  const asked: string[] = []
  const versions = Map.groupBy(kinds, ({ apiVersion }) => apiVersion)
  const groups = [...versions.keys()].filter((version) => version !== 'v1').map((version) => version.split('/'))
  const owned = { 'meta.helm.sh/release-name': 'pollux', 'meta.helm.sh/release-namespace': 'house' }
  const answers: Record<string, unknown> = {
    '/version': { major: '1', minor: '33', gitVersion: 'v1.33.0' },
    '/api': { kind: 'APIVersions', versions: ['v1'] },
    '/apis': {
      kind: 'APIGroupList',
      apiVersion: 'v1',
      groups: groups.map(([name, version]) => ({ name, versions: [{ groupVersion: `${name}/${version}`, version }] })),
    },
    [`/api/v1/namespaces/house/secrets/${secret.metadata.name}`]: {
      ...secret,
      metadata: { ...secret.metadata, annotations: owned },
    },
  }
  for (const [groupVersion, found] of versions)
    answers[groupVersion === 'v1' ? '/api/v1' : `/apis/${groupVersion}`] = {
      kind: 'APIResourceList',
      groupVersion,
      resources: [...new Set(found.map(({ kind }) => kind))].map((kind) => {
        const singularName = kind.toLowerCase()
        return { name: `${singularName}s`, singularName, namespaced: true, kind, verbs: ['get', 'list'] }
      }),
    }
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://api')
    asked.push(pathname)
    const answer = answers[pathname]
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' })
    const missing = { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason: 'NotFound', code: 404 }
    response.end(JSON.stringify(answer ?? missing))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, asked, [Symbol.dispose]: () => void server.close() }
}

test('an upgrade keeps every secret that the installation made, and makes what is new', async () => {
  const installed = render('default')
  const first = find<object>(installed, 'Secret', 'pollux-secrets')
  const { metrics_token: taken, ...before } = first.data ?? {}
  assert.ok(taken)
  using api = await apiWith({ ...first, data: before }, installed)
  const folder = mkdtempSync(join(tmpdir(), 'pollux-helm-'))
  try {
    const config = join(folder, 'config')
    const cluster = { name: 'one', cluster: { server: api.url } }
    const context = { name: 'one', context: { cluster: 'one', user: 'one' } }
    const user = { name: 'one', user: {} }
    const kubeconfig = { clusters: [cluster], contexts: [context], users: [user], 'current-context': 'one' }
    writeFileSync(config, JSON.stringify({ apiVersion: 'v1', kind: 'Config', ...kubeconfig }))
    const { stdout } = await promisify(execFile)(
      await helmPath(),
      [...templateArguments('default'), '--dry-run=server', '--disable-openapi-validation'],
      { env: { HOME: folder, KUBECONFIG: config }, maxBuffer: 64 * 1024 * 1024 },
    )
    const manifests = parseAllDocuments(stdout).flatMap((document) => (document.toJS() as Manifest | null) ?? [])
    const after = find(manifests, 'Secret', 'pollux-secrets').data ?? {}
    assert.deepEqual(Object.keys(after), Object.keys(first.data ?? {}))
    for (const [key, value] of Object.entries(before)) assert.equal(after[key], value, key)
    assert.notEqual(after['metrics_token'], taken)
    assert.ok(api.asked.includes('/api/v1/namespaces/house/secrets/pollux-secrets'))
  } finally {
    rmSync(folder, { recursive: true })
  }
})
