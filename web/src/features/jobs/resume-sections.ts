import type { ResponseOf } from '../../api/call.ts'

export type ResumeLine = ResponseOf<'GET /api/v1/jobs/{id}/resume'>['lines'][number]

/** One job, study, skill and the like, by the part each of its values plays. */
export interface ResumeEntry {
  heads: ResumeLine[]
  facts: ResumeLine[]
  texts: ResumeLine[]
  points: ResumeLine[]
  words: ResumeLine[]
}

export interface ResumeSection {
  name: string
  entries: ResumeEntry[]
}

const parts: Readonly<Record<string, keyof ResumeEntry>> = {
  name: 'heads',
  label: 'heads',
  position: 'heads',
  organization: 'heads',
  institution: 'heads',
  studyType: 'heads',
  area: 'heads',
  title: 'heads',
  language: 'heads',
  summary: 'texts',
  description: 'texts',
  highlights: 'points',
  keywords: 'words',
  courses: 'words',
  roles: 'words',
}

/** The lines of a résumé as its sections, in its order. A field that is not known here is a fact of its entry: none is lost. */
export function resumeSections(lines: readonly ResumeLine[]): ResumeSection[] {
  const sections = new Map<string, Map<string, ResumeEntry>>()
  for (const line of lines) {
    const [, section = '', ...rest] = line.path.split('/')
    const place = section === 'basics' ? '' : (rest.shift() ?? '')
    const entries = sections.get(section) ?? new Map<string, ResumeEntry>()
    const entry = entries.get(place) ?? { heads: [], facts: [], texts: [], points: [], words: [] }
    entry[parts[rest[0] ?? ''] ?? 'facts'].push(line)
    entries.set(place, entry)
    sections.set(section, entries)
  }
  return [...sections].map(([name, entries]) => ({ name, entries: [...entries.values()] }))
}
