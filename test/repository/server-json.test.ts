import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { readJson } from './project-files.ts'

/**
 * The essential rules of the MCP registry's schema of 2025-12-11, and those that it checks at publishing: read there, not copied
 * whole. What they do not know is refused, so that a misspelt field is seen.
 */
const input = z.strictObject({
  description: z.string().optional(),
  isRequired: z.boolean().optional(),
  isSecret: z.boolean().optional(),
  format: z.enum(['string', 'number', 'boolean', 'filepath']).optional(),
  default: z.string().optional(),
  value: z.string().optional(),
  choices: z.array(z.string()).optional(),
})
const remote = z.strictObject({
  type: z.enum(['streamable-http', 'sse']),
  url: z.string().regex(/^https?:\/\/[^\s]+$/),
  headers: z.array(input.extend({ name: z.string().min(1) })).optional(),
  variables: z.record(z.string(), input).optional(),
})
const serverJson = z.strictObject({
  $schema: z.literal('https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json'),
  name: z
    .string()
    .min(3)
    .max(200)
    .regex(/^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/),
  title: z.string().min(1).max(100).optional(),
  description: z.string().min(1).max(100),
  version: z
    .string()
    .max(255)
    .regex(/^\d+\.\d+\.\d+(-[\w.]+)?$/, 'no range, no "latest"'),
  remotes: z.array(remote).min(1),
})

test('server.json is what the MCP registry takes, with the version of the product', () => {
  const parsed = serverJson.parse(readJson('server.json'))
  assert.equal(parsed.version, readJson<{ version: string }>('package.json').version)
  for (const { url, variables = {} } of parsed.remotes) {
    const named = [...url.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    assert.deepEqual(named, Object.keys(variables), 'every variable of the address is explained, and no other')
  }
})
