import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { z } from 'zod'
import { thresholdsSchema } from './alerts/thresholds.ts'
import { namedTargetSchema } from './checks/target.ts'
import { isBuiltIn } from './services.ts'
import { ConfigurationError } from '../../errors.ts'

const canarySchema = z.strictObject({
  question: z.string().trim().min(3).max(500),
  language: z.enum(['en', 'fr', 'de', 'es']).default('en'),
})
export type CanaryQuestion = z.infer<typeof canarySchema>

const fileSchema = z.strictObject({
  targets: z
    .array(namedTargetSchema)
    .default([])
    .check(({ value, issues }) => {
      const taken = new Set<string>()
      for (const [index, { name }] of value.entries()) {
        if (taken.has(name) || isBuiltIn(name))
          issues.push({ code: 'custom', input: name, path: [index, 'name'], message: `"${name}" is taken already` })
        taken.add(name)
      }
    }),
  thresholds: thresholdsSchema.prefault({}),
  /** What this twin must be able to answer to anybody; without it any answer to the canary will do, a refusal too. */
  canary: canarySchema.optional(),
  /** Folders whose file systems are looked at, beside the root and the data folder. */
  disks: z.array(z.string().startsWith('/')).default([]),
  /** Labels of the tickets that alerts about a service, target or folder become, such as the command that starts it. */
  labels: z.record(z.string(), z.record(z.string().regex(/^[a-z_][a-z0-9_]*$/), z.string())).default({}),
})

export type MonitoringFile = z.infer<typeof fileSchema>

/** Reads the monitoring file; without one there are no targets and the default thresholds. Throws an Error that names what is wrong. */
export async function readMonitoringFile(path?: string): Promise<MonitoringFile> {
  if (path === undefined) return fileSchema.parse({})
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new ConfigurationError(`The monitoring file ${path} cannot be read: ${error.message}`, { cause: error })
  })
  let value: unknown
  try {
    value = parse(text)
  } catch (error) {
    throw new ConfigurationError(`The monitoring file ${path} is not YAML: ${(error as Error).message}`, {
      cause: error,
    })
  }
  const parsed = fileSchema.safeParse(value ?? {})
  if (!parsed.success)
    throw new ConfigurationError(`The monitoring file ${path} is wrong:\n${z.prettifyError(parsed.error)}`)
  return parsed.data
}
