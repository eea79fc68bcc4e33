import { pluralIn } from '../plural.ts'
import type { messages as english } from './en.ts'

const plural = pluralIn('fr')

export const messages: typeof english = {
  title: 'Expériences',
  experiment: 'Expérience',
  about: 'Chaque visiteur voit une façon de répondre. Vous pouvez regarder le résultat aussi souvent que vous voulez.',
  off: {
    title: 'Les expériences sont désactivées',
    advice: (variable) =>
      `Le serveur a été démarré avec ${variable}=false. Retirez ce réglage et redémarrez-le pour essayer des façons de répondre.`,
  },
  tabs: { all: 'Expériences', defaults: 'Adoptées', compare: 'Comparer deux réponses' },
  create: 'Nouvelle expérience',
  createDraft: 'Créer un brouillon',
  change: 'Modifier le brouillon',
  none: {
    title: 'Il n’y a pas encore d’expérience',
    advice: 'Dites ce que vous attendez, choisissez deux façons de répondre, et démarrez-la quand vous êtes prêt.',
  },
  name: 'Nom',
  hypothesis: 'Hypothèse',
  hypothesisHint: 'Ce que vous attendez, et pourquoi.',
  metric: 'Compte comme succès',
  metricHint: 'Au plus une fois par visiteur.',
  metrics: {
    thumb: 'Une bonne note',
    'follow-up': 'Poser une autre question',
    'citation-opened': 'Ouvrir une citation',
    'contact-clicked': 'Prendre contact',
  },
  audiences: 'Publics',
  arms: 'Variantes',
  armsHint: 'De deux à six façons de répondre, à parts égales des visiteurs. Les autres sont comparées à la première.',
  arm: 'Variante',
  control: 'Témoin',
  armNumber: (number) => `Variante ${number}`,
  addArm: 'Ajouter une variante',
  removeArm: (number) => `Retirer la variante ${number}`,
  strategies: {
    automatic: 'Selon la question',
    star: 'En racontant',
    concise: 'Concise',
    detailed: 'Détaillée',
    'example-driven': 'Par l’exemple',
  },
  writer: 'Écrite par',
  writers: { automatic: 'Le modèle, s’il y en a un', sources: 'Les sources seules' },
  state: 'État',
  states: { draft: 'brouillon', running: 'en cours', stopped: 'arrêtée', shipped: 'adoptée' },
  createdAt: 'Créée',
  toAll: 'Toutes les expériences',
  toExperiment: 'Voir l’expérience',
  export: 'Exporter',
  stoppedFor: {
    'by-hand': 'arrêtée à la main',
    'sample-ratio': 'arrêtée : mauvaise répartition des visiteurs',
    guardrails: 'arrêtée par le garde-fou',
  },
  shippedArm: (arm) => `adoptée : ${arm}`,
  countsAs: (metric) => `Succès : ${metric}`,
  startedAt: (time) => `Démarrée ${time}`,
  endedAt: (time) => `Terminée ${time}`,
  noteSays: (note) => `Note : ${note}`,
  verdict: 'Verdict',
  undecided: 'Indécis',
  notBelieved: 'À ne pas croire',
  winner: (arm) => `${arm} gagne`,
  visitors: 'Visiteurs',
  needed: (count) => plural(count, { one: 'Il en faut environ # de plus', other: 'Il en faut environ # de plus' }),
  sampleRatio: 'Répartition des visiteurs',
  ratioRight: 'Comme il faut',
  ratioWrong: 'Mauvaise',
  pValue: (p) => `p = ${p} ; mauvaise sous 0,001`,
  ratioBroken: 'Les visiteurs ne sont pas venus dans la proportion prévue',
  ratioBrokenAdvice:
    'Quelque chose est cassé, et rien de ce qui a été trouvé n’est à croire. Créez une nouvelle expérience.',
  guardrail: 'Garde-fou',
  guardrailQuiet: 'Calme',
  guardrailStopped: 'A arrêté une variante',
  guardrailNote: 'Arrête une variante dont les réponses sont plus souvent refusées ou sans appui',
  armStopped: { refusals: 'arrêtée : plus de refus', 'unsupported-claims': 'arrêtée : plus d’affirmations sans appui' },
  differences: (confidence) =>
    `Différence avec le témoin en points, avec des intervalles valables ensemble à ${confidence}`,
  noDifference: 'Pas encore de différence à dessiner : les deux variantes doivent avoir été montrées à des visiteurs.',
  settings: 'Réglages',
  traffic: 'Part',
  successes: 'Succès',
  rate: 'Taux',
  refusals: 'Refusées',
  unsupported: 'Sans appui',
  nothing: '–',
  decisions: {
    start: {
      title: 'Démarrer',
      means:
        'Désormais chaque visiteur de ces publics voit une variante. Ce qui est démarré ne peut plus être modifié.',
      done: 'L’expérience est en cours',
    },
    stop: {
      title: 'Arrêter',
      means:
        'On répond aux visiteurs comme avant, et l’expérience ne peut pas être redémarrée. Ce qu’elle a trouvé reste.',
      done: 'L’expérience est arrêtée',
    },
    ship: {
      title: 'Adopter',
      means:
        'On répond aussitôt à ces publics comme dans cette variante, jusqu’à ce qu’une autre soit adoptée ou que vous reveniez en arrière.',
      done: 'Adoptée',
    },
  },
  shipAnyway: 'Adopter quand même',
  nothingShows: (arm) =>
    `Les chiffres ne montrent pas que « ${arm} » est meilleure. Dites pourquoi vous l’adoptez quand même.`,
  note: 'Note',
  noteHint: 'Elle reste avec l’expérience.',
  noDefaults: {
    title: 'Rien n’a été adopté',
    advice:
      'On répond à chaque public selon la question. Ce qu’une expérience fait adopter apparaît ici, et peut être annulé.',
  },
  takeBack: 'Revenir en arrière',
  takeBackMeans: ({ audience, strategy }) =>
    `On ne répond plus au public « ${audience} » selon « ${strategy} », mais selon la question, aussitôt.`,
  takenBack: (audience) => `Annulé pour : ${audience}`,
  question: 'Question',
  oneWay: 'Une façon',
  otherWay: 'L’autre façon',
  compare: 'Comparer',
  comparing: 'Réponse en cours…',
  compareStarts:
    'Si aucune expérience ne compare les deux, ceci en démarre une sur vos vrais visiteurs. Arrêtez-la si vous vouliez seulement regarder.',
  comparisonStarted: 'Une expérience a été démarrée qui compare les deux sur vos visiteurs',
  comparisonRuns: 'Une expérience compare les deux sur vos visiteurs',
  comparisonProvesNothing: 'Deux réponses à une question ne montrent rien ; des visiteurs, si.',
  answerFigures: ({ words, sources, time }) =>
    `${plural(words, { one: '# mot', other: '# mots' })}, ${plural(sources, { one: '# source', other: '# sources' })}, ${time}`,
  refusedAnswer: 'Refusée : les sources ne le disent pas.',
}
