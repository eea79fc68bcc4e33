import type { PartialDate } from '../partial-date.ts'
import { capitalised, joined, lowerFirst } from './joined.ts'
import type { Employment, Phrases } from './phrases.ts'

const months = 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' ')
const conjunction = new Intl.ListFormat('es', { type: 'conjunction' })
const numbers = new Intl.NumberFormat('es', { useGrouping: 'always' })

const list = (items: readonly string[]) => conjunction.format(items)
const quote = (text: string) => `«${text}»`
const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`

function date({ year, month, day }: PartialDate): string {
  return [day, month && months[month - 1], year].filter((part) => part !== undefined).join(' de ')
}

function on(value: PartialDate): string {
  return `${value.day === undefined ? 'en' : 'el'} ${date(value)}`
}

const since = (value: PartialDate) => `desde ${value.day === undefined ? '' : 'el '}${date(value)}`
const from = (value: PartialDate) => `${value.day === undefined ? 'de' : 'del'} ${date(value)}`
const until = (value: PartialDate) => `${value.day === undefined ? 'a' : 'al'} ${date(value)}`

const place = (location: string | undefined) =>
  location && (/remot|híbrid|casa/i.test(location) ? `(${location})` : `en ${location}`)

/** "en Acme (Lyon)": the employer has the preposition already. */
function asJob({ position, employer, location }: Employment): string {
  return joined([
    position && `como ${position}`,
    employer && `en ${employer}`,
    employer ? location && `(${location})` : place(location),
  ])
}

function plainJob({ position, employer }: Employment): string {
  return joined([position, employer && `en ${employer}`])
}

export const spanish: Phrases = {
  language: 'es',
  headings: {
    about: 'Sobre mí',
    work: 'Experiencia laboral',
    education: 'Formación y estudios',
    skills: 'Conocimientos y habilidades',
    languages: 'Idiomas',
    certificates: 'Certificados y certificaciones',
    awards: 'Premios',
    publications: 'Publicaciones y charlas',
    projects: 'Proyectos',
    volunteering: 'Voluntariado',
    interests: 'Intereses y aficiones',
    references: 'Referencias: lo que otros dicen de mí',
    achievements: 'Logros',
    compensation: 'Salario y retribución',
    preferences: 'Preferencias de empleo',
    locations: 'Lugares preferidos',
    remote: 'Teletrabajo',
    noticePeriod: 'Plazo de preaviso',
    travel: 'Viajes de trabajo',
    workPermit: 'Permiso de trabajo',
    interview: 'Entrevista de trabajo',
    selfIntroduction: 'Presentación: háblame de ti',
    strengths: 'Mis puntos fuertes',
    whyHireMe: 'Por qué contratarme',
    careerGoals: 'Mis objetivos profesionales: dónde me veo dentro de unos años',
    weaknesses: 'Mis puntos débiles',
    questionsForEmployer: 'Preguntas que hago a una empresa',
    opinions: 'Mis opiniones',
  },
  date,
  on,
  since,
  period: (start, end) =>
    start ? `${from(start)} ${until(end)}` : `hasta ${end.day === undefined ? '' : 'el '}${date(end)}`,
  duration: (total) =>
    [total >= 12 && count(Math.floor(total / 12), 'año', 'años'), total % 12 !== 0 && count(total % 12, 'mes', 'meses')]
      .filter(Boolean)
      .join(' y '),
  list,
  quote,

  name: (name) => `Me llamo ${name}`,
  profession: (label) => `Mi profesión: ${label}`,
  livesIn: (where) => `Vivo en ${where}`,
  address: (address) => `Mi dirección postal es ${address}`,
  email: (address) => `Mi dirección de correo electrónico es ${address}`,
  phone: (value) => `Mi número de teléfono es ${value}`,
  website: (url) => `Mi sitio web es ${url}`,
  onlineProfile: (network, username, url) =>
    `Mi perfil de ${network} es ${url && username ? `${url} (nombre de usuario ${username})` : (url ?? username)}`,
  linkOf: (name, url) => `La dirección web de ${name} es ${url}`,

  currentEmployer: (employer, position) =>
    `Mi empresa actual es ${employer}${position ? `, donde trabajo como ${position}` : ''}`,
  employers: (names, newestFirst) =>
    `He trabajado para ${newestFirst ? 'estas empresas, de la más reciente a la más antigua: ' : 'estas empresas: '}${list(names)}`,
  previousEmployer: (later, earlier, position, period) =>
    `Antes de ${later} trabajé en ${earlier}${position ? ` como ${position}` : ''}${period ? `, ${period}` : ''}`,
  previousPosition: (job, period) =>
    `Mi puesto anterior fue ${joined([plainJob(job), job.location && `(${job.location})`])}${period ? `, ${period}` : ''}`,
  positionsAt: (employer, joinedOn, positions) =>
    `Entré en ${employer} ${joinedOn} y he tenido allí ${positions.length} puestos: ${list(positions)}`,
  careerStart: (when, job) =>
    `Mi experiencia laboral empezó ${when}, ${asJob(job)}; desde entonces cuento mis años de experiencia`,
  positionCount: (positions, employers) =>
    `He tenido ${count(positions, 'puesto', 'puestos')} en ${count(employers, 'empresa', 'empresas')}`,

  jobTitle: plainJob,
  currentJob: (job, when) =>
    when ? `${capitalised(when)} trabajo ${asJob(job)}; es mi puesto actual` : `Actualmente trabajo ${asJob(job)}`,
  pastJob: (job, period, duration) =>
    `${capitalised(period)} trabajé ${asJob(job)}${duration ? `, durante ${duration}` : ''}`,
  job: (job) => `He trabajado ${asJob(job)}`,
  about: (name, description) => `Sobre ${name}: ${description}`,

  highestDegree: (degree, area, institution) =>
    `Mi título más alto es ${joined([degree, area && `en ${area}`, institution && `(${institution})`])}`,
  studies: (area, institution, when, ongoing, degree) => {
    const what = joined([area, institution && `en ${institution}`])
    if (ongoing)
      return `${when ? `${capitalised(when)} estudio` : 'Estudio'} ${what}${degree ? ` para obtener el título ${degree}` : ''}`
    return `Estudié ${joined([what, when])}${degree ? ` y obtuve el título ${degree}` : ''}`
  },
  score: (score) => `Mi nota final allí fue ${score}`,
  courses: (courses, institution) =>
    `Mis asignaturas${institution ? ` en ${institution}` : ''} incluyeron ${list(courses)}`,

  skill: (name, level, keywords) =>
    `Conozco ${joined([name, level && `(nivel: ${lowerFirst(level)})`])}` +
    (keywords.length > 0 ? `, por ejemplo ${list(keywords)}` : ''),
  skills: (names) => `Mis conocimientos y habilidades son ${list(names)}`,
  skillsAtLevel: (level, names) => `Mis conocimientos de nivel ${lowerFirst(level)} son ${list(names)}`,

  languages: (names) => `Hablo ${list(names)}`,
  speaks: (language, fluency) => {
    if (!fluency) return `Hablo ${language}`
    return /\b(?:nativ[oa]|native|matern[oa])\b/i.test(fluency)
      ? `Mi lengua materna: ${language}`
      : `Hablo ${language}; mi nivel: ${lowerFirst(fluency)}`
  },

  certificates: (names) => `Tengo estos certificados: ${list(names)}`,
  certificate: (name, issuer, when) =>
    `${when ? 'Obtuve' : 'Tengo'} el certificado ${joined([name, issuer && `(${issuer})`, when])}`,
  award: (title, awarder, when) => `Recibí el premio ${joined([quote(title), awarder && `de ${awarder}`, when])}`,
  publication: (name, publisher, when) =>
    when
      ? `Mi publicación ${joined([quote(name), publisher && `(${publisher})`])} apareció ${when}`
      : `Publiqué ${joined([quote(name), publisher && `(${publisher})`])}`,
  volunteering: (job, when, ongoing) =>
    when && ongoing
      ? `${capitalised(when)} hago voluntariado ${asJob(job)}`
      : `${when ? `${capitalised(when)} hice` : 'Hice'} voluntariado ${asJob(job)}`,

  projects: (names) => `He trabajado en estos proyectos: ${list(names)}`,
  project: (name, entity, roles, when, ongoing) => {
    const rest = `en el proyecto ${joined([name, entity && `(${entity})`])}${roles.length > 0 ? `; mi papel: ${list(roles)}` : ''}`
    if (!when) return `Trabajé ${rest}`
    return `${capitalised(when)} ${ongoing ? 'trabajo' : 'trabajé'} ${rest}`
  },
  projectKeywords: (name, keywords) => `Tecnologías y temas de ${name}: ${list(keywords)}`,

  interests: (names) => `Mis intereses y aficiones son ${list(names)}`,
  interest: (name, keywords) => `Me interesa ${name}${keywords.length > 0 ? `, en particular ${list(keywords)}` : ''}`,
  reference: (name, text) => `${name}, dice de mí: ${quote(text)}`,

  achievementContext: (employer, when) => `Esto fue ${joined([employer && `en ${employer}`, when])}`,
  achievementSkills: (skills) => `Los conocimientos que usé: ${list(skills)}`,
  starLabels: { situation: 'Situación', task: 'Tarea', action: 'Acción', result: 'Resultado' },

  currentPay: (amount, bonus) => `Mi salario actual es de ${amount}${bonus ? `, más una prima de ${bonus}` : ''}`,
  expectedPay: (amount) => `Mi expectativa salarial (salario deseado) es de ${amount}`,
  amount: (min, max, currency, period) => {
    const range =
      min && max && min !== max ? `${min} a ${max}` : min && max ? min : min ? `al menos ${min}` : `como máximo ${max}`
    return joined([
      range,
      currency,
      period && `por ${{ year: 'año', month: 'mes', day: 'día', hour: 'hora' }[period] ?? period}`,
    ])
  },
  number: (value) => numbers.format(value),
  wantedLocations: (places) => `Me gustaría trabajar en estos lugares: ${list(places)}`,
  remote: (wanted) => (wanted ? 'Me gustaría trabajar a distancia' : 'No quiero trabajar a distancia'),
  named: (heading, items) => `${heading}: ${list(items)}`,
  label: (name) => `${name}: `,
}
