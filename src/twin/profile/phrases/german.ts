import type { PartialDate } from '../partial-date.ts'
import { capitalised, joined } from './joined.ts'
import type { Employment, Phrases } from './phrases.ts'

const months = 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' ')
const conjunction = new Intl.ListFormat('de', { type: 'conjunction' })
const numbers = new Intl.NumberFormat('de')

const list = (items: readonly string[]) => conjunction.format(items)
const quote = (text: string) => `„${text}“`
const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`

function date({ year, month, day }: PartialDate): string {
  return joined([day && `${day}.`, month && months[month - 1], String(year)])
}

function on(value: PartialDate): string {
  return `${value.day !== undefined ? 'am' : value.month !== undefined ? 'im' : 'im Jahr'} ${date(value)}`
}

const since = (value: PartialDate) => `seit ${value.day === undefined ? '' : 'dem '}${date(value)}`
const from = (value: PartialDate) => `${value.day === undefined ? 'von' : 'vom'} ${date(value)}`
const until = (value: PartialDate) => `bis ${value.day === undefined ? '' : 'zum '}${date(value)}`

const place = (location: string | undefined) =>
  location && (/remote|hybrid|home|weltweit/i.test(location) ? `(${location})` : `in ${location}`)

function asJob({ position, employer, location }: Employment): string {
  return joined([position && `als ${position}`, employer && `bei ${employer}`, place(location)])
}

function plainJob({ position, employer }: Employment): string {
  return joined([position, employer && `bei ${employer}`])
}

export const german: Phrases = {
  language: 'de',
  headings: {
    about: 'Über mich',
    work: 'Berufserfahrung',
    education: 'Ausbildung und Studium',
    skills: 'Kenntnisse und Fähigkeiten',
    languages: 'Sprachen',
    certificates: 'Zertifikate und Zertifizierungen',
    awards: 'Auszeichnungen',
    publications: 'Veröffentlichungen und Vorträge',
    projects: 'Projekte',
    volunteering: 'Ehrenamt',
    interests: 'Interessen und Hobbys',
    references: 'Referenzen: was andere über mich sagen',
    achievements: 'Erfolge',
    compensation: 'Gehalt und Vergütung',
    preferences: 'Wünsche an die Stelle',
    locations: 'Gewünschte Arbeitsorte',
    remote: 'Homeoffice',
    noticePeriod: 'Kündigungsfrist',
    travel: 'Dienstreisen',
    workPermit: 'Arbeitserlaubnis',
    interview: 'Vorstellungsgespräch',
    selfIntroduction: 'Selbstvorstellung: erzähl mir von dir',
    strengths: 'Meine Stärken',
    whyHireMe: 'Warum man mich einstellen sollte',
    careerGoals: 'Meine beruflichen Ziele: wo ich mich in einigen Jahren sehe',
    weaknesses: 'Meine Schwächen',
    questionsForEmployer: 'Fragen, die ich einem Arbeitgeber stelle',
    opinions: 'Meine Meinungen',
  },
  date,
  on,
  since,
  period: (start, end) => (start ? `${from(start)} ${until(end)}` : until(end)),
  duration: (total) =>
    [
      total >= 12 && count(Math.floor(total / 12), 'Jahr', 'Jahre'),
      total % 12 !== 0 && count(total % 12, 'Monat', 'Monate'),
    ]
      .filter(Boolean)
      .join(' und '),
  list,
  quote,

  name: (name) => `Ich heiße ${name}`,
  profession: (label) => `Mein Beruf: ${label}`,
  livesIn: (where) => `Ich wohne in ${where}`,
  address: (address) => `Meine Postanschrift ist ${address}`,
  email: (address) => `Meine E-Mail-Adresse ist ${address}`,
  phone: (value) => `Meine Telefonnummer ist ${value}`,
  website: (url) => `Meine Website ist ${url}`,
  onlineProfile: (network, username, url) =>
    `Mein Profil bei ${network} ist ${url && username ? `${url} (Benutzername ${username})` : (url ?? username)}`,
  linkOf: (name, url) => `Die Webadresse von ${name} ist ${url}`,

  currentEmployer: (employer, position) =>
    `Mein jetziger Arbeitgeber ist ${employer}${position ? `, dort arbeite ich als ${position}` : ''}`,
  employers: (names, newestFirst) =>
    `Ich habe für ${newestFirst ? 'diese Arbeitgeber gearbeitet, zuletzt genannte zuerst: ' : 'diese Arbeitgeber gearbeitet: '}${list(names)}`,
  previousEmployer: (later, earlier, position, period) =>
    `Vor ${later} habe ich ${joined([period, position && `als ${position}`, `bei ${earlier}`])} gearbeitet`,
  previousPosition: (job, period) =>
    `Meine vorherige Stelle war ${joined([plainJob(job), place(job.location)])}${period ? `, ${period}` : ''}`,
  positionsAt: (employer, joinedOn, positions) =>
    `Bei ${employer} habe ich ${joinedOn} angefangen und dort ${positions.length} Stellen gehabt: ${list(positions)}`,
  careerStart: (when, job) =>
    `Meine Berufserfahrung begann ${when}, ${asJob(job)}; von da an zähle ich meine Jahre an Berufserfahrung`,
  positionCount: (positions, employers) =>
    `Ich habe ${count(positions, 'Stelle', 'Stellen')} bei ${count(employers, 'Arbeitgeber', 'Arbeitgebern')} gehabt`,

  jobTitle: plainJob,
  currentJob: (job, when) =>
    when
      ? `${capitalised(when)} arbeite ich ${asJob(job)}; das ist meine jetzige Stelle`
      : `Ich arbeite zurzeit ${asJob(job)}`,
  pastJob: (job, period, duration) =>
    `${capitalised(period)} habe ich ${asJob(job)} gearbeitet${duration ? `, insgesamt ${duration}` : ''}`,
  job: (job) => `Ich habe ${asJob(job)} gearbeitet`,
  about: (name, description) => `Über ${name}: ${description}`,

  highestDegree: (degree, area, institution) =>
    `Mein höchster Abschluss ist ${joined([degree, area && `in ${area}`, institution && `(${institution})`])}`,
  studies: (area, institution, when, ongoing, degree) => {
    const what = joined([area, institution && `an der Einrichtung ${institution}`])
    if (ongoing)
      return `${when ? capitalised(when) : 'Zurzeit'} studiere ich ${what}${degree ? ` mit dem Ziel ${degree}` : ''}`
    return `Ich habe ${joined([when, what])} studiert${degree ? ` und den Abschluss ${degree} erworben` : ''}`
  },
  score: (score) => `Meine Abschlussnote dort war ${score}`,
  courses: (courses, institution) =>
    `Zu meinen Kursen${institution ? ` (${institution})` : ''} gehörten ${list(courses)}`,

  skill: (name, level, keywords) =>
    `Ich kenne ${joined([name, level && `(Niveau: ${level})`])}` +
    (keywords.length > 0 ? `, unter anderem ${list(keywords)}` : ''),
  skills: (names) => `Meine Kenntnisse und Fähigkeiten sind ${list(names)}`,
  skillsAtLevel: (level, names) => `Meine Kenntnisse auf dem Niveau ${level} sind ${list(names)}`,

  languages: (names) => `Ich spreche ${list(names)}`,
  speaks: (language, fluency) => {
    if (!fluency) return `Ich spreche ${language}`
    return /mutter|\bnative\b/i.test(fluency)
      ? `Ich spreche ${language} als Muttersprache`
      : `Ich spreche ${language}; mein Niveau: ${fluency}`
  },

  certificates: (names) => `Ich habe diese Zertifikate: ${list(names)}`,
  certificate: (name, issuer, when) =>
    `Ich habe ${joined([when, `das Zertifikat ${name}`, issuer && `(${issuer})`])} ${when ? 'erworben' : ''}`.trimEnd(),
  award: (title, awarder, when) =>
    `Ich habe ${joined([when, `die Auszeichnung ${quote(title)}`, awarder && `von ${awarder}`])} erhalten`,
  publication: (name, publisher, when) =>
    when
      ? `Meine Veröffentlichung ${joined([quote(name), publisher && `(${publisher})`])} ist ${when} erschienen`
      : `Ich habe ${joined([quote(name), publisher && `(${publisher})`])} veröffentlicht`,
  volunteering: (job, when, ongoing) =>
    when && ongoing
      ? `${capitalised(when)} arbeite ich ehrenamtlich ${asJob(job)}`
      : `${when ? `${capitalised(when)} habe ich` : 'Ich habe'} ehrenamtlich ${asJob(job)} gearbeitet`,

  projects: (names) => `Ich habe an diesen Projekten gearbeitet: ${list(names)}`,
  project: (name, entity, roles, when, ongoing) => {
    const what = `an dem Projekt ${joined([name, entity && `(${entity})`])}`
    const role = roles.length > 0 ? `; meine Rolle: ${list(roles)}` : ''
    if (when && ongoing) return `${capitalised(when)} arbeite ich ${what}${role}`
    return `${when ? `${capitalised(when)} habe ich` : 'Ich habe'} ${what} gearbeitet${role}`
  },
  projectKeywords: (name, keywords) => `Technologien und Themen von ${name}: ${list(keywords)}`,

  interests: (names) => `Meine Interessen und Hobbys sind ${list(names)}`,
  interest: (name, keywords) =>
    `Ich interessiere mich für ${name}${keywords.length > 0 ? `, besonders ${list(keywords)}` : ''}`,
  reference: (name, text) => `${name}, sagt über mich: ${quote(text)}`,

  achievementContext: (employer, when) => `Das war ${joined([when, employer && `bei ${employer}`])}`,
  achievementSkills: (skills) => `Die Kenntnisse, die ich dafür gebraucht habe: ${list(skills)}`,
  starLabels: { situation: 'Situation', task: 'Aufgabe', action: 'Handlung', result: 'Ergebnis' },

  currentPay: (amount, bonus) =>
    `Mein jetziges Gehalt beträgt ${amount}${bonus ? `, dazu ein Bonus von ${bonus}` : ''}`,
  expectedPay: (amount) => `Meine Gehaltsvorstellung ist ${amount}`,
  amount: (min, max, currency, period) => {
    const range =
      min && max && min !== max
        ? `${min} bis ${max}`
        : min && max
          ? min
          : min
            ? `mindestens ${min}`
            : `höchstens ${max}`
    return joined([
      range,
      currency,
      period && `pro ${{ year: 'Jahr', month: 'Monat', day: 'Tag', hour: 'Stunde' }[period] ?? period}`,
    ])
  },
  number: (value) => numbers.format(value),
  wantedLocations: (places) => `Ich möchte an diesen Orten arbeiten: ${list(places)}`,
  remote: (wanted) => (wanted ? 'Ich möchte im Homeoffice arbeiten' : 'Ich möchte nicht im Homeoffice arbeiten'),
  named: (heading, items) => `${heading}: ${list(items)}`,
  label: (name) => `${name}: `,
}
