import { pluralIn } from '../plural.ts'
import type { messages as english } from './en.ts'

const plural = pluralIn('fr')

export const messages: typeof english = {
  title: 'Statistiques',
  about:
    'Ce que font les visiteurs, en nombres : aucun cookie, aucune adresse et aucune question n’est conservé pour cela. Les jours sont en UTC.',
  off: {
    title: 'Les statistiques sont désactivées',
    advice: (variable) =>
      `Rien n’est compté ici, car le serveur a été démarré avec ${variable}=false. Retirez ce réglage et redémarrez-le pour compter ce que font les visiteurs.`,
  },
  tabs: { overview: 'Vue d’ensemble', topics: 'Sujets', links: 'Liens de partage', ratings: 'Évaluations' },
  filters: 'Ce qui est regardé',
  period: 'Période',
  lastDays: (days) => (days === 1 ? 'Aujourd’hui' : plural(days, { one: '# dernier jour', other: '# derniers jours' })),
  ownPeriod: 'Du … au …',
  from: 'Du',
  to: 'Au',
  by: 'Par',
  steps: { hour: 'Heure', day: 'Jour', week: 'Semaine', month: 'Mois' },
  audience: 'Public',
  client: 'Accès',
  link: 'Lien de partage',
  all: 'Tous',
  noFilters: 'Effacer les filtres',
  export: 'Exporter',
  exported: {
    series: 'Chiffres dans le temps',
    topics: 'Sujets',
    links: 'Liens de partage',
    ratings: 'Évaluations',
    events: 'Événements un par un',
  },
  none: '–',
  nothing: {
    title: 'Rien n’a été compté pendant cette période',
    advice: 'Choisissez une période plus longue ou moins de filtres, ou partagez un lien vers le jumeau.',
  },
  visitors: 'Visiteurs',
  sessions: 'Sessions',
  visitorsAndSessions: 'Visiteurs et sessions',
  questions: 'Questions',
  answered: 'Répondues',
  refused: 'Refusées',
  rating: 'Note moyenne',
  ratings: 'Évaluations',
  responseTime: 'Temps de réponse',
  citationsOpened: 'Citations ouvertes',
  contacts: 'Prises de contact',
  returning: (count) => plural(count, { one: '# revenu le même jour', other: '# revenus le même jour' }),
  noSession: 'Aucune pour l’instant',
  shortSessions: 'D’un seul événement chacune',
  sessionLasts: (duration) => `${duration} en moyenne`,
  followUps: (count) => plural(count, { one: '# question de suite', other: '# questions de suite' }),
  refusedOf: (refused, questions) =>
    `${plural(refused, { other: '#' })} sur ${plural(questions, { one: '# question', other: '# questions' })}`,
  ofFive: (value) => `${value} sur 5`,
  nobodyRated: 'Personne n’a évalué de réponse',
  ratedGood: (count, share) => `${plural(count, { one: '# évaluation', other: '# évaluations' })}, ${share} bonnes`,
  percentiles: (p95, p99) => `p95 ${p95}, p99 ${p99}`,
  pageOpened: (count) => plural(count, { one: 'Page ouverte # fois', other: 'Page ouverte # fois' }),
  answeredSessions: (count) =>
    plural(count, { one: '# session avec une réponse', other: '# sessions avec une réponse' }),
  byAudience: 'Par public',
  byClient: 'Par accès',
  who: 'Qui',
  standing: {
    title: 'Où en sont les choses',
    about:
      'De tout le monde, quels que soient les filtres : la seconde moitié de la période à côté de la première, et des périodes précédentes.',
    period: 'Période du rapport',
    periods: { daily: 'Aujourd’hui', weekly: '7 derniers jours', monthly: '30 derniers jours' },
    metrics: {
      answered: 'Répondues',
      satisfaction: 'Satisfaction',
      citationsOpened: 'Sessions qui ouvrent une citation',
      responseTimeMs: 'Temps de réponse médian',
    },
    trends: { improving: 'En progrès', stable: 'Stable', declining: 'En recul', unknown: 'Trop peu pour comparer' },
    rank: (share) => `Pas moins bien que ${share} des périodes précédentes`,
    toDo: 'Ce qu’il faut faire',
    nothingToDo: 'Rien de particulier. Peut-être a-t-on aussi posé trop peu de questions.',
  },
  toInbox: 'Ouvrir la boîte de réception',
  topic: 'Sujet',
  shareOfAll: 'Part',
  needsWork: 'À améliorer',
  improve: 'Répondre dans la boîte de réception',
  noTopics: {
    title: 'Aucun sujet pendant cette période',
    advice:
      'Les sujets apparaissent dès que quelqu’un pose une question. Choisissez une période plus longue ou moins de filtres.',
  },
  noLinks: {
    title: 'Personne n’est venu par un lien de partage pendant cette période',
    advice:
      'Partagez un lien dans les réglages : vous verrez ici qui l’a ouvert, a posé une question et a pris contact.',
  },
  linkActivity: ({ visitors, questions, refused }) =>
    [
      plural(visitors, { one: '# visiteur', other: '# visiteurs' }),
      plural(questions, { one: '# question', other: '# questions' }),
      plural(refused, { one: '# refusée', other: '# refusées' }),
    ].join(', '),
  funnelOf: (name) => `Jusqu’où sont allés les visiteurs de « ${name} »`,
  funnel: {
    opened: 'Venus',
    asked: 'Ont demandé',
    citationOpened: 'Ont ouvert une citation',
    contactClicked: 'Ont pris contact',
  },
  noRatings: {
    title: 'Aucune évaluation pendant cette période',
    advice:
      'Les lecteurs évaluent une réponse avec le pouce en dessous. Ce qu’ils disent apparaît ici, et les mauvaises notes dans la boîte de réception.',
  },
  distribution: 'Répartition',
  needWork: 'Sujets à améliorer',
  nothingNeedsWork: 'Aucun : aucun sujet avec au moins trois évaluations n’est mal noté.',
  priorities: { high: 'Haute', medium: 'Moyenne' },
  ratedBy: (mean, count) => `${mean} sur 5 par ${plural(count, { other: '#' })}`,
  oneRating: 'Note',
  newest: 'Dernières évaluations',
  when: 'Quand',
  reason: 'Raison',
}
