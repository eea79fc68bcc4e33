import { monthsBetween } from './partial-date.ts'
import type { Employment, Phrases } from './phrases/phrases.ts'
import { dateField, periodOf, type DateField, type Period } from './profile-dates.ts'
import type { Field, ProfileView } from './profile-view.ts'
import type { ProfileWriter } from './profile-writer.ts'

/** What every section needs: the profile as the audience sees it, the words, and where to write. */
export interface Rendering {
  readonly view: ProfileView
  /** The whole profile: for facts that would be false if a hidden part were left out ("my highest degree"). */
  readonly full: ProfileView
  readonly phrases: Phrases
  readonly writer: ProfileWriter
}

export interface Job {
  readonly view: ProfileView
  readonly position: Field | undefined
  readonly employer: Field | undefined
  readonly location: Field | undefined
  readonly period: Period
}

export function jobsOf(view: ProfileView): Job[] {
  return view.objects('work').map((work) => ({
    view: work,
    position: work.text('position'),
    employer: work.text('name', 'company'),
    location: work.text('location'),
    period: periodOf(work),
  }))
}

export function employment(job: Pick<Job, 'position' | 'employer' | 'location'>): Employment {
  return { position: job.position?.text, employer: job.employer?.text, location: job.location?.text }
}

/** "since March 2021", "from March 2017 to February 2021"; dates that are not ISO are left as the person wrote them. */
export function when(period: Period, phrases: Phrases): string | undefined {
  const { start, end, ongoing } = period
  if (ongoing && start) return start.date ? phrases.since(start.date) : start.text
  if (start?.date && end?.date) {
    const same = start.text === end.text
    return same ? phrases.on(end.date) : phrases.period(start.date, end.date)
  }
  if (!start && end?.date) return phrases.period(undefined, end.date)
  // A start alone says nothing when the end is hidden.
  return start && end ? `${start.text} – ${end.text}` : undefined
}

export function onDate(field: DateField | undefined, phrases: Phrases): string | undefined {
  if (!field) return undefined
  return field.date ? phrases.on(field.date) : field.text
}

export function writeAbout({ view, phrases, writer }: Rendering): void {
  const basics = view.object('basics')
  if (!basics) return
  writer.section(1, phrases.headings.about)
  const say = (field: Field | undefined, sentence: (text: string) => string) => {
    if (field) writer.say(sentence(field.text), [field])
  }
  say(basics.text('name'), phrases.name)
  say(basics.text('label'), phrases.profession)
  const location = basics.object('location')
  if (location) {
    const [city, region, country] = [
      location.text('city'),
      location.text('region'),
      location.text('countryCode', 'country'),
    ]
    const places = [city?.text, region?.text, country && countryName(country.text, phrases)].filter(
      (part) => part !== undefined,
    )
    if (places.length > 0) writer.say(phrases.livesIn(places.join(', ')), [city, region, country])
    const [street, postalCode] = [location.text('address'), location.text('postalCode')]
    if (street) {
      const town = [postalCode?.text, city?.text].filter((part) => part !== undefined).join(' ')
      const address = street.text.replace(/\s*\n\s*/g, ', ')
      writer.say(phrases.address(town === '' ? address : `${address}, ${town}`), [street, postalCode, city])
    }
  }
  say(basics.text('email'), phrases.email)
  say(basics.text('phone'), phrases.phone)
  say(basics.text('url', 'website'), phrases.website)
  for (const profile of basics.objects('profiles')) {
    const [network, username, url] = [profile.text('network'), profile.text('username'), profile.text('url')]
    if (network && (username ?? url)) {
      writer.say(phrases.onlineProfile(network.text, username?.text, url?.text), [network, username, url])
    }
  }
  writer.quote(basics.text('summary'))
}

export function writeJobs({ view, phrases, writer }: Rendering): void {
  for (const job of jobsOf(view)) {
    const { position, employer, location, period } = job
    if (!position && !employer) continue
    const time = when(period, phrases)
    const title = phrases.jobTitle(employment(job))
    writer.section(2, time ? `${title} (${time})` : title)
    const fields = [position, employer, location, period.start, period.end]
    writer.say(jobSentence(job, phrases), fields)
    const description = job.view.text('description')
    if (employer && description) writer.say(phrases.about(employer.text, description.text), [employer, description])
    const url = job.view.text('url', 'website')
    if (employer && url) writer.say(phrases.linkOf(employer.text, url.text), [employer, url])
    writer.quote(job.view.text('summary'))
    writer.items(job.view.texts('highlights'))
    writeKeywords(job.view, position ?? employer!, phrases, writer)
  }
}

function jobSentence(job: Job, phrases: Phrases): string {
  const { period } = job
  const time = when(period, phrases)
  if (period.ongoing) return phrases.currentJob(employment(job), time)
  if (!time) return phrases.job(employment(job))
  const { start, end } = period
  const months = start?.date && end?.date && monthsBetween(start.date, end.date)
  return phrases.pastJob(employment(job), time, months ? phrases.duration(months) : undefined)
}

