import type { HeadingSpan } from '../../knowledge/document.ts'

export type ResumeSection =
  'head' | 'summary' | 'work' | 'education' | 'skills' | 'languages' | 'certificates' | 'interests' | 'other'

export interface ResumeLine {
  /** Without a bullet. */
  readonly text: string
  /** As it stands in the resume. */
  readonly source: string
  readonly bullet: boolean
}

/** What people write over the parts of a resume, in the four languages. Whole headings only. */
const headings: readonly [ResumeSection, RegExp][] = [
  [
    'summary',
    /^(?:(?:professional |executive )?summary|(?:personal )?profile|about(?: me)?|objective|profil|à propos|résumé|zusammenfassung|über mich|kurzprofil|perfil(?: profesional)?|resumen|sobre mí)$/,
  ],
  [
    'work',
    /^(?:(?:work|professional|employment|relevant)? ?(?:experience|history)|employment|career(?: history)?|expériences?(?: professionnelles?)?|parcours professionnel|berufserfahrung|beruflicher werdegang|werdegang|experiencia(?: laboral| profesional)?)$/,
  ],
  [
    'education',
    /^(?:education(?: and training)?|studies|academic background|formations?|études|diplômes|ausbildung|bildung|studium|bildungsweg|educación|formación(?: académica)?|estudios)$/,
  ],
  [
    'skills',
    /^(?:(?:technical |key |core |professional )?(?:skills|competenc(?:i?es|y))|technologies|compétences(?: techniques)?|kenntnisse|fähigkeiten|fachkenntnisse|kompetenzen|competencias|habilidades|aptitudes)$/,
  ],
  ['languages', /^(?:languages|langues|sprachen|sprachkenntnisse|idiomas|lenguas)$/],
  [
    'certificates',
    /^(?:certifications?|certificates|licen[cs]es and certifications|certificats|zertifikate|zertifizierungen|certificaciones|certificados)$/,
  ],
  [
    'interests',
    /^(?:interests|hobbies|hobbies and interests|loisirs|centres d['’]intérêts?|interessen|hobbys|intereses|aficiones)$/,
  ],
  [
    'other',
    /^(?:projects|references|publications|awards|honou?rs|volunteering|volunteer experience|courses|training|projets|références|bénévolat|projekte|referenzen|ehrenamt|auszeichnungen|veröffentlichungen|proyectos|referencias|voluntariado|premios|publicaciones|additional information|divers|sonstiges)$/,
  ],
]

const bullet = /^(?:[-–—*•▪●◦‣·]|\d{1,2}[.)])\s+/u

/** The lines of a resume, by the part they stand in; what stands before the first known heading is its head. */
export function resumeLines(text: string, spans: readonly HeadingSpan[]): Map<ResumeSection, ResumeLine[]> {
  const starts = new Set(spans.map(({ start }) => start))
  const sections = new Map<ResumeSection, ResumeLine[]>()
  let current: ResumeSection = 'head'
  let at = 0
  for (const raw of text.split('\n')) {
    const start = at
    at += raw.length + 1
    const source = raw.trim()
    if (source === '') continue
    const section = sectionOf(source)
    if (section) {
      current = section
      continue
    }
    // A heading that is nobody's we know, at the level of those we know, would end the part; but entries have headings too.
    const line = { text: source.replace(bullet, ''), source, bullet: bullet.test(source) && !starts.has(start) }
    sections.set(current, [...(sections.get(current) ?? []), line])
  }
  return sections
}

function sectionOf(line: string): ResumeSection | undefined {
  if (line.length > 50) return undefined
  const name = line
    .normalize('NFC')
    .toLowerCase()
    .replace(/[:：]\s*$/u, '')
    .replace(/\s*&\s*/g, ' and ')
    .trim()
  return headings.find(([, pattern]) => pattern.test(name))?.[0]
}
