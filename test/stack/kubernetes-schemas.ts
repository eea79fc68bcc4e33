import { z } from 'zod'
import type { Manifest } from './chart.ts'

const metadata = z.strictObject({
  name: z.string().regex(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/).max(253),
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
  const where = `${kind} ${manifest.metadata.name}`
  try {
    const own = operators[`${apiVersion}/${kind}`]
    if (own) {
      own.parse(manifest)
      return
    }
    metadata.loose().parse(manifest.metadata)
    const models = (await import(`kubernetes-models/${apiVersion}/${kind}`)) as Record<
      string,
      new (manifest: Manifest) => Model
    >
    new models[kind]!(manifest).validate()
  } catch (error) {
    throw new Error(`${where}: ${(error as Error).message}`, { cause: error })
  }
}
