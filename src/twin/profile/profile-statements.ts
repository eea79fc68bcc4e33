import QuickLRU from 'quick-lru'
import { audiences, type Audience, type Authorized } from '#auth'
import type { Database } from '#storage'
import type { Citation } from '../answering/answer.ts'
import { coalesce } from '../answering/coalesce.ts'
import type { PointerSpan } from '../knowledge/document.ts'
import type { SourceText } from '../knowledge/source.ts'
import type { Language } from '../text/language.ts'
import { listProfileStates, listProfileTexts, type ProfileText } from './profile-store.ts'

export const profileSections = [
  'personal',
  'experience',
  'education',
  'skills',
  'projects',
  'interview',
  'references',
] as const
export type ProfileSection = (typeof profileSections)[number]

/** A sentence of a profile, and the place in the profile that it says it of. */
export interface ProfileStatement {
  readonly section: ProfileSection
  /** JSON pointer (RFC 6901) to the job, study, skill … it is about; to the whole list when it is about several. */
  readonly about: string
  /** JSON pointers to the values it rests on. */
  readonly pointers: readonly string[]
  /** The same values as the profile has them, by pointer. */
  readonly values: ReadonlyMap<string, string>
  readonly text: string
  readonly language: Language
  readonly citation: Citation
}

const sectionOf: Readonly<Record<string, ProfileSection>> = {
  basics: 'personal',
  languages: 'personal',
  interests: 'personal',
  'x-pollux/preferences': 'personal',
  'x-pollux/compensation': 'personal',
  work: 'experience',
  volunteer: 'experience',
  'x-pollux/achievements': 'experience',
  education: 'education',
  certificates: 'education',
  awards: 'education',
  publications: 'education',
  skills: 'skills',
  projects: 'projects',
  'x-pollux/interview': 'interview',
  references: 'references',
}

/** Parts of a profile that are kept read: a person has a handful, one for each audience. */
const maxKept = 20

/**
 * Reads what the profiles say to an audience, sentence by sentence, in the order they are written. What a part says is kept
 * until its source changes, because reading it took 20 times as long as asking whether it has; which parts an audience may
 * see is asked of the database after each call began, for all who wait at that moment together.
 */
export function createProfileReader(database: Database): (audience: Audience) => Promise<readonly ProfileStatement[]> {
  const kept = new QuickLRU<string, readonly ProfileStatement[]>({ maxSize: maxKept })
  const keyOf = ({ id, state }: Pick<ProfileText, 'id' | 'state'>) => `${id} ${state}`
  const read = async (audience: Audience): Promise<readonly ProfileStatement[]> => {
    const known = (await listProfileStates(database, audience)).map((part) => kept.get(keyOf(part)))
    if (known.every((statements) => statements !== undefined)) return known.flat()
    const parts = await listProfileTexts(database, audience)
    return parts.flatMap((part) => {
      const statements = statementsOf(part)
      kept.set(keyOf(part), statements)
      return statements
    })
  }
  const readers = new Map(audiences.map((audience) => [audience, coalesce(() => read(audience))]))
  return (audience) => readers.get(audience)!()
}

function statementsOf(profile: Authorized<SourceText>): ProfileStatement[] {
  const bySpan = Map.groupBy(profile.pointers ?? [], ({ start, end }) => `${start}-${end}`)
  return [...bySpan.values()].flatMap((spans) => statementOf(profile, spans) ?? [])
}

function statementOf(profile: Authorized<SourceText>, spans: readonly PointerSpan[]): ProfileStatement | undefined {
  const { start, end } = spans[0]!
  const pointers = [...new Set(spans.map(({ pointer }) => pointer))]
  const about = commonEntry(pointers)
  const section = sectionOf[listOf(about)]
  if (!section) return undefined
  const quote = profile.text.slice(start, end)
  const { id: sourceId, title, version, audience, language } = profile
  return {
    section,
    about,
    pointers,
    values: new Map(spans.map(({ pointer, value }) => [pointer, value ?? quote])),
    text: quote,
    language,
    citation: { sourceId, title, version, audience, start, end, quote },
  }
}

/** `work` of `/work/0/name`; two steps inside our extension. */
function listOf(pointer: string): string {
  const parts = pointer.split('/').slice(1)
  return parts[0] === 'x-pollux' ? parts.slice(0, 2).join('/') : (parts[0] ?? '')
}

/** `/work/0` when all values stand there, else `/work`: the list of the first. */
function commonEntry(pointers: readonly string[]): string {
  const entries = pointers.map((pointer) => {
    const list = `/${listOf(pointer)}`
    const [next = ''] = pointer.slice(list.length + 1).split('/')
    return /^\d+$/.test(next) ? `${list}/${next}` : list
  })
  const [first = ''] = entries
  return entries.every((entry) => entry === first) ? first : `/${listOf(first)}`
}
