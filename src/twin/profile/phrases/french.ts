import type { PartialDate } from '../partial-date.ts'
import { capitalised, joined, lowerFirst } from './joined.ts'
import type { Employment, Phrases } from './phrases.ts'

const months = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ')
const conjunction = new Intl.ListFormat('fr', { type: 'conjunction' })
const numbers = new Intl.NumberFormat('fr')

const list = (items: readonly string[]) => conjunction.format(items)
const quote = (text: string) => `« ${text} »`
const number = (value: number) => numbers.format(value).replaceAll('\u202f', '\u00a0')

function date({ year, month, day }: PartialDate): string {
  return joined([day && (day === 1 ? '1er' : String(day)), month && months[month - 1], String(year)])
}

function on(value: PartialDate): string {
  return `${value.day === undefined ? 'en' : 'le'} ${date(value)}`
}

/** "d'avril 2019", "de mars 2019", "du 14 mars 2019", "de 2019". */
function from(value: PartialDate): string {
  if (value.day !== undefined) return `du ${date(value)}`
  return /^[ao]/.test(date(value)) ? `d'${date(value)}` : `de ${date(value)}`
}

const until = (value: PartialDate) => (value.day === undefined ? `à ${date(value)}` : `au ${date(value)}`)

/** Places stand in brackets: "à Lyon" but "en France" and "au Mans" need to know the place. */
const place = (location: string | undefined) => location && `(${location})`

function asJob({ position, employer, location }: Employment): string {
  return joined([position && `comme ${position}`, employer && `chez ${employer}`, place(location)])
}

function plainJob({ position, employer }: Employment): string {
  return joined([position, employer && `chez ${employer}`])
}

