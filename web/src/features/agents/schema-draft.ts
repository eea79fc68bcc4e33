/** What a capability takes, as far as its form understands it (JSON Schema 2020-12); anything else is written as JSON. */
export interface JsonSchema {
  readonly type?: string
  readonly enum?: readonly string[]
  readonly const?: unknown
  readonly description?: string
  readonly default?: unknown
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema
  readonly oneOf?: readonly JsonSchema[]
  readonly maxLength?: number
}

/** What is in the form: texts as they are typed, so that nothing typed is lost. Undefined: left out. */
export type Draft = string | boolean | readonly Draft[] | { readonly [name: string]: Draft } | undefined

export type FieldKind = 'choice' | 'text' | 'number' | 'flag' | 'list' | 'group' | 'variants' | 'json'

export function kindOf(schema: JsonSchema): FieldKind {
  if (schema.oneOf?.every((variant) => variantName(variant) !== undefined)) return 'variants'
  if (schema.enum || typeof schema.const === 'string') return 'choice'
  if (schema.type === 'string') return 'text'
  if (schema.type === 'integer' || schema.type === 'number') return 'number'
  if (schema.type === 'boolean') return 'flag'
  if (schema.type === 'array' && schema.items) return 'list'
  if (schema.type === 'object' && schema.properties) return 'group'
  return 'json'
}

/** The property that tells variants apart, with its value in this one. */
export function variantName(variant: JsonSchema): { property: string; value: string } | undefined {
  for (const [property, { const: value }] of Object.entries(variant.properties ?? {}))
    if (typeof value === 'string') return { property, value }
  return undefined
}

/** The variant that a draft is of; the first when it says nothing. */
export function variantOf(schema: JsonSchema, draft: Draft): JsonSchema {
  const group = groupOf(draft)
  const variants = schema.oneOf ?? []
  const chosen = variants.find((variant) => {
    const name = variantName(variant)
    return name && group[name.property] === name.value
  })
  return chosen ?? variants[0] ?? {}
}

export function groupOf(draft: Draft): { readonly [name: string]: Draft } {
  return typeof draft === 'object' && !Array.isArray(draft) ? (draft as { readonly [name: string]: Draft }) : {}
}

export function listOf(draft: Draft): readonly Draft[] {
  return Array.isArray(draft) ? (draft as readonly Draft[]) : []
}

/** What stands in the form at first: what is given, else the defaults. */
export function draftOf(schema: JsonSchema, given?: unknown, isRequired = true): Draft {
  const value = given ?? schema.default
  switch (kindOf(schema)) {
    case 'variants': {
      const named = groupOf(value as Draft)
      return draftOf(variantOf(schema, named), value)
    }
    case 'choice':
      return typeof schema.const === 'string' ? schema.const : text(value)
    case 'flag':
      return value === true
    case 'list':
      return Array.isArray(value) ? value.map((item) => draftOf(schema.items!, item)) : []
    case 'group': {
      if (value === undefined && !isRequired) return undefined
      const values = (value ?? {}) as Record<string, unknown>
      return Object.fromEntries(
        Object.entries(schema.properties!).map(([name, property]) => [
          name,
          draftOf(property, values[name], schema.required?.includes(name) ?? false),
        ]),
      )
    }
    case 'json':
      return value === undefined ? '' : JSON.stringify(value, null, 2)
    default:
      return text(value)
  }
}

/** The input that a draft stands for. What is not the right kind of text is sent as it is: the server says what is wrong. */
export function inputOf(schema: JsonSchema, draft: Draft): { input: unknown; notJson: readonly string[] } {
  const notJson: string[] = []
  return { input: valueOf(schema, draft, [], true, notJson), notJson }
}

function valueOf(
  schema: JsonSchema,
  draft: Draft,
  path: readonly (string | number)[],
  isRequired: boolean,
  notJson: string[],
): unknown {
  switch (kindOf(schema)) {
    case 'variants':
      return valueOf(variantOf(schema, draft), draft, path, isRequired, notJson)
    case 'flag':
      return draft === true
    case 'number':
      return draft === undefined || draft === '' ? undefined : Number.isNaN(Number(draft)) ? draft : Number(draft)
    case 'list': {
      const items = listOf(draft)
      if (items.length === 0 && !isRequired) return undefined
      return items.map((item, index) => valueOf(schema.items!, item, [...path, index], true, notJson) ?? '')
    }
    case 'group': {
      if (draft === undefined) return undefined
      const group = groupOf(draft)
      const entries = Object.entries(schema.properties!).map(([name, property]) => {
        const required = schema.required?.includes(name) ?? false
        return [name, valueOf(property, group[name], [...path, name], required, notJson)] as const
      })
      return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
    }
    case 'json': {
      if (typeof draft !== 'string' || draft.trim() === '') return undefined
      try {
        return JSON.parse(draft)
      } catch {
        notJson.push(path.join('.'))
        return undefined
      }
    }
    default:
      return draft === '' && !isRequired ? undefined : draft
  }
}

function text(value: unknown): string {
  return value === undefined || value === null ? '' : String(value)
}
