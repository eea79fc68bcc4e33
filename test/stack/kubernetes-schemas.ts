import { z } from 'zod'
import type { Manifest } from './chart.ts'

const metadata = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/)
    .max(253),
  labels: z.record(z.string(), z.string().max(63)),
  annotations: z.record(z.string(), z.string()).optional(),
})
const duration = z.string().regex(/^\d+(ms|s|m|h|d)$/)

/** What the chart uses of the operators' own kinds, whose schemas no cluster is needed for. */
const operators: Record<string, z.ZodType> = {
  'monitoring.coreos.com/v1/ServiceMonitor': z.strictObject({
    apiVersion: z.literal('monitoring.coreos.com/v1'),
    kind: z.literal('ServiceMonitor'),
    metadata,
    spec: z.strictObject({
      selector: z.strictObject({ matchLabels: z.record(z.string(), z.string()) }),
      endpoints: z
        .array(
          z.strictObject({
            port: z.string(),
            path: z.string().startsWith('/'),
            interval: duration,
            honorLabels: z.boolean().optional(),
            authorization: z
              .strictObject({ credentials: z.strictObject({ name: z.string(), key: z.string() }) })
              .optional(),
            relabelings: z.array(z.strictObject({ targetLabel: z.string(), replacement: z.string() })),
          }),
        )
        .min(1),
    }),
  }),
  'monitoring.coreos.com/v1/PrometheusRule': z.strictObject({
    apiVersion: z.literal('monitoring.coreos.com/v1'),
    kind: z.literal('PrometheusRule'),
    metadata,
    spec: z.strictObject({
      groups: z
        .array(
          z.strictObject({
            name: z.string().min(1),
            rules: z
              .array(
                z.union([
                  z.strictObject({ record: z.string().regex(/^[a-z_:][\w:]*$/), expr: z.string().min(1) }),
                  z.strictObject({
                    alert: z.string().min(1),
                    expr: z.string().min(1),
                    for: duration,
                    labels: z.record(z.string(), z.string()),
                    annotations: z.record(z.string(), z.string()),
                  }),
                ]),
              )
              .min(1),
          }),
        )
        .min(1),
    }),
  }),
  'cert-manager.io/v1/Certificate': z.strictObject({
    apiVersion: z.literal('cert-manager.io/v1'),
    kind: z.literal('Certificate'),
    metadata,
    spec: z.strictObject({
      secretName: z.string().min(1),
      dnsNames: z.array(z.string().min(1)).min(1),
      privateKey: z.strictObject({
        algorithm: z.literal('ECDSA'),
        size: z.literal(256),
        rotationPolicy: z.literal('Always'),
      }),
      issuerRef: z.strictObject({
        group: z.literal('cert-manager.io'),
        kind: z.enum(['ClusterIssuer', 'Issuer']),
        name: z.string().min(1),
      }),
    }),
  }),
}

interface Model {
  validate(): void
}

/** Throws what is wrong with it by the schema of Kubernetes, or of the operator whose kind it is. */
export async function requireValid(manifest: Manifest): Promise<void> {
  const { apiVersion, kind } = manifest
  try {
    const own = operators[`${apiVersion}/${kind}`]
    if (own) own.parse(manifest)
    else {
      metadata.parse(manifest.metadata)
      const models = (await import(`kubernetes-models/${apiVersion}/${kind}`)) as Record<string, { prototype: Model }>
      const unread = new Set<string>()
      models[kind]!.prototype.validate.call(watched(manifest, '', unread))
      // The schemas let through what they do not know, and Kubernetes drops it: livenesProbe.
      if (unread.size > 0) throw new Error(`there is no such field: ${[...unread].join(', ')}`)
    }
  } catch (error) {
    throw new Error(`${kind} ${manifest.metadata.name}: ${(error as Error).message}`, { cause: error })
  }
}

/** The same, and `unread` holds the paths in it that nobody has looked at; each is taken out when somebody does. */
function watched<Value extends object>(value: Value, path: string, unread: Set<string>): Value {
  const inside = new Map<PropertyKey, unknown>()
  for (const [key, child] of Object.entries(value)) {
    unread.add(`${path}/${key}`)
    inside.set(key, child)
  }
  return new Proxy(value, {
    get(target, key) {
      if (!inside.has(key)) return Reflect.get(target, key) as unknown
      const child = inside.get(key)
      if (!unread.delete(`${path}/${String(key)}`) || typeof child !== 'object' || child === null) return child
      const seen = watched(child, `${path}/${String(key)}`, unread)
      inside.set(key, seen)
      return seen
    },
  })
}
