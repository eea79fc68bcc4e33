import { compile } from 'json-schema-to-typescript'

interface Operation {
  summary?: string
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema: object }[]
  requestBody?: { required?: boolean; content: Record<string, { schema?: object }> }
  responses: Record<string, { content?: Record<string, { schema?: object }> }>
}

export interface OpenApiDocument {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object> }
}

const methods = ['get', 'post', 'put', 'patch', 'delete']

/**
 * The types that the web page calls `/api/v1` by, made from the OpenAPI document: one interface for each of its named
 * schemas, and `Operations`, by "METHOD path", with what goes in and what comes back. Done through JSON Schema, because the
 * generators for OpenAPI need the compiler's API, which TypeScript 7 does not have.
 */
export async function clientTypes({ paths, components }: OpenApiDocument): Promise<string> {
  const operations: Record<string, object> = {}
  for (const [path, item] of Object.entries(paths)) {
    if (!path.startsWith('/api/v1/')) continue
    for (const [method, operation] of Object.entries(item))
      if (methods.includes(method)) operations[`${method.toUpperCase()} ${path}`] = schemaOf(operation)
  }
  const schema = plainSchema({
    title: 'Operations',
    ...objectOf(operations),
    definitions: components.schemas,
  })
  return compile(schema as Parameters<typeof compile>[0], 'Operations', {
    bannerComment: '// Made by "npm run generate" from docs/reference/openapi.json.',
    additionalProperties: false,
    unreachableDefinitions: true,
    unknownAny: true,
    format: false,
    // A tuple per length up to `maxItems` helps nobody.
    ignoreMinAndMaxItems: true,
  })
}

/** What goes in, left out where there is nothing, and what comes back. */
function schemaOf({ summary, parameters = [], requestBody, responses }: Operation): object {
  const ok = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1]
  const place = (where: string): object | undefined => {
    const found = parameters.filter((parameter) => parameter.in === where)
    if (found.length === 0) return undefined
    return objectOf(
      Object.fromEntries(found.map(({ name, schema, description }) => [name, { ...schema, description }])),
      found.filter(({ required }) => required).map(({ name }) => name),
    )
  }
  const parts = {
    path: place('path'),
    query: place('query'),
    body: requestBody?.content['application/json']?.schema,
    response: ok?.content?.['application/json']?.schema ?? {},
  }
  const present = Object.entries(parts).filter((part): part is [string, object] => part[1] !== undefined)
  return { description: summary, ...objectOf(Object.fromEntries(present)) }
}

function objectOf(properties: Record<string, object>, required = Object.keys(properties)): object {
  return { type: 'object', properties, required, additionalProperties: false }
}

/** References as JSON Schema has them; no patterns, which say nothing in a type and hide what does. */
function plainSchema(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainSchema)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(
        ([key, inner]) => !(['pattern', 'format', 'minimum', 'maximum'].includes(key) && typeof inner !== 'object'),
      )
      .map(([key, inner]) => [
        key,
        key === '$ref' && typeof inner === 'string'
          ? inner.replace('#/components/schemas/', '#/definitions/')
          : plainSchema(inner),
      ]),
  )
}
