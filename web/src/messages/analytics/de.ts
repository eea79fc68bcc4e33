import { pluralIn } from '../plural.ts'
import type { messages as english } from './en.ts'

const plural = pluralIn('de')

export const messages: typeof english = {
  title: 'Auswertung',
  about:
    'Was Besucher tun, als Zählungen: Dafür wird kein Cookie, keine Adresse und keine Frage gespeichert. Tage sind UTC-Tage.',
  off: {
    title: 'Die Auswertung ist abgeschaltet',
    advice: (variable) =>
      `Hier wird nichts gezählt, weil der Server mit ${variable}=false gestartet wurde. Entfernen Sie diese Einstellung und starten Sie ihn neu, um zu zählen, was Besucher tun.`,
  },
  tabs: { overview: 'Überblick', topics: 'Themen', links: 'Freigabelinks', ratings: 'Bewertungen' },
  filters: 'Was betrachtet wird',
  period: 'Zeitraum',
  lastDays: (days) => (days === 1 ? 'Heute' : plural(days, { one: 'Letzter # Tag', other: 'Letzte # Tage' })),
  ownPeriod: 'Von … bis …',
  from: 'Von',
  to: 'Bis',
  by: 'Nach',
  steps: { hour: 'Stunde', day: 'Tag', week: 'Woche', month: 'Monat' },
  audience: 'Publikum',
  client: 'Zugang',
  link: 'Freigabelink',
  all: 'Alle',
  noFilters: 'Filter aufheben',
  export: 'Exportieren',
  exported: {
    series: 'Zahlen im Verlauf',
    topics: 'Themen',
    links: 'Freigabelinks',
    ratings: 'Bewertungen',
    events: 'Einzelne Ereignisse',
  },
  none: '–',
  nothing: {
    title: 'In diesem Zeitraum wurde nichts gezählt',
    advice: 'Wählen Sie einen längeren Zeitraum oder weniger Filter, oder teilen Sie einen Link zum Zwilling.',
  },
  visitors: 'Besucher',
  sessions: 'Sitzungen',
  visitorsAndSessions: 'Besucher und Sitzungen',
  questions: 'Fragen',
  answered: 'Beantwortet',
  refused: 'Abgelehnt',
  rating: 'Mittlere Bewertung',
  ratings: 'Bewertungen',
  responseTime: 'Antwortzeit',
  citationsOpened: 'Geöffnete Belege',
  contacts: 'Kontaktaufnahmen',
  returning: (count) => plural(count, { one: '# kam am selben Tag wieder', other: '# kamen am selben Tag wieder' }),
  noSession: 'Noch keine',
  shortSessions: 'Mit je einem Ereignis',
  sessionLasts: (duration) => `${duration} im Mittel`,
  followUps: (count) => plural(count, { one: '# Anschlussfrage', other: '# Anschlussfragen' }),
  refusedOf: (refused, questions) =>
    `${plural(refused, { other: '#' })} von ${plural(questions, { one: '# Frage', other: '# Fragen' })}`,
  ofFive: (value) => `${value} von 5`,
  nobodyRated: 'Niemand hat bewertet',
  ratedGood: (count, share) => `${plural(count, { one: '# Bewertung', other: '# Bewertungen' })}, ${share} gut`,
  percentiles: (p95, p99) => `p95 ${p95}, p99 ${p99}`,
  pageOpened: (count) => plural(count, { one: 'Seite einmal geöffnet', other: 'Seite #-mal geöffnet' }),
  answeredSessions: (count) =>
    plural(count, { one: '# Sitzung mit einer Antwort', other: '# Sitzungen mit einer Antwort' }),
  byAudience: 'Nach Publikum',
  byClient: 'Nach Zugang',
  who: 'Wer',
  standing: {
    title: 'Wie es steht',
    about:
      'Von allen, was oben auch gefiltert ist: die zweite Hälfte des Zeitraums neben der ersten, und neben früheren Zeiträumen.',
    period: 'Zeitraum des Berichts',
    periods: { daily: 'Heute', weekly: 'Letzte 7 Tage', monthly: 'Letzte 30 Tage' },
    metrics: {
      answered: 'Beantwortet',
      satisfaction: 'Zufriedenheit',
      citationsOpened: 'Sitzungen, die einen Beleg öffnen',
      responseTimeMs: 'Mittlere Antwortzeit (Median)',
    },
    trends: {
      improving: 'Wird besser',
      stable: 'Gleichbleibend',
      declining: 'Wird schlechter',
      unknown: 'Zu wenig zum Vergleichen',
    },
    rank: (share) => `Nicht schlechter als ${share} der früheren Zeiträume`,
    toDo: 'Was zu tun ist',
    nothingToDo: 'Nichts fällt auf. Vielleicht wurde auch noch zu wenig gefragt.',
  },
  toInbox: 'Posteingang öffnen',
  topic: 'Thema',
  shareOfAll: 'Anteil',
  needsWork: 'Braucht Arbeit',
  improve: 'Im Posteingang beantworten',
  noTopics: {
    title: 'Keine Themen in diesem Zeitraum',
    advice: 'Themen erscheinen, sobald jemand fragt. Wählen Sie einen längeren Zeitraum oder weniger Filter.',
  },
  noLinks: {
    title: 'In diesem Zeitraum kam niemand über einen Freigabelink',
    advice:
      'Teilen Sie einen Link in den Einstellungen: Hier sehen Sie dann, wer ihn geöffnet, gefragt und sich gemeldet hat.',
  },
  linkActivity: ({ visitors, questions, refused }) =>
    [
      plural(visitors, { one: '# Besucher', other: '# Besucher' }),
      plural(questions, { one: '# Frage', other: '# Fragen' }),
      plural(refused, { one: '# abgelehnt', other: '# abgelehnt' }),
    ].join(', '),
  funnelOf: (name) => `Wie weit Besucher von „${name}“ kamen`,
  funnel: {
    opened: 'Gekommen',
    asked: 'Gefragt',
    citationOpened: 'Beleg geöffnet',
    contactClicked: 'Kontakt aufgenommen',
  },
  noRatings: {
    title: 'Keine Bewertungen in diesem Zeitraum',
    advice:
      'Leser bewerten eine Antwort mit dem Daumen darunter. Was sie sagen, erscheint hier, und schlechte Bewertungen im Posteingang.',
  },
  distribution: 'Verteilung',
  needWork: 'Themen, die Arbeit brauchen',
  nothingNeedsWork: 'Keine: Kein Thema mit drei oder mehr Bewertungen ist schlecht bewertet.',
  priorities: { high: 'Hoch', medium: 'Mittel' },
  ratedBy: (mean, count) => `${mean} von 5 bei ${plural(count, { other: '#' })}`,
  oneRating: 'Bewertung',
  newest: 'Neueste Bewertungen',
  when: 'Wann',
  reason: 'Begründung',
}
