import { setImmediate as others } from 'node:timers/promises'
import { fold } from '../text/terms.ts'
import type { SourceText } from './source.ts'
import { statedValues } from './stated-values.ts'

/** One place that says something of which another place says something else. */
export interface Statement {
  readonly sourceId: string
  readonly title: string
  readonly version: string
  readonly audience: SourceText['audience']
  readonly language: SourceText['language']
  readonly value: string
  readonly start: number
  readonly end: number
  readonly quote: string
}

export interface Contradiction {
  /** `profile` when two profiles fill the same field differently, `number` when two sentences differ in their number alone. */
  readonly kind: 'profile' | 'number'
  /** JSON pointer to the field, or the sentence with # for the number. */
  readonly about: string
  /** At least two, in different sources, with at least two values. */
  readonly statements: readonly Statement[]
}

/** A source with what it was read from, so that the parts of one file are not held against each other. */
export type ReadSource = SourceText & { readonly origin: string }

/**
 * Finds where sources say different things about the same: fields of profiles that hold one value, and sentences that differ in one
 * number alone. It finds no contradiction that is said in other words: a short list that holds is worth more than a long one that does not.
 */
export async function findContradictions(sources: AsyncIterable<ReadSource>): Promise<Contradiction[]> {
  const said = new Map<
    string,
    { kind: Contradiction['kind']; about: string; statements: (Statement & { file: string })[] }
  >()
  for await (const source of sources) {
    await others() // a large knowledge base must not keep anybody waiting
    for (const { kind, about, value, start, end } of valuesOf(source)) {
      const key = `${kind} ${about}`
      const { id: sourceId, title, version, audience, language, text, origin } = source
      const place = { sourceId, title, version, audience, language, value, start, end, quote: text.slice(start, end) }
      if (!said.has(key)) said.set(key, { kind, about, statements: [] })
      said.get(key)!.statements.push({ ...place, file: fileOf(origin) })
    }
  }
  return [...said.values()].flatMap(({ kind, about, statements }) =>
    differ(statements) ? [{ kind, about, statements: statements.map(({ file: _, ...statement }) => statement) }] : [],
  )
}

interface Value {
  readonly kind: Contradiction['kind']
  readonly about: string
  readonly value: string
  readonly start: number
  readonly end: number
}

function valuesOf(source: ReadSource): Value[] {
  if (source.kind !== 'profile')
    return statedValues(source.text, source.language).map(({ subject, ...place }) => ({
      kind: 'number',
      about: subject,
      ...place,
    }))
  const fields = (source.pointers ?? []).filter(({ pointer }) => holdsOneValue(pointer))
  const first = new Map(fields.toReversed().map((field) => [field.pointer, field]))
  return [...first.values()].map(({ pointer, value, start, end }) => ({
    kind: 'profile',
    about: pointer,
    value: value ?? source.text.slice(start, end),
    start,
    end,
  }))
}

/** Entries of lists have no name of their own: the first job of two profiles may be two jobs, and both true. */
function holdsOneValue(pointer: string): boolean {
  return !/\/\d+(?:\/|$)/.test(pointer) && !pointer.endsWith('/summary')
}

/** Whether two files say two values; one file that does is its author's to know. */
function differ(statements: readonly { readonly file: string; readonly value: string }[]): boolean {
  return statements.some((one) =>
    statements.some((other) => one.file !== other.file && sameAs(one.value) !== sameAs(other.value)),
  )
}

const sameAs = (value: string): string => fold(value).replace(/\s+/g, ' ').trim()
/** The parts of one profile for other audiences are `origin#recruiter` and so on. */
const fileOf = (origin: string): string => origin.replace(/#(?:public|recruiter|colleague|owner)$/, '')
