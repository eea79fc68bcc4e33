import type { DraftWriter } from './draft-writer.ts'
import type { ResumeLine } from './resume-lines.ts'
import { readDate } from './resume-period.ts'

/** "Databases: PostgreSQL, Oracle" is one skill with keywords; "Python, SQL" are two. */
export function draftSkills(lines: readonly ResumeLine[], writer: DraftWriter): void {
  for (const line of lines) {
    const [, name, keywords] = /^([^:]{2,60}):\s*(.+)$/u.exec(line.text) ?? []
    if (name && keywords) {
      const place = writer.next('/skills')
      writer.put(`${place}/name`, name, line)
      for (const [index, keyword] of listed(keywords).entries()) writer.put(`${place}/keywords/${index}`, keyword, line)
    } else for (const skill of listed(line.text)) writer.put(`${writer.next('/skills')}/name`, skill, line)
  }
}

/** "French (native)", "Deutsch: C1", "Español – fluido". */
export function draftLanguages(lines: readonly ResumeLine[], writer: DraftWriter): void {
  for (const line of lines)
    for (const item of listed(line.text)) {
      const [, name, level] =
        /^(\p{L}{3,20})\s*(?:\(([^)]{1,60})\)|[:–—-]\s*(.{1,60}))?$/u.exec(item)?.slice(0, 4) ?? []
      const fluency = level ?? /[:–—-]\s*(.{1,60})$/u.exec(item)?.[1]
      if (!name) continue
      const place = writer.next('/languages')
      writer.put(`${place}/language`, name, line)
      writer.put(`${place}/fluency`, fluency, line)
    }
}

/** One a line, with its date when that stands at the end. */
export function draftCertificates(lines: readonly ResumeLine[], writer: DraftWriter): void {
  for (const line of lines) {
    if (line.text.length > 150) continue
    const dated = readDate(line.text)
    const place = writer.next('/certificates')
    writer.put(`${place}/name`, dated && dated.rest !== '' ? dated.rest : line.text, line)
    if (dated && dated.rest !== '') writer.put(`${place}/date`, dated.end, line)
  }
}

export function draftInterests(lines: readonly ResumeLine[], writer: DraftWriter): void {
  for (const line of lines)
    for (const interest of listed(line.text)) writer.put(`${writer.next('/interests')}/name`, interest, line)
}

/** The items of a line; a sentence is not a list. */
function listed(text: string): string[] {
  const items = text
    .replace(/[.;]$/, '')
    .split(/\s*[;|•·]\s*|,\s*(?![^(]*\))/u)
    .map((item) => item.trim())
    .filter((item) => item !== '')
  return items.every((item) => item.length <= 60) ? items : []
}
