import type { Language } from '#twin'
import type { TailoredResume } from '../job-match/job-schemas.ts'

/** A piece of text of a résumé; `path` is the JSON pointer of the value it shows. */
export interface Piece {
  readonly text: string
  readonly path: string
}

export interface LayoutEntry {
  /** Such as the position and the employer. */
  readonly title: readonly Piece[]
  /** Such as the place and the dates. */
  readonly aside: readonly Piece[]
  readonly paragraphs: readonly Piece[]
  readonly items: readonly Piece[]
}

/** A résumé as it is set on paper, whatever the format: text with its places, in order. */
export interface ResumeLayout {
  readonly language: string
  readonly name: Piece | undefined
  readonly label: Piece | undefined
  readonly contact: readonly Piece[]
  readonly summary: Piece | undefined
  readonly sections: readonly LayoutSection[]
}

export interface LayoutSection {
  readonly title: string
  readonly entries: readonly LayoutEntry[]
  /** `blocks`: several lines each; `lines`: one line each, which saves a page; `row`: all of them in one. */
  readonly set: 'blocks' | 'lines' | 'row'
}

const sections = [
  'work',
  'projects',
  'skills',
  'education',
  'certificates',
  'languages',
  'publications',
  'awards',
  'volunteer',
] as const
type SectionName = (typeof sections)[number]

const titles: Readonly<Record<Exclude<Language, 'und'>, Readonly<Record<SectionName, string>> & { present: string }>> =
  {
    en: {
      work: 'Experience',
      projects: 'Projects',
      skills: 'Skills',
      education: 'Education',
      certificates: 'Certificates',
      languages: 'Languages',
      publications: 'Publications and talks',
      awards: 'Awards',
      volunteer: 'Volunteering',
      present: 'present',
    },
    de: {
      work: 'Berufserfahrung',
      projects: 'Projekte',
      skills: 'Kenntnisse',
      education: 'Ausbildung',
      certificates: 'Zertifikate',
      languages: 'Sprachen',
      publications: 'Veröffentlichungen und Vorträge',
      awards: 'Auszeichnungen',
      volunteer: 'Ehrenamt',
      present: 'heute',
    },
    fr: {
      work: 'Expérience',
      projects: 'Projets',
      skills: 'Compétences',
      education: 'Formation',
      certificates: 'Certificats',
      languages: 'Langues',
      publications: 'Publications et conférences',
      awards: 'Distinctions',
      volunteer: 'Bénévolat',
      present: 'aujourd’hui',
    },
    es: {
      work: 'Experiencia',
      projects: 'Proyectos',
      skills: 'Competencias',
      education: 'Formación',
      certificates: 'Certificados',
      languages: 'Idiomas',
      publications: 'Publicaciones y charlas',
      awards: 'Premios',
      volunteer: 'Voluntariado',
      present: 'actualidad',
    },
  }

const fieldsOf: Readonly<
  Record<
    SectionName,
    {
      set: LayoutSection['set']
      title: readonly string[]
      aside: readonly string[]
      paragraphs?: readonly string[]
      items?: string
      inline?: string
    }
  >
> = {
  work: {
    set: 'blocks',
    title: ['position', 'name'],
    aside: ['location'],
    paragraphs: ['summary'],
    items: 'highlights',
  },
  projects: {
    set: 'blocks',
    title: ['name'],
    aside: ['entity'],
    paragraphs: ['description'],
    items: 'highlights',
    inline: 'keywords',
  },
  skills: { set: 'lines', title: ['name'], aside: ['level'], inline: 'keywords' },
  education: { set: 'lines', title: ['studyType', 'area', 'institution'], aside: ['score'], inline: 'courses' },
  certificates: { set: 'lines', title: ['name', 'issuer'], aside: ['date'] },
  languages: { set: 'row', title: ['language'], aside: ['fluency'] },
  publications: { set: 'blocks', title: ['name', 'publisher'], aside: ['releaseDate'], paragraphs: ['summary'] },
  awards: { set: 'blocks', title: ['title', 'awarder'], aside: ['date'], paragraphs: ['summary'] },
  volunteer: {
    set: 'blocks',
    title: ['position', 'organization'],
    aside: [],
    paragraphs: ['summary'],
    items: 'highlights',
  },
}