export function writeEducation({ view, phrases, writer }: Rendering): void {
  for (const entry of view.objects('education')) {
    const [area, institution, degree] = [entry.text('area'), entry.text('institution'), entry.text('studyType')]
    writer.gap()
    const period = periodOf(entry)
    if (area ?? institution) {
      const sentence = phrases.studies(
        area?.text,
        institution?.text,
        when(period, phrases),
        period.ongoing,
        degree?.text,
      )
      writer.say(sentence, [area, institution, degree, period.start, period.end])
    }
    const score = entry.text('score', 'gpa')
    if (score) writer.say(phrases.score(score.text), [score])
    const courses = entry.texts('courses')
    if (courses.length > 0) {
      writer.say(phrases.courses(texts(courses), institution?.text), [...courses, institution])
    }
    const url = entry.text('url', 'website')
    if (institution && url) writer.say(phrases.linkOf(institution.text, url.text), [institution, url])
    writer.quote(entry.text('summary'))
  }
}

export function writeSkills({ view, phrases, writer }: Rendering): void {
  for (const skill of view.objects('skills')) {
    const [name, level, keywords] = [skill.text('name'), skill.text('level'), skill.texts('keywords')]
    if (name) writer.say(phrases.skill(name.text, level?.text, texts(keywords)), [name, level, ...keywords])
    else if (keywords.length > 0) writer.say(phrases.skills(texts(keywords)), keywords)
  }
}

export function writeLanguages({ view, phrases, writer }: Rendering): void {
  for (const entry of view.objects('languages')) {
    const [language, fluency] = [entry.text('language', 'name'), entry.text('fluency', 'level')]
    if (language) writer.say(phrases.speaks(language.text, fluency?.text), [language, fluency])
  }
}

export function writeProjects({ view, phrases, writer }: Rendering): void {
  for (const project of view.objects('projects')) {
    const [name, entity, roles] = [project.text('name'), project.text('entity'), project.texts('roles')]
    if (!name) continue
    const period = periodOf(project)
    writer.section(2, name)
    const sentence = phrases.project(name.text, entity?.text, texts(roles), when(period, phrases), period.ongoing)
    writer.say(sentence, [name, entity, ...roles, period.start, period.end])
    writer.quote(project.text('description'))
    writer.quote(project.text('summary'))
    writer.items(project.texts('highlights'))
    writeKeywords(project, name, phrases, writer)
    const url = project.text('url', 'website')
    if (url) writer.say(phrases.linkOf(name.text, url.text), [name, url])
  }
}

export function writeVolunteering({ view, phrases, writer }: Rendering): void {
  for (const entry of view.objects('volunteer')) {
    const [position, employer] = [entry.text('position'), entry.text('organization')]
    if (!position && !employer) continue
    const period = periodOf(entry)
    const job = { position: position?.text, employer: employer?.text }
    writer.section(2, phrases.jobTitle(job))
    const sentence = phrases.volunteering(job, when(period, phrases), period.ongoing)
    writer.say(sentence, [position, employer, period.start, period.end])
    const url = entry.text('url', 'website')
    if (employer && url) writer.say(phrases.linkOf(employer.text, url.text), [employer, url])
    writer.quote(entry.text('summary'))
    writer.items(entry.texts('highlights'))
  }
}

/** Certificates, awards and publications: a dated thing from somebody, with a summary and a link. */
export function writeDated(
  { view, phrases, writer }: Rendering,
  key: string,
  names: { name: string; from: string; date: string },
  sentence: (name: string, from: string | undefined, when: string | undefined) => string,
): void {
  for (const entry of view.objects(key)) {
    const [name, from, date] = [entry.text(names.name), entry.text(names.from), dateField(entry.text(names.date))]
    if (!name) continue
    writer.say(sentence(name.text, from?.text, onDate(date, phrases)), [name, from, date])
    const summary = entry.text('summary')
    if (summary) writer.say(phrases.about(name.text, summary.text), [name, summary])
    const url = entry.text('url', 'website')
    if (url) writer.say(phrases.linkOf(name.text, url.text), [name, url])
    if (summary) writer.gap()
  }
}

export function writeInterests({ view, phrases, writer }: Rendering): void {
  for (const interest of view.objects('interests')) {
    const [name, keywords] = [interest.text('name'), interest.texts('keywords')]
    if (name) writer.say(phrases.interest(name.text, texts(keywords)), [name, ...keywords])
    writer.quote(interest.text('summary'))
  }
}

export function writeReferences({ view, phrases, writer }: Rendering): void {
  for (const entry of view.objects('references')) {
    const [name, reference] = [entry.text('name'), entry.text('reference')]
    if (name && reference) writer.say(phrases.reference(name.text, reference.text), [name, reference])
  }
}

function writeKeywords(view: ProfileView, name: Field, phrases: Phrases, writer: ProfileWriter): void {
  const keywords = view.texts('keywords')
  if (keywords.length > 0) writer.say(phrases.projectKeywords(name.text, texts(keywords)), [name, ...keywords])
}

export function texts(fields: readonly Field[]): string[] {
  return fields.map((field) => field.text)
}

export function countryName(country: string, phrases: Phrases): string {
  if (!/^[A-Z]{2}$/.test(country)) return country
  return new Intl.DisplayNames([phrases.language], { type: 'region', fallback: 'code' }).of(country) ?? country
}
