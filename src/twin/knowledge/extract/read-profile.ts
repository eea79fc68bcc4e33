import type { Language } from '../../text/language.ts'
import { parseProfile } from '../../profile/json-resume.ts'
import { renderProfile } from '../../profile/render-profile.ts'
import type { ExtractedDocument } from '../document.ts'
import { SkipError, type ExtractInput } from './outcome.ts'
import { cleanText } from './text-builder.ts'

const otherJson = {
  fresh:
    'This is a FRESH résumé. Convert it to JSON Resume ("hackmyresume convert IN.json TO OUT.json" does it) and add that file.',
  job: 'This is a job posting, not a profile.',
  unknown: 'This JSON is not a JSON Resume profile: it has none of its sections (basics, work, education, …).',
}

/**
 * The documents of a JSON Resume profile, one per audience.
 * @throws SkipError `invalid_profile` with a JSON pointer per mistake, `unknown_type` for other JSON, `empty`.
 */
export function readProfile(
  source: string,
  { declared, audienceBefore }: Pick<ExtractInput, 'declared' | 'audienceBefore'>,
  maxTextLength: number,
): ExtractedDocument[] {
  const parsed = parseProfile(parseJson(source))
  if (parsed.status === 'other') throw new SkipError('unknown_type', otherJson[parsed.what])
  if (parsed.status === 'invalid') {
    const shown = parsed.issues.slice(0, 10).map(({ pointer, message }) => `${pointer || '/'}: ${message}`)
    const more = parsed.issues.length > 10 ? ` And ${parsed.issues.length - 10} more.` : ''
    throw new SkipError('invalid_profile', `The profile is not valid. ${shown.join('; ')}.${more}`)
  }
  refuseIdlePointers(parsed.profile)
  const fileDefault = parsed.profile['x-pollux']?.audiences?.['']
  const rendered = renderProfile(parsed.profile, {
    audience: declared?.audience ?? (fileDefault === undefined ? audienceBefore : undefined),
    language: declared?.language,
    maxTextLength,
  })
  if (rendered.length === 0) throw new SkipError('empty', 'The profile has nothing in it.')
  return rendered.map(({ audience, isDefault, language, text, headings, pointers, person }) => ({
    part: isDefault ? '' : audience,
    audience,
    kind: 'profile',
    title: declared?.title ?? titleOf(language, person.name ?? ''),
    language,
    text,
    headings,
    pointers,
    metadata: { person },
  }))
}

/** A pointer that is misspelt would protect nothing and say nothing: the wall would be open where it was meant to stand. */
function refuseIdlePointers(profile: {
  'x-pollux'?: { audiences?: Record<string, unknown> | null | undefined } | null | undefined
}): void {
  const idle = Object.keys(profile['x-pollux']?.audiences ?? {}).filter((pointer) => !resolves(profile, pointer))
  if (idle.length === 0) return
  throw new SkipError(
    'invalid_profile',
    `The profile is not valid. /x-pollux/audiences: nothing stands at ${idle.join(', ')}; correct the pointer or remove it.`,
  )
}

/** Whether an RFC 6901 pointer leads to a value. */
function resolves(value: unknown, pointer: string): boolean {
  let at = value
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return false
    at = (at as Record<string, unknown>)[key]
  }
  return true
}

/** The name only where the part's own audience may know it. */
function titleOf(language: Language, name: string): string {
  const clean = cleanText(name).trim()
  return clean === '' ? profileTitle[language] : `${profileTitle[language]}: ${clean}`
}

const profileTitle: Record<Language, string> = {
  en: 'Profile',
  fr: 'Profil',
  de: 'Profil',
  es: 'Perfil',
  und: 'Profile',
}

function parseJson(source: string): unknown {
  try {
    return JSON.parse(source)
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
    throw new SkipError('invalid_profile', `The file is not valid JSON: ${cause.message}.`, { cause })
  }
}
