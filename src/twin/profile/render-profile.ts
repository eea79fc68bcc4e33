import type { Audience } from '#auth'
import { audienceNames } from '../knowledge/audience-order.ts'
import type { HeadingSpan, PointerSpan } from '../knowledge/document.ts'
import { detectLanguage } from '../text/detect-language.ts'
import type { Language } from '../text/language.ts'
import { writeCareerFacts, writeHighestDegree, writeNameList, writeSkillFacts } from './derived-facts.ts'
import { writeAchievements, writeCompensation, writeInterview, writePreferences } from './extension-sections.ts'
import type { JsonResume } from './json-resume.ts'
import { phrasesFor } from './phrases/phrases-for.ts'
import type { Phrases } from './phrases/phrases.ts'
import {
  countryName,
  writeAbout,
  writeDated,
  writeEducation,
  writeInterests,
  writeJobs,
  writeLanguages,
  writeProjects,
  writeReferences,
  writeSkills,
  writeVolunteering,
  type Rendering,
} from './profile-sections.ts'
import { profileView, visibility, type ProfileView } from './profile-view.ts'
import { createProfileWriter } from './profile-writer.ts'

export interface RenderedProfile {
  readonly audience: Audience
  /** True for the audience of values that no entry of `x-pollux.audiences` names. */
  readonly isDefault: boolean
  readonly language: Language
  readonly text: string
  readonly headings: readonly HeadingSpan[]
  readonly pointers: readonly PointerSpan[]
  readonly person: PersonAtAGlance
}

/** What the audience may know of the person without asking. */
export interface PersonAtAGlance {
  readonly name?: string
  readonly label?: string
  readonly summary?: string
  /** "Lyon, France". */
  readonly location?: string
  readonly url?: string
  /** That the person speaks, as the profile names them. */
  readonly languages: readonly string[]
  /** Titles of the STAR stories. */
  readonly stories: readonly string[]
}

export interface RenderOptions {
  /**
   * What the person said about the whole file: nothing in it is shown more widely. When absent, the profile's own default
   * (the entry '' of `x-pollux.audiences`) stands for it, and without that the profile is the owner's alone.
   */
  readonly audience?: Audience | undefined
  /** Wins over the profile's own `x-pollux.language` and `meta.language`, and those over what its sentences are written in. */
  readonly language?: Language | undefined
  readonly maxTextLength: number
}

/**
 * A profile as text in the first person, one document per audience that has something of its own. A sentence stands in
 * the document of its most restricted value and in no other, so what a reader sees is the sum of the documents up to
 * their audience. The text depends on the profile alone, not on the day it is rendered.
 */
export function renderProfile(profile: JsonResume, options: RenderOptions): RenderedProfile[] {
  const extension = profile['x-pollux']
  const entries = extension?.audiences ?? {}
  const visible = visibility(entries, options.audience ?? (entries[''] === undefined ? 'owner' : 'public'))
  const full = profileView(profile, visible, audienceNames.length - 1)
  const stated = options.language ?? extension?.language ?? languageTag(profile.meta?.language)
  const rendered: RenderedProfile[] = []
  for (const [level, audience] of audienceNames.entries()) {
    const writer = createProfileWriter(visible, level, options.maxTextLength)
    const view = profileView(profile, visible, level)
    // Of what this audience may read alone: what is hidden from it must not choose its language.
    const phrases = phrasesFor(stated ?? detectLanguage(proseOf(view)))
    writeProfile({ view, full, phrases, writer })
    const written = writer.finish()
    if (written.text === '') continue
    rendered.push({
      audience,
      isDefault: visible.levelOf('') === level,
      language: phrases.language,
      ...written,
      person: personOf(view, phrases),
    })
  }
  return rendered
}

function writeProfile(rendering: Rendering): void {
  const { writer, phrases } = rendering
  const { headings } = phrases
  writeAbout(rendering)
  writer.section(1, headings.work)
  writeCareerFacts(rendering)
  writeJobs(rendering)
  writer.section(1, headings.education)
  writeHighestDegree(rendering)
  writeEducation(rendering)
  writer.section(1, headings.skills)
  writeSkillFacts(rendering)
  writeSkills(rendering)
  writer.section(1, headings.languages)
  writeNameList(rendering, 'languages', ['language', 'name'], phrases.languages)
  writeLanguages(rendering)
  writer.section(1, headings.certificates)
  writeNameList(rendering, 'certificates', ['name'], phrases.certificates)
  writeDated(rendering, 'certificates', { name: 'name', from: 'issuer', date: 'date' }, phrases.certificate)
  writeAchievements(rendering)
  writer.section(1, headings.projects)
  writeNameList(rendering, 'projects', ['name'], phrases.projects)
  writeProjects(rendering)
  writer.section(1, headings.awards)
  writeDated(rendering, 'awards', { name: 'title', from: 'awarder', date: 'date' }, phrases.award)
  writer.section(1, headings.publications)
  writeDated(rendering, 'publications', { name: 'name', from: 'publisher', date: 'releaseDate' }, phrases.publication)
  writer.section(1, headings.volunteering)
  writeVolunteering(rendering)
  writer.section(1, headings.interests)
  writeNameList(rendering, 'interests', ['name'], phrases.interests)
  writeInterests(rendering)
  writer.section(1, headings.references)
  writeReferences(rendering)
  writeCompensation(rendering)
  writePreferences(rendering)
  writeInterview(rendering)
}

function personOf(view: ProfileView, phrases: Phrases): PersonAtAGlance {
  const basics = view.object('basics')
  const location = basics?.object('location')
  const country = location?.text('countryCode', 'country')
  const place = [location?.text('city')?.text, country && countryName(country.text, phrases)].filter(Boolean).join(', ')
  const values = {
    name: basics?.text('name')?.text,
    label: basics?.text('label')?.text,
    summary: basics?.text('summary')?.text,
    location: place === '' ? undefined : place,
    url: basics?.text('url', 'website')?.text,
  }
  const stories = view.object('x-pollux')?.objects('achievements') ?? []
  return {
    ...Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)),
    languages: view.objects('languages').flatMap((entry) => entry.text('language', 'name')?.text ?? []),
    stories: stories.flatMap((story) => story.text('title')?.text ?? []),
  }
}

/** What the person wrote in sentences; names and keywords say nothing about their language. */
function proseOf(view: ProfileView): string {
  const basics = view.object('basics')
  const entries = [...view.objects('work'), ...view.objects('projects'), ...view.objects('volunteer')]
  const stories = view.object('x-pollux')?.objects('achievements') ?? []
  return [
    basics?.text('summary'),
    ...entries.flatMap((entry) => [entry.text('summary'), entry.text('description'), ...entry.texts('highlights')]),
    ...stories.flatMap((story) => [story.text('situation'), story.text('action')]),
  ]
    .flatMap((field) => field?.text ?? [])
    .join('\n')
}

function languageTag(tag: string | number | null | undefined): string | undefined {
  return tag === null || tag === undefined ? undefined : String(tag).split(/[-_]/)[0]!.toLowerCase()
}
