import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from 'yaml'
import {
  find,
  lint,
  ofKind,
  projectFile,
  render,
  selects,
  valueSets,
  workloads,
  type Manifest,
  type Workload,
} from './chart.ts'
import { requireValid } from './kubernetes-schemas.ts'

const rendered = new Map(valueSets.map((set) => [set, render(set)]))
const component = 'app.kubernetes.io/component'

test('there are five sets of values', () => {
  assert.deepEqual(valueSets.toSorted(), ['default', 'external-databases', 'merged', 'minimal', 'production'])
})

for (const [set, manifests] of rendered) {
  test(`${set}: helm lint --strict has nothing to say`, () => {
    const { status, output } = lint(set)
    assert.equal(status, 0, output)
    assert.doesNotMatch(output, /WARNING|ERROR/)
  })

  test(`${set}: every manifest is one that Kubernetes takes`, async () => {
    assert.ok(manifests.length > 5)
    for (const manifest of manifests) await requireValid(manifest)
    const names = manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`)
    assert.equal(new Set(names).size, names.length, names.join(', '))
  })

  test(`${set}: pods have no rights, and each container has limits and a root file system that nobody writes`, () => {
    for (const { metadata, spec } of workloads(manifests)) {
      const pod = spec.template.spec
      assert.equal(pod.automountServiceAccountToken, false, metadata.name)
      assert.equal(pod.enableServiceLinks, false, metadata.name)
      assert.equal(pod.securityContext['runAsNonRoot'], true, metadata.name)
      assert.deepEqual(pod.securityContext['seccompProfile'], { type: 'RuntimeDefault' }, metadata.name)
      for (const { name, resources, securityContext } of pod.containers) {
        const where = `${metadata.name}/${name}`
        assert.ok(resources.limits?.['cpu'] && resources.limits['memory'], `${where} has limits`)
        assert.ok(resources.requests?.['cpu'] && resources.requests['memory'], `${where} has requests`)
        const expected = {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        }
        assert.deepEqual(securityContext, expected, where)
      }
    }
    for (const { spec } of workloads(manifests).filter(isApp))
      assert.equal(spec.template.spec.securityContext['runAsUser'], 1000)
  })

  test(`${set}: whatever may have more than one pod at rest has a disruption budget, and nothing else`, () => {
    const scaled = new Map(
      ofKind<{ scaleTargetRef: { name: string }; minReplicas: number }>(manifests, 'HorizontalPodAutoscaler').map(
        ({ spec }) => [spec.scaleTargetRef.name, spec.minReplicas],
      ),
    )
    const budgets = ofKind<{ selector: { matchLabels: Record<string, string> } }>(manifests, 'PodDisruptionBudget')
    for (const { metadata, spec } of ofKind<Workload>(manifests, 'Deployment')) {
      const minimum = scaled.get(metadata.name)
      assert.equal(spec.replicas === undefined, minimum !== undefined, `${metadata.name}: the autoscaler alone counts`)
      const own = budgets.filter((budget) => selects(budget.spec.selector.matchLabels, spec.template.metadata.labels))
      assert.equal(own.length, (minimum ?? spec.replicas ?? 0) > 1 ? 1 : 0, metadata.name)
    }
  })

  test(`${set}: no secret is told outside a Secret`, () => {
    for (const { metadata, spec } of workloads(manifests))
      for (const { name, value } of spec.template.spec.containers.flatMap(({ env }) => env ?? []))
        if (/PASS|TOKEN|SECRET|KEY|DATABASE_URL|REDIS_URL/.test(name))
          assert.match(value ?? '', /^\/run\/secrets\//, `${metadata.name}: ${name}`)
    const others = JSON.stringify(manifests.filter(({ kind }) => kind !== 'Secret'))
    for (const { data } of ofKind(manifests, 'Secret'))
      for (const [key, value] of Object.entries(data ?? {})) {
        const text = Buffer.from(value, 'base64').toString()
        assert.ok(text.length >= 32, `${key} is strong`)
        assert.ok(!others.includes(text) && !others.includes(value), key)
      }
  })

  test(`${set}: every volume, key, claim and Service that is named is there`, () => {
    const given = set === 'production' || set === 'external-databases' ? 'pollux-production' : undefined
    for (const { metadata, spec } of workloads(manifests)) {
      const claims = (spec.volumeClaimTemplates ?? []).map((claim) => claim.metadata)
      const { containers, volumes } = spec.template.spec
      const mounted = new Set(containers.flatMap(({ volumeMounts }) => volumeMounts ?? []).map(({ name }) => name))
      assert.deepEqual([...mounted].sort(), [...volumes, ...claims].map(({ name }) => name).sort(), metadata.name)
      for (const { secret, configMap, persistentVolumeClaim } of volumes) {
        if (secret && secret.secretName !== given) {
          const keys = Object.keys(find(manifests, 'Secret', secret.secretName).data ?? {})
          for (const { key } of secret.items) assert.ok(keys.includes(key), `${metadata.name}: ${key}`)
        }
        if (configMap) {
          const keys = Object.keys(find(manifests, 'ConfigMap', configMap.name).data ?? {})
          for (const { key } of configMap.items ?? []) assert.ok(keys.includes(key), `${metadata.name}: ${key}`)
        }
        if (persistentVolumeClaim) find(manifests, 'PersistentVolumeClaim', persistentVolumeClaim.claimName)
      }
      // Each file that a variable names is one of those mounted.
      const files = volumes.flatMap(({ secret }) => secret?.items ?? []).map(({ key }) => `/run/secrets/${key}`)
      for (const { name, value = '' } of containers.flatMap(({ env }) => env ?? []))
        if (value.startsWith('/run/secrets/')) assert.ok(files.includes(value), `${metadata.name}: ${name}`)
    }
    interface Service {
      readonly selector?: Record<string, string>
      readonly ports: readonly { readonly name: string; readonly targetPort?: string }[]
    }
    const services = ofKind<Service>(manifests, 'Service')
    for (const { metadata, spec } of services.filter(({ metadata: { name } }) => name !== 'pollux-closed')) {
      const behind = workloads(manifests).filter((one) => selects(spec.selector!, one.spec.template.metadata.labels))
      assert.deepEqual(
        behind.map((one) => one.metadata.name),
        [metadata.name],
      )
      const ports = behind[0]!.spec.template.spec.containers.flatMap((one) => one.ports ?? []).map(({ name }) => name)
      assert.deepEqual(
        spec.ports.map(({ targetPort = '' }) => String(targetPort)).sort(),
        ports.map(String).sort(),
        metadata.name,
      )
    }
    const rules = ofKind<{ rules: { http: { paths: { backend: { service: { name: string } } }[] } }[] }>(
      manifests,
      'Ingress',
    ).flatMap(({ spec }) => spec.rules)
    for (const { backend } of rules.flatMap(({ http }) => http.paths)) find(manifests, 'Service', backend.service.name)
  })

  test(`${set}: the app is probed, and is told to end after it has left the Service and in time to do it`, () => {
    for (const { metadata, spec } of ofKind<Workload>(manifests, 'Deployment').filter(isApp)) {
      const { containers, terminationGracePeriodSeconds = 0 } = spec.template.spec
      const [{ lifecycle, startupProbe, readinessProbe, livenessProbe }] = containers as [(typeof containers)[0]]
      assert.deepEqual(
        [startupProbe, readinessProbe, livenessProbe].map((probe) => probe?.httpGet?.path),
        ['/health', '/ready', '/health'],
        metadata.name,
      )
      const sleep = Number(lifecycle?.preStop.exec.command[1] ?? 0)
      assert.equal(sleep > 0, metadata.labels[component] !== 'worker', metadata.name)
      const [, endMs = ''] = /longestEndMs = ([\d_]+)/.exec(projectFile('src/main.ts')) ?? []
      const end = Number(endMs.replaceAll('_', '')) / 1000
      assert.ok(end > 0 && terminationGracePeriodSeconds > sleep + end, metadata.name)
    }
  })
}

function isApp({ metadata }: Manifest<Workload>): boolean {
  return ['web', 'mcp', 'worker', 'migrate'].includes(metadata.labels[component] ?? '')
}

/** Role, command and port of every Deployment of the app. */
function roles(manifests: readonly Manifest[]): string[] {
  return ofKind<Workload>(manifests, 'Deployment')
    .filter(isApp)
    .map(({ metadata, spec }) => {
      const { args, ports } = spec.template.spec.containers[0]!
      return `${metadata.name}: ${args?.join(' ')} at ${ports?.[0]?.containerPort}`
    })
}

test('each role is its command, as in compose.yaml', () => {
  const split = ['pollux-web: web at 3000', 'pollux-mcp: mcp --port 5000 at 5000', 'pollux-worker: worker at 9464']
  assert.deepEqual(roles(rendered.get('default')!), split)
  assert.deepEqual(roles(rendered.get('production')!), split)
  assert.deepEqual(roles(rendered.get('minimal')!), [split[0], split[2]])
  assert.deepEqual(roles(rendered.get('merged')!), ['pollux-web: serve at 3000'])
  const commands = projectFile('src/surfaces/cli/serve-commands.ts')
  for (const name of ['serve', 'web', 'mcp', 'worker', 'migrate'])
    assert.ok(commands.includes(`.command('${name}')`), name)
})

test('the database is migrated before what uses it, wherever the database and the Secret are there by then', () => {
  const hooks = (set: string) =>
    ofKind(rendered.get(set)!, 'Job').map(({ metadata }) => metadata.annotations?.['helm.sh/hook'])
  assert.deepEqual(hooks('default'), ['pre-upgrade'])
  assert.deepEqual(hooks('merged'), ['pre-upgrade'])
  assert.deepEqual(hooks('external-databases'), ['pre-install,pre-upgrade'])
  assert.deepEqual(hooks('production'), ['pre-install,pre-upgrade'])
  assert.deepEqual(hooks('minimal'), [])
  // It runs before the ConfigMap is there.
  const job = find<Workload>(rendered.get('production')!, 'Job', 'pollux-migrate')
  assert.ok(!JSON.stringify(job).includes('configMap'))
})

test('the data services get the files of deploy/ to the letter', () => {
  for (const service of ['postgres', 'redis']) {
    const { data = {} } = find(rendered.get('default')!, 'ConfigMap', `pollux-${service}`)
    assert.ok(Object.keys(data).length >= 3)
    for (const [name, text] of Object.entries(data)) assert.equal(text, projectFile(`deploy/${service}/${name}`), name)
  }
})

interface Policy {
  readonly podSelector: { readonly matchLabels: Record<string, string>; readonly matchExpressions?: Expression[] }
  readonly policyTypes: readonly string[]
  readonly ingress?: { readonly from?: readonly Peer[]; readonly ports: readonly { readonly port: number }[] }[]
  readonly egress?: { readonly to?: readonly Peer[]; readonly ports: readonly { readonly port: number }[] }[]
}
interface Expression {
  readonly values: readonly string[]
}
interface Peer {
  readonly podSelector?: { readonly matchExpressions?: readonly Expression[] }
  readonly namespaceSelector?: { readonly matchLabels: Record<string, string> }
  readonly ipBlock?: { readonly cidr: string }
}

test('policies deny everything, then let the data services be reached by the app alone', () => {
  const manifests = rendered.get('default')!
  const denied = find<Policy>(manifests, 'NetworkPolicy', 'pollux-default-deny').spec
  assert.deepEqual([denied.policyTypes, denied.ingress, denied.egress], [['Ingress', 'Egress'], undefined, undefined])
  for (const { spec } of workloads(manifests))
    assert.ok(selects(denied.podSelector.matchLabels, spec.template.metadata.labels))
  for (const [service, port] of [
    ['postgres', 5432],
    ['redis', 6379],
  ] as const) {
    const { ingress = [] } = find<Policy>(manifests, 'NetworkPolicy', `pollux-${service}`).spec
    assert.deepEqual(
      ingress.map(({ from, ports }) => [
        from?.map(({ podSelector }) => podSelector?.matchExpressions?.[0]?.values),
        ports,
      ]),
      [[[['web', 'mcp', 'worker', 'migrate']], [{ port }]]],
    )
  }
  const out = find<Policy>(manifests, 'NetworkPolicy', 'pollux-out').spec.egress ?? []
  assert.deepEqual(
    out.flatMap(({ ports }) => ports.map(({ port }) => port)),
    [53, 53, 3000, 5000, 5432, 6379],
  )
  assert.ok(!JSON.stringify(out).includes('0.0.0.0/0'), 'nothing goes to the internet unless it is asked for')
})

test('a policy whose peers were all taken away lets nobody in, rather than everybody', () => {
  const none = 'networkPolicy.monitoring=[],networkPolicy.ingressController=[],networkPolicy.clients=[]'
  for (const set of ['default', 'production'])
    for (const { metadata, spec } of ofKind<Policy>(render(set, '--set-json', none), 'NetworkPolicy'))
      for (const { from } of spec.ingress ?? []) assert.ok(from && from.length > 0, metadata.name)
})

test('nobody outside reaches /metrics, and /mcp goes to mcp', () => {
  interface Ingress {
    readonly rules: { readonly http: { readonly paths: Path[] } }[]
  }
  interface Path {
    readonly path: string
    readonly pathType: string
    readonly backend: { readonly service: { readonly name: string } }
  }
  const manifests = rendered.get('production')!
  const { rules } = find<Ingress>(manifests, 'Ingress', 'pollux').spec
  assert.deepEqual(
    rules[0]!.http.paths.map(({ path, pathType, backend }) => [path, pathType, backend.service.name]),
    [
      ['/metrics', 'Exact', 'pollux-closed'],
      ['/mcp', 'Prefix', 'pollux-mcp'],
      ['/', 'Prefix', 'pollux-web'],
    ],
  )
  assert.equal(find<{ selector?: unknown }>(manifests, 'Service', 'pollux-closed').spec.selector, undefined)
})

test('backups on a volume of one node: the worker is one, and its old pod ends before the new one starts', () => {
  const strategy = (set: string, name: string) =>
    find<{ strategy: { type: string } }>(rendered.get(set)!, 'Deployment', name).spec.strategy.type
  assert.equal(strategy('default', 'pollux-worker'), 'Recreate')
  assert.equal(strategy('default', 'pollux-web'), 'RollingUpdate')
  assert.equal(strategy('production', 'pollux-worker'), 'RollingUpdate')
  assert.equal(strategy('merged', 'pollux-web'), 'Recreate')
})

interface Rules {
  readonly groups: {
    readonly rules: { readonly alert?: string; readonly expr: string; readonly labels?: Record<string, string> }[]
  }[]
}
const alertsOf = ({ groups }: Rules) => groups.flatMap(({ rules }) => rules).flatMap(({ alert }) => alert ?? [])

test('Prometheus has every alert that something here can make fire, and the jobs that they speak of', () => {
  const all = alertsOf(parse(projectFile('deploy/prometheus/rules/alerts.yml')) as Rules)
  const without = (...names: string[]) => all.filter((name) => !names.includes(name))
  const elsewhere = ['DiskFilling', 'MemoryLow', 'NginxDown', 'TargetDown']
  const dataServices = ['DatabaseDown', 'DatabaseConnections', 'CacheDown', 'CacheFull']
  const rules = (set: string) => find<Rules>(rendered.get(set)!, 'PrometheusRule', 'pollux').spec
  assert.deepEqual(alertsOf(rules('merged')), without(...elsewhere, 'CertificateExpiring'))
  assert.deepEqual(alertsOf(rules('production')), without(...elsewhere, ...dataServices))
  for (const { alert, labels } of rules('production').groups.flatMap((group) => group.rules))
    if (alert !== undefined) assert.equal(labels?.['namespace'], 'house', alert)

  interface Monitor {
    readonly selector: { readonly matchLabels: Record<string, string> }
    readonly endpoints: {
      readonly port: string
      readonly relabelings: { targetLabel: string; replacement: string }[]
    }[]
  }
  for (const [set, expected] of [
    ['production', ['pollux-api', 'pollux-mcp', 'pollux-worker']],
    ['merged', ['pollux-api', 'postgres', 'redis']],
  ] as const) {
    const manifests = rendered.get(set)!
    const services = ofKind<{ ports: { name: string }[] }>(manifests, 'Service')
    const jobs = ofKind<Monitor>(manifests, 'ServiceMonitor').map(({ metadata, spec }) => {
      const found = services.filter((service) => selects(spec.selector.matchLabels, service.metadata.labels))
      assert.equal(found.length, 1, metadata.name)
      const [{ port, relabelings }] = spec.endpoints as [Monitor['endpoints'][0]]
      assert.ok(
        found[0]!.spec.ports.some(({ name }) => name === port),
        metadata.name,
      )
      return relabelings.find(({ targetLabel }) => targetLabel === 'job')?.replacement
    })
    assert.deepEqual(jobs, expected)
    const inConfiguration = projectFile('deploy/prometheus/prometheus.yml')
    for (const job of expected) assert.ok(inConfiguration.includes(`job_name: ${job}\n`), job)
  }
})

test('a manifest that Kubernetes would refuse, or of which it would drop something, is told', async () => {
  const deployment = find<Workload>(rendered.get('default')!, 'Deployment', 'pollux-web')
  const broken = (change: (container: Record<string, unknown>) => void) => {
    const copy = structuredClone(deployment)
    change(copy.spec.template.spec.containers[0] as unknown as Record<string, unknown>)
    return requireValid(copy)
  }
  await assert.rejects(
    broken((container) => (container['livenesProbe'] = {})),
    /no such field: .*livenesProbe/,
  )
  await assert.rejects(
    broken((container) => (container['args'] = 'web')),
    /args must be array/,
  )
  await assert.rejects(requireValid({ ...deployment, apiVersion: 'apps/v0' }), /Deployment pollux-web: .*apps\/v0/)
})
