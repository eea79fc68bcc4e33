import type { z } from 'zod'
import type { AuditEntry } from './audit-store.ts'

/** What an entry says; undefined when that is not of this shape. */
export function readBody<Body>({ body }: AuditEntry, schema: z.ZodType<Body>): Body | undefined {
  try {
    return schema.safeParse(JSON.parse(body)).data
  } catch {
    return undefined // no JSON
  }
}
