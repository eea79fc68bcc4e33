import type { PartialDate } from '../partial-date.ts'
import { capitalised, joined, lowerFirst } from './joined.ts'
import type { Employment, Phrases } from './phrases.ts'

const months = 'January February March April May June July August September October November December'.split(' ')
const conjunction = new Intl.ListFormat('en-GB', { type: 'conjunction' })
const numbers = new Intl.NumberFormat('en')

const list = (items: readonly string[]) => conjunction.format(items)
const quote = (text: string) => `“${text}”`
const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`

function date({ year, month, day }: PartialDate): string {
  return joined([day?.toString(), month && months[month - 1], year.toString()])
}

function on(value: PartialDate): string {
  return `${value.day === undefined ? 'in' : 'on'} ${date(value)}`
}

/** "Engineer at Acme in Lyon, France"; a place such as "Remote" goes in brackets. */
function at({ position, employer, location }: Employment): string {
  return joined([position, employer && `${position ? 'at ' : ''}${employer}`, place(location)])
}

function place(location: string | undefined): string | undefined {
  return location && (/remote|hybrid|home|anywhere|worldwide/i.test(location) ? `(${location})` : `in ${location}`)
}

const asJob = (job: Employment) =>
  job.position ? `as ${at(job)}` : joined([job.employer && `for ${job.employer}`, place(job.location)])

export const english: Phrases = {
  language: 'en',
  headings: {
    about: 'About me',
    work: 'Work experience',
    education: 'Education',
    skills: 'Skills',
    languages: 'Languages',
    certificates: 'Certificates and certifications',
    awards: 'Awards',
    publications: 'Publications and talks',
    projects: 'Projects',
    volunteering: 'Volunteering',
    interests: 'Interests and hobbies',
    references: 'References: what others say about me',
    achievements: 'Achievements',
    compensation: 'Salary and compensation',
    preferences: 'Job preferences',
    locations: 'Preferred locations',
    remote: 'Remote work',
    noticePeriod: 'Notice period',
    travel: 'Business travel',
    workPermit: 'Work permit',
    interview: 'Interview',
    selfIntroduction: 'Self-introduction: tell me about yourself',
    strengths: 'My strengths',
    whyHireMe: 'Why you should hire me',
    careerGoals: 'My career goals: where I see myself in a few years',
    weaknesses: 'My weaknesses',
    questionsForEmployer: 'Questions I ask an employer',
    opinions: 'My opinions',
  },
  date,
  on,
  since: (value) => `since ${date(value)}`,
  period: (from, to) => (from ? `from ${date(from)} to ${date(to)}` : `until ${date(to)}`),
  duration: (total) =>
    [
      total >= 12 && count(Math.floor(total / 12), 'year', 'years'),
      total % 12 !== 0 && count(total % 12, 'month', 'months'),
    ]
      .filter(Boolean)
      .join(' and '),
  list,
  quote,

  name: (name) => `My name is ${name}`,
  profession: (label) => `I describe my profession as ${label}`,
  livesIn: (place) => `I live in ${place}`,
  address: (address) => `My postal address is ${address}`,
  email: (address) => `My e-mail address is ${address}`,
  phone: (number) => `My phone number is ${number}`,
  website: (url) => `My website is ${url}`,
  onlineProfile: (network, username, url) =>
    `My ${network} profile is ${url && username ? `${url} (user name ${username})` : (url ?? username)}`,
  linkOf: (name, url) => `The web address of ${name} is ${url}`,

  currentEmployer: (employer, position) =>
    `My current employer is ${employer}${position ? `, where I work as ${position}` : ''}`,
  employers: (names, newestFirst) =>
    `I have worked for ${newestFirst ? 'these employers, most recent first: ' : ''}${list(names)}`,
  previousEmployer: (later, earlier, position, period) =>
    `Before ${later}, I worked for ${earlier}${position ? ` as ${position}` : ''}${period ? `, ${period}` : ''}`,
  previousPosition: (job, period) => `My previous position was ${at(job)}${period ? `, ${period}` : ''}`,
  positionsAt: (employer, joinedOn, positions) =>
    `I joined ${employer} ${joinedOn} and have held ${positions.length} positions there: ${list(positions)}`,
  careerStart: (when, job) =>
    `My professional experience began ${when}, ${asJob(job)}; I count my years of experience from then`,
  positionCount: (positions, employers) =>
    `I have held ${count(positions, 'position', 'positions')} with ${count(employers, 'employer', 'employers')}`,

  jobTitle: ({ position, employer }) => joined([position, employer && `${position ? 'at ' : ''}${employer}`]),
  currentJob: (job, since) =>
    since
      ? `${capitalised(since)} I have worked ${asJob(job)}; this is my current position`
      : `I currently work ${asJob(job)}`,
  pastJob: (job, period, duration) =>
    `${capitalised(period)} I worked ${asJob(job)}${duration ? `, for ${duration}` : ''}`,
  job: (job) => `I have worked ${asJob(job)}`,
  about: (name, description) => `About ${name}: ${description}`,

  highestDegree: (degree, area, institution) =>
    `My highest degree is ${joined([degree, area && `in ${area}`, institution && `from ${institution}`])}`,
  studies: (area, institution, when, ongoing, degree) => {
    const what = joined([area, institution && `at ${institution}`])
    if (ongoing)
      return `${when ? `${capitalised(when)} I have been studying` : 'I am studying'} ${what}${degree ? ` for the degree ${degree}` : ''}`
    return `I studied ${joined([what, when])}${degree ? `${when ? ' and graduated with' : '; my degree is'} ${when ? `the degree ${degree}` : degree}` : ''}`
  },
  score: (score) => `My final grade there was ${score}`,
  courses: (courses, institution) => `My courses${institution ? ` at ${institution}` : ''} included ${list(courses)}`,

  skill: (name, level, keywords) =>
    joined([
      `I know ${name}`,
      level && (/^\p{L}+$/u.test(level) ? `at ${level.toLowerCase()} level` : `(level: ${level})`),
    ]) + (keywords.length > 0 ? `, including ${list(keywords)}` : ''),
  skills: (names) => `My skills are ${list(names)}`,
  skillsAtLevel: (level, names) =>
    `My skills ${/^\p{L}+$/u.test(level) ? `at ${level.toLowerCase()} level` : `of level ${level}`} are ${list(names)}`,

  languages: (names) => `I speak ${list(names)}`,
  speaks: (language, fluency) => {
    if (!fluency) return `I speak ${language}`
    return /\b(?:native|mother tongue)\b/i.test(fluency)
      ? `I speak ${language} as my native language`
      : `I speak ${language}; my level is ${lowerFirst(fluency)}`
  },

  certificates: (names) => `I hold these certificates: ${list(names)}`,
  certificate: (name, issuer, when) =>
    when
      ? `I obtained the certificate ${joined([name, issuer && `from ${issuer}`, when])}`
      : `I hold the certificate ${joined([name, issuer && `from ${issuer}`])}`,
  award: (title, awarder, when) => `I received the award ${joined([quote(title), awarder && `from ${awarder}`, when])}`,
  publication: (name, publisher, when) =>
    when
      ? `My publication ${joined([quote(name), publisher && `(${publisher})`])} appeared ${when}`
      : `I published ${joined([quote(name), publisher && `(${publisher})`])}`,
  volunteering: (job, when, ongoing) =>
    when
      ? `${capitalised(when)} I ${ongoing ? 'have volunteered' : 'volunteered'} ${volunteerAt(job)}`
      : `I have volunteered ${volunteerAt(job)}`,

  projects: (names) => `I have worked on these projects: ${list(names)}`,
  project: (name, entity, roles, when, ongoing) => {
    const rest = `the project ${joined([name, entity && `with ${entity}`])}${roles.length > 0 ? `; my role: ${list(roles)}` : ''}`
    return when ? `${capitalised(when)} I ${ongoing ? 'have worked' : 'worked'} on ${rest}` : `I worked on ${rest}`
  },
  projectKeywords: (name, keywords) => `Technologies and topics of ${name}: ${list(keywords)}`,

  interests: (names) => `My interests and hobbies are ${list(names)}`,
  interest: (name, keywords) =>
    `I am interested in ${name}${keywords.length > 0 ? `, in particular ${list(keywords)}` : ''}`,
  reference: (name, text) => `${name}, says about me: ${quote(text)}`,

  achievementContext: (employer, when) => `This was ${joined([employer && `at ${employer}`, when])}`,
  achievementSkills: (skills) => `The skills I used: ${list(skills)}`,
  starLabels: { situation: 'Situation', task: 'Task', action: 'Action', result: 'Result' },

  currentPay: (amount, bonus) => `My current salary is ${amount}${bonus ? `, plus a bonus of ${bonus}` : ''}`,
  expectedPay: (amount) => `My salary expectation is ${amount}`,
  amount: (min, max, currency, period) => {
    const range =
      min && max && min !== max ? `${min} to ${max}` : min && max ? min : min ? `at least ${min}` : `up to ${max}`
    return joined([range, currency, period && `per ${period}`])
  },
  number: (value) => numbers.format(value),
  wantedLocations: (places) => `I would like to work in these places: ${list(places)}`,
  remote: (wanted) => (wanted ? 'I would like to work remotely' : 'I do not want to work remotely'),
  named: (heading, items) => `${heading}: ${list(items)}`,
  label: (name) => `${name}: `,
}

function volunteerAt({ position, employer }: Employment): string {
  return joined([position && `as ${position}`, employer && `${position ? 'at' : 'for'} ${employer}`])
}
