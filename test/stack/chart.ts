import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseAllDocuments } from 'yaml'
import { helm, helmPath } from '../../scripts/stack/helm.ts'

const project = fileURLToPath(new URL('../../', import.meta.url))
const chart = join(project, 'deploy', 'helm', 'pollux')
const path = await helmPath()

export interface Container {
  readonly name: string
  readonly image: string
  readonly args?: readonly string[]
  readonly env?: readonly { readonly name: string; readonly value?: string }[]
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[]
  readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string }[]
  readonly resources: { readonly limits?: Record<string, string>; readonly requests?: Record<string, string> }
  readonly securityContext?: Record<string, unknown>
  readonly lifecycle?: { readonly preStop: { readonly exec: { readonly command: readonly string[] } } }
  readonly startupProbe?: Probe
  readonly readinessProbe?: Probe
  readonly livenessProbe?: Probe
}

interface Probe {
  readonly httpGet?: { readonly path: string; readonly port: string }
}

export interface PodSpec {
  readonly containers: readonly Container[]
  readonly securityContext: Record<string, unknown>
  readonly automountServiceAccountToken?: boolean
  readonly enableServiceLinks?: boolean
  readonly terminationGracePeriodSeconds?: number
  readonly volumes: readonly {
    readonly name: string
    readonly secret?: { readonly secretName: string; readonly items: readonly { readonly key: string }[] }
    readonly configMap?: { readonly name: string; readonly items?: readonly { readonly key: string }[] }
    readonly persistentVolumeClaim?: { readonly claimName: string }
  }[]
}

/** A Kubernetes object; `spec` is of its kind, and what a test reads of it stands with the test. */
export interface Manifest<Spec = object> {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: {
    readonly name: string
    readonly labels: Record<string, string>
    readonly annotations?: Record<string, string>
  }
  readonly spec: Spec
  readonly data?: Record<string, string>
}

export interface Workload {
  readonly replicas?: number
  readonly template: { readonly metadata: { readonly labels: Record<string, string> }; readonly spec: PodSpec }
  readonly volumeClaimTemplates?: readonly { readonly metadata: { readonly name: string } }[]
}

/** The sets of values under ci/, by name. */
export const valueSets: readonly string[] = readdirSync(join(chart, 'ci')).map((file) =>
  file.replace(/-values\.yaml$/, ''),
)

const valuesOf = (set: string): string[] => ['--values', join(chart, 'ci', `${set}-values.yaml`)]

export function lint(set: string): { status: number | null; output: string } {
  const { status, stdout, stderr } = helm(path, 'lint', '--strict', chart, ...valuesOf(set))
  return { status, output: stdout + stderr }
}

/** Of Helm, for a release `pollux` in the namespace `house`. */
export function templateArguments(set: string): string[] {
  return ['template', 'pollux', chart, '--namespace', 'house', ...valuesOf(set)]
}

/** What `helm install pollux --namespace house` would apply; throws what Helm said. */
export function render(set: string, ...more: string[]): Manifest[] {
  const { status, stdout, stderr } = helm(path, ...templateArguments(set), ...more)
  if (status !== 0) throw new Error(stderr)
  // As Kubernetes reads it: 0440 is octal, and `on` is true.
  return parseAllDocuments(stdout, { version: '1.1' }).flatMap((document) => {
    if (document.errors.length > 0) throw document.errors[0]!
    return (document.toJS() as Manifest | null) ?? []
  })
}

/** The notes that are shown after an installation. */
export function notes(set: string, ...more: string[]): string {
  const args = ['install', 'pollux', chart, '--namespace', 'house', '--dry-run=client', ...valuesOf(set), ...more]
  const { status, stdout, stderr } = helm(path, ...args)
  if (status !== 0) throw new Error(stderr)
  return stdout.slice(stdout.indexOf('NOTES:'))
}

export function ofKind<Spec>(manifests: readonly Manifest[], kind: string): Manifest<Spec>[] {
  return manifests.filter((manifest) => manifest.kind === kind) as Manifest<Spec>[]
}

/** Everything that makes pods. */
export function workloads(manifests: readonly Manifest[]): Manifest<Workload>[] {
  return ['Deployment', 'StatefulSet', 'Job'].flatMap((kind) => ofKind<Workload>(manifests, kind))
}

export function find<Spec>(manifests: readonly Manifest[], kind: string, name: string): Manifest<Spec> {
  const found = ofKind<Spec>(manifests, kind).find(({ metadata }) => metadata.name === name)
  if (!found) throw new Error(`there is no ${kind} ${name}`)
  return found
}

/** Whether pods with these labels are selected. */
export function selects(selector: Record<string, string>, labels: Record<string, string>): boolean {
  return Object.entries(selector).every(([name, value]) => labels[name] === value)
}

export function projectFile(name: string): string {
  return readFileSync(join(project, name), 'utf8')
}
