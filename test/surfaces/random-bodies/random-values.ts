import * as fc from 'fast-check'

export interface Schema {
  type?: string | string[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  enum?: unknown[]
  const?: unknown
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  propertyNames?: Schema
  items?: Schema
  minItems?: number
  maxItems?: number
  minLength?: number
  maxLength?: number
  pattern?: string
  format?: string
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  $ref?: string
}

/** Values for names whose schema says too little, so that more than the first check is reached. */
export type Hints = Readonly<Record<string, readonly unknown[]>>

/** What breaks programs: ends of ranges, wrong types, names of prototypes, characters that end lines and texts. */
export const hostileValues: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -0,
    -1,
    0.5,
    1e308,
    -1e308,
    5e-324,
    2 ** 31,
    2 ** 53,
    2 ** 63,
    '',
    ' ',
    '0',
    '1e999',
    'NaN',
    '\0',
    'a\0b',
    '\ud800',
    'a\udc00b',
    '\r\nX-Injected: yes\r\n\r\n',
    '../../../../etc/passwd',
    '..\\..\\secrets.json',
    'file:///etc/passwd',
    "'; drop table sources; --",
    '{{7*7}}${7*7}<%= 7*7 %>',
    '<script>alert(1)</script>',
    '$(touch /tmp/x)',
    '__proto__',
    'constructor',
    'toString',
    '\u202egnp.exe',
    '🎉'.repeat(50),
    'e\u0301'.repeat(200),
    'ﷺ'.repeat(2_000),
    '0001-01-01T00:00:00Z',
    '+275760-09-13T00:00:00.001Z',
    '9999-12-31T23:59:59Z',
    [],
    {},
    [[]],
    [null],
    { length: 1e9 },
    { toString: 1, valueOf: null },
    JSON.parse('{"then":"then","toJSON":"x"}'),
    JSON.parse('{"__proto__":{"admin":true}}'),
    { constructor: { prototype: { admin: true } } },
  ),
  fc.constantFrom(1_999, 2_001, 60_000, 300_000).map((length) => 'x'.repeat(length)),
  fc.constantFrom(5, 60, 500).map((depth) => nested(depth)),
  fc.constantFrom(100, 5_000).map((count) => Array.from({ length: count }, (_, index) => index)),
  fc.constantFrom(100, 2_000).map((count) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, i]))),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.double(),
  fc.jsonValue({ maxDepth: 3 }),
)

function nested(depth: number): unknown {
  let value: unknown = 'deep'
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { a: value }
  return value
}

/** Values that a JSON Schema (2020-12, of what zod writes) allows; of what it cannot say, sometimes others. */
export function valuesOf(
  schema: Schema,
  components: Record<string, Schema>,
  hints: Hints,
  name = '',
): fc.Arbitrary<unknown> {
  // Beyond what the schema says: how long to wait for a run. Nobody answers what is asked, so all of it would be waited for.
  if (/^wait_?seconds$/i.test(name)) return fc.constant(0)
  const hinted = hints[name]
  const values = unhinted(schema, components, hints)
  return hinted && hinted.length > 0 ? fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...hinted) }, values) : values
}

function unhinted(schema: Schema, components: Record<string, Schema>, hints: Hints): fc.Arbitrary<unknown> {
  const inside = (part: Schema, name?: string) => valuesOf(part, components, hints, name)
  if (schema.$ref) return inside(components[schema.$ref.split('/').at(-1)!] ?? {})
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if ('const' in schema) return fc.constant(schema.const)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map((choice) => inside(choice)))
  const [type] = [schema.type].flat()
  switch (type) {
    case 'string':
      return stringsOf(schema)
    case 'integer':
      return fc.integer({
        min: Math.max(schema.minimum ?? (schema.exclusiveMinimum ?? -10) + 1, -(2 ** 31)),
        max: Math.min(schema.maximum ?? 1_000, 2 ** 31 - 1),
      })
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return fc.array(inside(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 4, Math.max(4, schema.minItems ?? 0)),
      })
    case 'object': {
      const fixed = fc.record(
        Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, part]) => [key, inside(part, key)])),
        { requiredKeys: schema.required ?? [] },
      ) as fc.Arbitrary<Record<string, unknown>>
      const more = schema.additionalProperties
      if (typeof more !== 'object') return fixed
      const names = schema.propertyNames ? stringsOf(schema.propertyNames) : fc.string({ minLength: 1, maxLength: 20 })
      return fc
        .tuple(fixed, fc.dictionary(names, inside(more), { maxKeys: 4 }))
        .map((parts) => Object.assign({}, ...parts))
    }
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

const words = ['desks', 'office', 'network', 'password', 'printer', 'salary', 'Who', 'how', 'many', 'the', 'is', '?']

function stringsOf({ pattern, format, minLength = 0, maxLength = 60 }: Schema): fc.Arbitrary<string> {
  if (format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString())
  if (format === 'email') return fc.emailAddress()
  if (pattern) return fc.stringMatching(new RegExp(pattern))
  return fc.oneof(
    fc
      .array(fc.constantFrom(...words), { minLength: 1, maxLength: 8 })
      .map((some) => some.join(' ').slice(0, maxLength)),
    fc.string({ minLength, maxLength: Math.min(maxLength, minLength + 40) }),
    fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, minLength + 20) }),
  )
}

/** One place of a value is another, missing, there twice as deep, or beside something unknown. */
export function mutated(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .tuple(values, fc.nat(), hostileValues, fc.constantFrom('replace', 'remove', 'add', 'wrap'))
    .map(([value, place, bad, how]) => {
      const paths = placesOf(value)
      const path = paths[place % paths.length]!
      return changed(value, path, (part, owner) => {
        if (how === 'wrap') return [part]
        if (how === 'remove' && owner) return undefined
        if (how === 'add' && isObject(part))
          return { ...part, [typeof bad === 'string' ? bad.slice(0, 100) : 'unknown']: bad }
        return bad
      })
    })
}

function placesOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, part]) => placesOf(part, [...path, key]))]
}

function changed(
  value: unknown,
  [key, ...rest]: readonly string[],
  change: (part: unknown, owner: boolean) => unknown,
  owner = false,
): unknown {
  if (key === undefined) return change(value, owner)
  const part = changed((value as Record<string, unknown>)[key], rest, change, true)
  if (Array.isArray(value)) return value.map((old: unknown, index) => (String(index) === key ? part : old))
  return Object.fromEntries(Object.entries(value as object).map(([name, old]) => [name, name === key ? part : old]))
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
