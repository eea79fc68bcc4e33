import type { Audience } from '#auth'
import { levelOfAudience } from '../knowledge/audience-order.ts'
import { toPointer } from './json-resume.ts'

/** A value of the profile that may be shown, and where it stands. */
export interface Field {
  readonly text: string
  readonly pointer: string
}

/**
 * One object of the profile as one audience sees it. Keys are tried in order, so that names of older JSON Resume
 * versions can follow the current one. Empty and hidden values are absent; list indices in pointers are the file's own.
 */
export interface ProfileView {
  readonly pointer: string
  text(...keys: string[]): Field | undefined
  texts(...keys: string[]): Field[]
  /** 'true' or 'false'. */
  boolean(key: string): Field | undefined
  object(key: string): ProfileView | undefined
  objects(key: string): ProfileView[]
  /** True when the profile says something there that this audience must not see. */
  hides(key: string): boolean
  keys(): string[]
}

export interface Visibility {
  /** The level of the value at a pointer: its own or its nearest ancestor's entry, else the default. */
  levelOf(pointer: string): number
}

/**
 * @param entries JSON pointer (or pointer prefix) -> audience, from `x-pollux.audiences`.
 * @param floor what the person said about the whole file; no entry makes a value more visible than that.
 */
export function visibility(entries: Readonly<Record<string, Audience>>, floor: Audience): Visibility {
  const levels = new Map(Object.entries(entries).map(([pointer, audience]) => [pointer, levelOfAudience(audience)]))
  return {
    levelOf(pointer) {
      for (let prefix = pointer; ; prefix = prefix.slice(0, prefix.lastIndexOf('/'))) {
        const level = levels.get(prefix)
        if (level !== undefined) return Math.max(level, levelOfAudience(floor))
        if (prefix === '') return levelOfAudience(floor)
      }
    },
  }
}

export function profileView(value: unknown, visible: Visibility, level: number, pointer = ''): ProfileView {
  const record = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
  const at = (key: string | number) => pointer + toPointer([key])
  const shown = (path: string) => visible.levelOf(path) <= level
  const get = (key: string) => (Object.hasOwn(record, key) ? record[key] : undefined)

  return {
    pointer,
    text(...keys) {
      for (const key of keys) {
        const field = toField(get(key), at(key))
        if (field && shown(field.pointer)) return field
      }
      return undefined
    },
    texts(...keys) {
      for (const key of keys) {
        const items = get(key)
        if (!Array.isArray(items)) continue
        return items.flatMap((item, index) => {
          const field = toField(item, at(key) + `/${index}`)
          return field && shown(field.pointer) ? [field] : []
        })
      }
      return []
    },
    boolean(key) {
      const value = get(key)
      return typeof value === 'boolean' && shown(at(key)) ? { text: String(value), pointer: at(key) } : undefined
    },
    object(key) {
      const child = get(key)
      return isObject(child) ? profileView(child, visible, level, at(key)) : undefined
    },
    objects(key) {
      const items = get(key)
      if (!Array.isArray(items)) return []
      return items.flatMap((item, index) =>
        isObject(item) ? [profileView(item, visible, level, `${at(key)}/${index}`)] : [],
      )
    },
    hides: (key) => toField(get(key), at(key)) !== undefined && !shown(at(key)),
    keys: () => Object.keys(record),
  }
}

function toField(value: unknown, pointer: string): Field | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const text = String(value).trim()
  return text === '' ? undefined : { text, pointer }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
