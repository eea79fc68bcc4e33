import type { HeadingSpan, PointerSpan } from '../knowledge/document.ts'
import { cleanText, collapse, createTextBuilder } from '../knowledge/extract/text-builder.ts'
import type { Field, Visibility } from './profile-view.ts'

/** Writes the sentences of one audience's document. A sentence belongs to the document of its most restricted value. */
export interface ProfileWriter {
  /** Opens a section; its heading appears only when something is written under it. */
  section(level: number, title: string | Field): void
  /** A generated sentence on its own line, with the values it rests on. One that was said before is not said again. */
  say(sentence: string, fields: readonly (Field | undefined)[]): void
  /** A value as the person wrote it, as a paragraph, after an optional lead ("Situation: "). */
  quote(field: Field | undefined, lead?: string): void
  /** Values as written, one "- item" line each. */
  items(fields: readonly Field[]): void
  /** Ends the block of lines; the next line starts after a blank line. */
  gap(): void
  finish(): { text: string; headings: readonly HeadingSpan[]; pointers: readonly PointerSpan[] }
}

export function createProfileWriter(visible: Visibility, level: number, maxTextLength: number): ProfileWriter {
  const builder = createTextBuilder(maxTextLength)
  const pointers: PointerSpan[] = []
  const said = new Set<string>()
  let pending: { level: number; title: string | Field }[] = []
  let group = {}

  function belongsHere(fields: readonly Field[]): boolean {
    return fields.length > 0 && Math.max(...fields.map((field) => visible.levelOf(field.pointer))) === level
  }

  function writeHeadings(): void {
    for (const { level: headingLevel, title } of pending) {
      if (typeof title === 'string') builder.heading(headingLevel, title)
      else {
        const span = builder.heading(headingLevel, title.text)
        if (span) pointers.push({ ...span, pointer: title.pointer })
      }
    }
    pending = []
  }

  return {
    section(headingLevel, title) {
      pending = [...pending.filter((heading) => heading.level < headingLevel), { level: headingLevel, title }]
      group = {}
    },
    say(sentence, fields) {
      const present = fields.filter((field) => field !== undefined)
      if (!belongsHere(present) || said.has(sentence)) return
      said.add(sentence)
      writeHeadings()
      const text = collapse(cleanText(sentence))
      const span = builder.line(/[.!?…][”»"')]?$/.test(text) ? text : `${text}.`, group)
      if (span)
        pointers.push(...present.map(({ pointer, text: value }) => ({ ...span, pointer, value: cleanText(value) })))
    },
    quote(field, lead = '') {
      if (!field || !belongsHere([field])) return
      writeHeadings()
      for (const [index, paragraph] of cleanText(field.text)
        .split(/\n\s*\n/)
        .entries()) {
        const prefix = index === 0 ? lead : ''
        const span = builder.paragraph(prefix + paragraph.trim())
        if (span) pointers.push({ start: span.start + prefix.length, end: span.end, pointer: field.pointer })
      }
      group = {}
    },
    items(fields) {
      group = {}
      for (const field of fields) {
        if (!belongsHere([field])) continue
        writeHeadings()
        const span = builder.line(`- ${field.text}`, group)
        if (span) pointers.push({ start: span.start + 2, end: span.end, pointer: field.pointer })
      }
      group = {}
    },
    gap() {
      group = {}
    },
    finish: () => ({ text: builder.toString(), headings: builder.headings, pointers }),
  }
}
