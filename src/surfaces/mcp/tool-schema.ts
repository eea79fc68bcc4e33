import type { StandardSchemaWithJSON } from '@modelcontextprotocol/server'
import { z } from 'zod'

/**
 * A Zod schema as the SDK takes it. Its JSON Schema is made once for the process: the SDK would make it anew for every
 * server, and there is a server for every request. Without `id`, which validators refuse as a relic of draft 4, and open
 * to fields that a later version answers.
 */
export function toolSchema<Schema extends z.ZodType>(
  schema: Schema,
): StandardSchemaWithJSON<z.input<Schema>, z.output<Schema>> {
  const made: Partial<Record<'input' | 'output', Record<string, unknown>>> = {}
  const json = (io: 'input' | 'output') => (made[io] ??= asJsonSchema(schema, io))
  return {
    '~standard': {
      ...schema['~standard'],
      jsonSchema: { input: () => json('input'), output: () => json('output') },
    },
  }
}

function asJsonSchema(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  return z.toJSONSchema(schema, {
    io,
    override({ jsonSchema }) {
      delete jsonSchema.id
      if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
    },
  })
}
