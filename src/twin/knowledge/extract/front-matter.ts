import { parse, YAMLParseError } from 'yaml'
import { z } from 'zod'
import { languages } from '../../text/language.ts'
import { audienceNames } from '../audience-order.ts'
import { SkipError } from './outcome.ts'

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a date such as 2025-03-04')

/** Keys that any Markdown file may carry. Others are kept as they are. */
const documentFrontMatter = z.looseObject({
  title: z.string().min(1).optional(),
  language: z.enum(languages).optional(),
  audience: z.enum(audienceNames).optional(),
})

/** A standard operating procedure. `id` and `title` name it, the rest describes it. */
export const sopFrontMatter = documentFrontMatter.extend({
  title: z.string().min(1),
  id: z.string().min(1),
  category: z.string().min(1).optional(),
  owner: z.string().min(1).optional(),
  reviewed: isoDate.optional(),
  estimated_minutes: z.number().positive().optional(),
  risk: z.enum(['low', 'medium', 'high']).optional(),
})

const sopKeys = ['category', 'owner', 'reviewed', 'estimated_minutes', 'risk'] as const

export interface FrontMatter {
  readonly kind: 'document' | 'sop'
  readonly values: z.infer<typeof documentFrontMatter>
}

/**
 * Checks the YAML between the two rules. A file is an SOP when its front matter has an `id` and two of the other SOP
 * keys, says `kind: sop`, or when it lies in a folder named "sops" (`inSopFolder`).
 * @throws SkipError `invalid_front_matter`, naming each key that is wrong.
 */
export function parseFrontMatter(block: string, inSopFolder: boolean): FrontMatter {
  const values = parseYaml(block)
  const kind =
    inSopFolder ||
    values['kind'] === 'sop' ||
    (values['id'] !== undefined && sopKeys.filter((key) => values[key] !== undefined).length >= 2)
      ? 'sop'
      : 'document'
  const checked = (kind === 'sop' ? sopFrontMatter : documentFrontMatter).safeParse(values)
  if (!checked.success) {
    const reasons = checked.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new SkipError('invalid_front_matter', `The front matter is not valid. ${reasons.join('; ')}.`)
  }
  return { kind, values: checked.data }
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
  return values as Record<string, unknown>
}
