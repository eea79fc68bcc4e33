import type { Language } from '../../text/language.ts'
import type { PartialDate } from '../partial-date.ts'

export interface Employment {
  readonly position?: string | undefined
  readonly employer?: string | undefined
  readonly location?: string | undefined
}

/**
 * How a profile speaks in one language. Every function returns a sentence without its full stop, or a heading; the
 * values in it are given as the person wrote them. Dates and lists are formatted by the same set.
 */
export interface Phrases {
  readonly language: Exclude<Language, 'und'>
  readonly headings: Readonly<Record<HeadingName, string>>
  date(date: PartialDate): string
  /** "in March 2021", "on 14 March 2021". */
  on(date: PartialDate): string
  /** "since March 2021". */
  since(date: PartialDate): string
  /** "from March 2017 to February 2021", "until February 2021". */
  period(from: PartialDate | undefined, to: PartialDate): string
  /** "2 years and 4 months". */
  duration(months: number): string
  list(items: readonly string[]): string
  quote(text: string): string

  name(name: string): string
  profession(label: string): string
  livesIn(place: string): string
  address(address: string): string
  email(address: string): string
  phone(number: string): string
  website(url: string): string
  onlineProfile(network: string, username: string | undefined, url: string | undefined): string
  linkOf(name: string, url: string): string

  currentEmployer(employer: string, position: string | undefined): string
  employers(names: readonly string[], newestFirst: boolean): string
  previousEmployer(later: string, earlier: string, position: string | undefined, period: string | undefined): string
  previousPosition(job: Employment, period: string | undefined): string
  positionsAt(employer: string, joined: string, positions: readonly string[]): string
  careerStart(date: string, job: Employment): string
  positionCount(positions: number, employers: number): string

  jobTitle(job: Employment): string
  currentJob(job: Employment, since: string | undefined): string
  pastJob(job: Employment, period: string, duration: string | undefined): string
  job(job: Employment): string
  about(name: string, description: string): string

  highestDegree(degree: string, area: string | undefined, institution: string | undefined): string
  studies(
    area: string | undefined,
    institution: string | undefined,
    when: string | undefined,
    ongoing: boolean,
    degree: string | undefined,
  ): string
  score(score: string): string
  courses(courses: readonly string[], institution: string | undefined): string

  skill(name: string, level: string | undefined, keywords: readonly string[]): string
  skills(names: readonly string[]): string
  skillsAtLevel(level: string, names: readonly string[]): string

  languages(names: readonly string[]): string
  speaks(language: string, fluency: string | undefined): string

  certificates(names: readonly string[]): string
  certificate(name: string, issuer: string | undefined, when: string | undefined): string
  award(title: string, awarder: string | undefined, when: string | undefined): string
  publication(name: string, publisher: string | undefined, when: string | undefined): string
  volunteering(job: Employment, when: string | undefined, ongoing: boolean): string

  projects(names: readonly string[]): string
  project(
    name: string,
    entity: string | undefined,
    roles: readonly string[],
    when: string | undefined,
    ongoing: boolean,
  ): string
  projectKeywords(name: string, keywords: readonly string[]): string

  interests(names: readonly string[]): string
  interest(name: string, keywords: readonly string[]): string
  reference(name: string, quote: string): string

  achievementContext(employer: string | undefined, when: string | undefined): string
  achievementSkills(skills: readonly string[]): string
  readonly starLabels: {
    readonly situation: string
    readonly task: string
    readonly action: string
    readonly result: string
  }

  currentPay(amount: string, bonus: string | undefined): string
  expectedPay(amount: string): string
  amount(
    min: string | undefined,
    max: string | undefined,
    currency: string | undefined,
    period: string | undefined,
  ): string
  number(value: number): string
  wantedLocations(places: readonly string[]): string
  remote(wanted: boolean): string
  named(heading: string, items: readonly string[]): string
  /** What stands before a value that needs a word of introduction: "Situation: ". */
  label(name: string): string
}

export type HeadingName =
  | 'about'
  | 'work'
  | 'education'
  | 'skills'
  | 'languages'
  | 'certificates'
  | 'awards'
  | 'publications'
  | 'projects'
  | 'volunteering'
  | 'interests'
  | 'references'
  | 'achievements'
  | 'compensation'
  | 'preferences'
  | 'locations'
  | 'remote'
  | 'noticePeriod'
  | 'travel'
  | 'workPermit'
  | 'interview'
  | 'selfIntroduction'
  | 'strengths'
  | 'whyHireMe'
  | 'careerGoals'
  | 'weaknesses'
  | 'questionsForEmployer'
  | 'opinions'
