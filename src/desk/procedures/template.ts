import { AppError } from '../../errors.ts'

const roots = ['ticket', 'input', 'steps'] as const
type Root = (typeof roots)[number]

/** What placeholders can name: the ticket, what was asked for beforehand, and what earlier steps answered, by name. */
export type TemplateValues = Readonly<Record<Root, Readonly<Record<string, unknown>>>>

interface Placeholder {
  /** As written: `{{ticket.id}}`. */
  readonly text: string
  readonly root: Root
  readonly path: readonly string[]
}

const pattern = /\{\{\s*([^{}]*?)\s*\}\}/g
const path = /^(ticket|input|steps)((?:\.[A-Za-z0-9_]+)+)$/

/** Every placeholder in the strings of a value. Throws an Error for one that names nothing a placeholder can name. */
export function placeholdersIn(value: unknown): Placeholder[] {
  if (typeof value === 'string') return [...value.matchAll(pattern)].map((match) => parsePlaceholder(match))
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(placeholdersIn)
}

/**
 * Puts values in the place of placeholders. They name fields and nothing else: no code runs, nothing inherited is read, and
 * a value is never read for placeholders again. A string that is one placeholder keeps the type of its value.
 * Throws `invalid_input` when a field is missing, or is a list or an object in the middle of a text.
 */
export function fillTemplate(value: unknown, values: TemplateValues): unknown {
  if (typeof value === 'string') return fillText(value, values)
  if (Array.isArray(value)) return value.map((item) => fillTemplate(item, values))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillTemplate(item, values)]))
}

/** The field at `path` among a value's own fields; undefined when there is none. */
export function fieldAt(value: unknown, path: readonly string[]): unknown {
  let found = value
  for (const key of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined
    found = (found as Record<string, unknown>)[key]
  }
  return found
}

function fillText(text: string, values: TemplateValues): unknown {
  const whole = /^\{\{[^{}]*\}\}$/.test(text) ? placeholdersIn(text)[0] : undefined
  if (whole) return valueOf(whole, values)
  return text.replace(pattern, (...match) => {
    const placeholder = parsePlaceholder(match as unknown as RegExpMatchArray)
    const value = valueOf(placeholder, values)
    if (typeof value !== 'object') return String(value)
    throw new AppError('invalid_input', `${placeholder.text} is not a single value, so it cannot stand in a text.`)
  })
}

function valueOf({ text, root, path }: Placeholder, values: TemplateValues): unknown {
  const value = fieldAt(values[root], path)
  if (value !== undefined && value !== null) return value
  throw new AppError('invalid_input', `The procedure needs ${text}, and there is none. ${advice[root]}`)
}

const advice: Readonly<Record<Root, string>> = {
  ticket: 'Add it to the ticket.',
  input: 'Give it as an input.',
  steps: 'The step before did not answer it.',
}

function parsePlaceholder(match: RegExpMatchArray): Placeholder {
  const parsed = path.exec(match[1]!)
  if (!parsed)
    throw new Error(`${match[0]} is not a placeholder: write {{ticket.FIELD}}, {{input.NAME}} or {{steps.NAME.FIELD}}`)
  return { text: match[0], root: parsed[1] as Root, path: parsed[2]!.slice(1).split('.') }
}
