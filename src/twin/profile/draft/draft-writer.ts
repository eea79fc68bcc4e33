import type { ResumeLine } from './resume-lines.ts'

export interface DraftField {
  /** Where in the profile it was put. */
  pointer: string
  value: string
  /** The line of the resume that says it. */
  line: string
}

/** Puts values into a profile, each with the line it was read from, and knows which lines were used. */
export interface DraftWriter {
  put(pointer: string, value: string | undefined, line: ResumeLine): void
  /** The next free place of a list: `/work/2`. */
  next(list: string): string
  finish(): { profile: Record<string, unknown>; fields: DraftField[]; used: ReadonlySet<ResumeLine> }
}

export function createDraftWriter(): DraftWriter {
  const profile: Record<string, unknown> = {}
  const fields: DraftField[] = []
  const used = new Set<ResumeLine>()

  return {
    put(pointer, value, line) {
      const text = value?.trim()
      if (!text) return
      const keys = pointer.split('/').slice(1)
      // The keys are ours, never the resume's.
      let at = profile
      for (const [index, key] of keys.slice(0, -1).entries())
        at = (at[key] ??= /^\d+$/.test(keys[index + 1]!) ? [] : {}) as Record<string, unknown>
      at[keys.at(-1)!] = text
      fields.push({ pointer, value: text, line: line.source })
      used.add(line)
    },
    next(list) {
      let at: unknown = profile
      for (const key of list.split('/').slice(1)) at = (at as Record<string, unknown> | undefined)?.[key]
      return `${list}/${Array.isArray(at) ? at.length : 0}`
    },
    finish: () => ({ profile, fields, used }),
  }
}