export const french: Phrases = {
  language: 'fr',
  headings: {
    about: 'À propos de moi',
    work: 'Expérience professionnelle',
    education: 'Formation et diplômes',
    skills: 'Compétences',
    languages: 'Langues',
    certificates: 'Certificats et certifications',
    awards: 'Prix et distinctions',
    publications: 'Publications et conférences',
    projects: 'Projets',
    volunteering: 'Bénévolat',
    interests: "Centres d'intérêt et loisirs",
    references: "Références : ce que d'autres disent de moi",
    achievements: 'Réalisations',
    compensation: 'Salaire et rémunération',
    preferences: "Souhaits pour l'emploi",
    locations: 'Lieux souhaités',
    remote: 'Télétravail',
    noticePeriod: 'Préavis',
    travel: 'Déplacements professionnels',
    workPermit: 'Permis de travail',
    interview: "Entretien d'embauche",
    selfIntroduction: 'Présentation : parle-moi de toi',
    strengths: 'Mes points forts',
    whyHireMe: "Pourquoi m'embaucher",
    careerGoals: 'Mes objectifs de carrière : où je me vois dans quelques années',
    weaknesses: 'Mes points faibles',
    questionsForEmployer: 'Questions que je pose à un employeur',
    opinions: 'Mes opinions',
  },
  date,
  on,
  since: (value) => `depuis ${value.day === undefined ? '' : 'le '}${date(value)}`,
  period: (start, end) =>
    start ? `${from(start)} ${until(end)}` : `jusqu'${end.day === undefined ? 'à' : 'au'} ${date(end)}`,
  duration: (total) => {
    const years = Math.floor(total / 12)
    return [years > 0 && `${years} ${years === 1 ? 'an' : 'ans'}`, total % 12 !== 0 && `${total % 12} mois`]
      .filter(Boolean)
      .join(' et ')
  },
  list,
  quote,

  name: (name) => `Je m'appelle ${name}`,
  profession: (label) => `Mon métier : ${label}`,
  livesIn: (where) => `J'habite à ${where}`,
  address: (address) => `Mon adresse postale est ${address}`,
  email: (address) => `Mon adresse e-mail est ${address}`,
  phone: (value) => `Mon numéro de téléphone est le ${value}`,
  website: (url) => `Mon site web est ${url}`,
  onlineProfile: (network, username, url) =>
    `Mon profil ${network} est ${url && username ? `${url} (nom d'utilisateur ${username})` : (url ?? username)}`,
  linkOf: (name, url) => `L'adresse web de ${name} est ${url}`,

  currentEmployer: (employer, position) =>
    `Mon employeur actuel est ${employer}${position ? `, où je travaille comme ${position}` : ''}`,
  employers: (names, newestFirst) =>
    `J'ai travaillé pour ${newestFirst ? 'ces employeurs, du plus récent au plus ancien : ' : ''}${list(names)}`,
  previousEmployer: (later, earlier, position, period) =>
    `Avant ${later}, j'ai travaillé chez ${earlier}${position ? ` comme ${position}` : ''}${period ? `, ${period}` : ''}`,
  previousPosition: (job, period) =>
    `Mon poste précédent était ${joined([plainJob(job), place(job.location)])}${period ? `, ${period}` : ''}`,
  positionsAt: (employer, joinedOn, positions) =>
    `J'ai rejoint ${employer} ${joinedOn} et j'y ai occupé ${positions.length} postes : ${list(positions)}`,
  careerStart: (when, job) =>
    `Mon expérience professionnelle a commencé ${when}, ${asJob(job)} ; c'est à partir de là que je compte mes années d'expérience`,
  positionCount: (positions, employers) =>
    `J'ai occupé ${positions} ${positions === 1 ? 'poste' : 'postes'} chez ${employers} ${employers === 1 ? 'employeur' : 'employeurs'}`,

  jobTitle: plainJob,
  currentJob: (job, since) =>
    since ? `Je travaille ${asJob(job)} ${since} ; c'est mon poste actuel` : `Je travaille actuellement ${asJob(job)}`,
  pastJob: (job, period, duration) =>
    `${capitalised(period)}, j'ai travaillé ${asJob(job)}${duration ? `, pendant ${duration}` : ''}`,
  job: (job) => `J'ai travaillé ${asJob(job)}`,
  about: (name, description) => `À propos de ${name} : ${description}`,

  highestDegree: (degree, area, institution) =>
    `Mon diplôme le plus élevé est ${joined([degree, area && `en ${area}`, institution && `(${institution})`])}`,
  studies: (area, institution, when, ongoing, degree) => {
    const what = joined([area, institution && (area ? `(${institution})` : `à ${institution}`)])
    if (ongoing) return `J'étudie ${joined([what, when])}${degree ? `, en vue du diplôme ${degree}` : ''}`
    return `J'ai étudié ${joined([what, when])}${degree ? ` et obtenu le diplôme ${degree}` : ''}`
  },
  score: (score) => `Ma note finale y était de ${score}`,
  courses: (courses, institution) => `Mes cours${institution ? ` (${institution})` : ''} comprenaient ${list(courses)}`,

  skill: (name, level, keywords) =>
    `Je connais ${joined([name, level && `(niveau : ${lowerFirst(level)})`])}` +
    (keywords.length > 0 ? `, notamment ${list(keywords)}` : ''),
  skills: (names) => `Mes compétences sont ${list(names)}`,
  skillsAtLevel: (level, names) => `Mes compétences de niveau ${lowerFirst(level)} sont ${list(names)}`,

  languages: (names) => `Je parle ${list(names)}`,
  speaks: (language, fluency) => {
    if (!fluency) return `Je parle ${language}`
    return /\b(?:natif|native|maternelle)\b/i.test(fluency)
      ? `Ma langue maternelle : ${language}`
      : `Je parle ${language} ; mon niveau : ${lowerFirst(fluency)}`
  },

  certificates: (names) => `Je possède ces certificats : ${list(names)}`,
  certificate: (name, issuer, when) =>
    `${when ? "J'ai obtenu" : 'Je possède'} le certificat ${joined([name, issuer && `(${issuer})`, when])}`,
  award: (title, awarder, when) => `J'ai reçu le prix ${joined([quote(title), awarder && `(${awarder})`, when])}`,
  publication: (name, publisher, when) =>
    when
      ? `Ma publication ${joined([quote(name), publisher && `(${publisher})`])} est parue ${when}`
      : `J'ai publié ${joined([quote(name), publisher && `(${publisher})`])}`,
  volunteering: (job, when, ongoing) =>
    when && ongoing
      ? `${capitalised(when)}, je fais du bénévolat ${asJob(job)}`
      : `${when ? `${capitalised(when)}, j'ai` : "J'ai"} fait du bénévolat ${asJob(job)}`,

  projects: (names) => `J'ai travaillé sur ces projets : ${list(names)}`,
  project: (name, entity, roles, when, ongoing) => {
    const rest = `sur le projet ${joined([name, entity && `(${entity})`])}${roles.length > 0 ? ` ; mon rôle : ${list(roles)}` : ''}`
    if (!when) return `J'ai travaillé ${rest}`
    return ongoing ? `${capitalised(when)}, je travaille ${rest}` : `${capitalised(when)}, j'ai travaillé ${rest}`
  },
  projectKeywords: (name, keywords) => `Technologies et sujets de ${name} : ${list(keywords)}`,

  interests: (names) => `Mes centres d'intérêt et mes loisirs sont ${list(names)}`,
  interest: (name, keywords) =>
    `Je m'intéresse à ceci : ${name}${keywords.length > 0 ? `, en particulier ${list(keywords)}` : ''}`,
  reference: (name, text) => `${name}, dit de moi : ${quote(text)}`,

  achievementContext: (employer, when) => `C'était ${joined([employer && `chez ${employer}`, when])}`,
  achievementSkills: (skills) => `Les compétences que j'ai utilisées : ${list(skills)}`,
  starLabels: { situation: 'Situation', task: 'Tâche', action: 'Action', result: 'Résultat' },

  currentPay: (amount, bonus) => `Mon salaire actuel est de ${amount}${bonus ? `, plus une prime de ${bonus}` : ''}`,
  expectedPay: (amount) => `Mes prétentions salariales (salaire souhaité) sont de ${amount}`,
  amount: (min, max, currency, period) => {
    const range =
      min && max && min !== max ? `${min} à ${max}` : min && max ? min : min ? `au moins ${min}` : `au plus ${max}`
    return joined([
      range,
      currency,
      period && `par ${{ year: 'an', month: 'mois', day: 'jour', hour: 'heure' }[period] ?? period}`,
    ])
  },
  number,
  wantedLocations: (places) => `J'aimerais travailler dans ces lieux : ${list(places)}`,
  remote: (wanted) => (wanted ? "J'aimerais travailler à distance" : 'Je ne souhaite pas travailler à distance'),
  named: (heading, items) => `${heading} : ${list(items)}`,
  label: (name) => `${name} : `,
}