export function layOut({ lines, language }: Pick<TailoredResume, 'lines' | 'language'>): ResumeLayout {
  const texts = new Map(lines.map(({ path, text }) => [path, text]))
  const words = titles[language === 'und' ? 'en' : language]
  const piece = (path: string): Piece | undefined => {
    const text = texts.get(path)
    return text === undefined ? undefined : { text, path }
  }
  const pieces = (paths: readonly string[]) => paths.flatMap((path) => piece(path) ?? [])
  const listed = (path: string) => pieces(Array.from({ length: 100 }, (_, index) => `${path}/${index}`))

  function dates(at: string): Piece[] {
    const [start, end] = [piece(`${at}/startDate`), piece(`${at}/endDate`)]
    if (!start) return end ? [end] : []
    return [{ text: `${start.text} – ${end?.text ?? words.present}`, path: start.path }]
  }

  const entriesOf = (name: SectionName): LayoutEntry[] => {
    const { title, aside, paragraphs = [], items, inline } = fieldsOf[name]
    const count = new Set(lines.flatMap(({ path }) => (path.startsWith(`/${name}/`) ? [path.split('/')[2]] : []))).size
    return Array.from({ length: count }, (_, index) => {
      const at = `/${name}/${index}`
      const of = (fields: readonly string[]) => pieces(fields.map((field) => `${at}/${field}`))
      const inlined = inline ? listed(`${at}/${inline}`) : []
      return {
        title: of(title),
        aside: [...of(aside), ...dates(at)],
        paragraphs: [
          ...of(paragraphs),
          ...(inlined.length > 0
            ? [{ text: inlined.map(({ text }) => text).join(', '), path: `${at}/${inline}` }]
            : []),
        ],
        items: items ? listed(`${at}/${items}`) : [],
      }
    })
  }

  const town = pieces(['/basics/location/postalCode', '/basics/location/city']).map(({ text }) => text)
  const country = texts.get('/basics/location/countryCode')
  const place = [
    ...(town.length > 0 ? [town.join(' ')] : []),
    ...(country === undefined ? [] : [countryNamed(country, language === 'und' ? 'en' : language)]),
  ]
  const profiles = Array.from({ length: 20 }, (_, index) => piece(`/basics/profiles/${index}/url`)).filter(
    (found) => found !== undefined,
  )
  return {
    language: language === 'und' ? 'en' : language,
    name: piece('/basics/name'),
    label: piece('/basics/label'),
    contact: [
      ...pieces(['/basics/location/address']),
      ...(place.length > 0 ? [{ text: place.join(', '), path: '/basics/location' }] : []),
      ...pieces(['/basics/email', '/basics/phone', '/basics/url']),
      ...profiles,
    ],
    summary: piece('/basics/summary'),
    sections: sections
      .map((name) => setOut(name, words[name], entriesOf(name)))
      .filter(({ entries }) => entries.length > 0),
  }
}

/** Skills that are only named share lines. */
function setOut(name: SectionName, title: string, entries: readonly LayoutEntry[]): LayoutSection {
  const onlyNamed = name === 'skills' && entries.every(({ paragraphs }) => paragraphs.length === 0)
  return { title, entries, set: onlyNamed ? 'row' : fieldsOf[name].set }
}

/** How what stands aside follows a title in the same line; brackets within brackets are hard to read. */
export function bracketed(aside: readonly Piece[]): { open: string; close: string } {
  return aside.some(({ text }) => text.includes('(')) ? { open: ', ', close: '' } : { open: ' (', close: ')' }
}

/** "Norway" for "NO"; what is no code of a country stays. */
function countryNamed(code: string, language: string): string {
  if (!/^[A-Za-z]{2}$/.test(code)) return code
  return new Intl.DisplayNames([language], { type: 'region', fallback: 'code' }).of(code.toUpperCase()) ?? code
}
