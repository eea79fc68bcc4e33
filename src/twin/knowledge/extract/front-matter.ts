import { parse, YAMLParseError } from 'yaml'
import { z } from 'zod'
import { languages } from '../../text/language.ts'
import { audienceNames } from '../audience-order.ts'
import { SkipError } from './outcome.ts'
import { cleanText } from './text-builder.ts'

const isoDate = z.iso.date({ error: 'expected a date such as 2025-03-04' })

/** Keys that any Markdown file may carry. Others are kept as they are. */
const documentFrontMatter = z.looseObject({
  title: z.string().min(1).optional(),
  language: z.enum(languages).optional(),
  audience: z.enum(audienceNames).optional(),
})

/** A standard operating procedure. `id` and `title` name it, the rest describes it. */
const sopFrontMatter = documentFrontMatter.extend({
  title: z.string().min(1),
  id: z.string().min(1),
  category: z.string().min(1).optional(),
  owner: z.string().min(1).optional(),
  reviewed: isoDate.optional(),
  estimated_minutes: z.number().positive().optional(),
  risk: z.enum(['low', 'medium', 'high']).optional(),
})

const sopKeys = ['category', 'owner', 'reviewed', 'estimated_minutes', 'risk'] as const

export type SopFrontMatter = z.infer<typeof sopFrontMatter>

export type FrontMatter =
  | { readonly kind: 'document'; readonly values: z.infer<typeof documentFrontMatter> }
  | { readonly kind: 'sop'; readonly values: SopFrontMatter }

/**
 * Checks the YAML between the two rules. A file is an SOP when its front matter has an `id` and two of the other SOP
 * keys, says `kind: sop`, or when it lies in a folder named "sops" (`inSopFolder`).
 * @throws SkipError `invalid_front_matter`, naming each key that is wrong.
 */
export function parseFrontMatter(block: string, inSopFolder: boolean): FrontMatter {
  const values = parseYaml(block)
  const isSop =
    inSopFolder ||
    values['kind'] === 'sop' ||
    (values['id'] !== undefined && sopKeys.filter((key) => values[key] !== undefined).length >= 2)
  return isSop
    ? { kind: 'sop', values: check(sopFrontMatter, values) }
    : { kind: 'document', values: check(documentFrontMatter, values) }
}

function check<Schema extends z.ZodType>(schema: Schema, values: unknown): z.infer<Schema> {
  const checked = schema.safeParse(values)
  if (checked.success) return checked.data
  const reasons = checked.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new SkipError('invalid_front_matter', `The front matter is not valid. ${reasons.join('; ')}.`)
}

function parseYaml(block: string): Record<string, unknown> {
  let values: unknown
  try {
    values = parse(block, { maxAliasCount: 20, logLevel: 'error' })
  } catch (cause) {
    const where = cause instanceof YAMLParseError && cause.linePos ? ` (line ${cause.linePos[0].line + 1})` : ''
    const what = cause instanceof Error ? cause.message.split('\n')[0]!.replace(/ at line.*$/, '') : String(cause)
    throw new SkipError('invalid_front_matter', `The front matter is not valid YAML${where}: ${what}.`, { cause })
  }
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    throw new SkipError('invalid_front_matter', 'The front matter must be a list of keys and values.')
  }
  return cleaned(values, []) as Record<string, unknown>
}

/** Escapes in quoted strings can write characters that no text may hold (NUL), and anchors a value that holds itself. */
function cleaned(value: unknown, path: readonly object[]): unknown {
  if (typeof value === 'string') return cleanText(value)
  if (typeof value !== 'object' || value === null) return value
  if (path.includes(value))
    throw new SkipError('invalid_front_matter', 'The front matter holds a value that contains itself.')
  const inside = [...path, value]
  if (Array.isArray(value)) return value.map((item) => cleaned(item, inside))
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [cleanText(key), cleaned(item, inside)]))
}
