import { pluralIn } from '../plural.ts'
import type { messages as english } from './en.ts'

const plural = pluralIn('fr')

export const messages: typeof english = {
  about: 'Ce qui est conservé et combien de temps, le tout en un fichier, et sa suppression.',
  kept: 'Ce qui est conservé',
  keptAbout:
    'La durée se règle dans la configuration du serveur ; chaque jour, il supprime de lui-même ce qui est plus ancien.',
  what: 'Quoi',
  howLong: 'Combien de temps',
  setBy: 'Réglage',
  rows: {
    answers: 'Questions et réponses',
    inbox: 'Questions de la boîte de réception, en attente ou écartées, depuis la dernière fois',
    counts: 'Chiffres sur les visiteurs (sans cookies ni adresses)',
    events: 'Événements isolés',
    visitors: 'Pseudonymes des visiteurs',
    runs: 'Exécutions d’agents, après leur fin',
    rest: 'Sources, tickets, entretiens et offres',
    audit: 'Journal d’audit et reçus',
  },
  days: (count) => plural(count, { one: '# jour', other: '# jours' }),
  ever: 'Sans fin',
  untilDeleted: 'Jusqu’à ce que quelqu’un les supprime',
  off: 'Rien n’est compté',
  export: 'Le tout en un fichier',
  exportAbout:
    'Un fichier JSON : personnes, sources avec leurs textes, réponses, boîte de réception, entretiens, notes, offres, tickets, exécutions, approbations, chiffres, journal d’audit. Ni mots de passe, ni clés, ni jetons. Le journal d’audit en garde la trace.',
  exportStart: 'Tout exporter',
  exporting: (size) => `Export en cours… ${size}`,
  exported: (size) => `Le fichier est complet : ${size}`,
  stop: 'Arrêter',
  delete: 'Supprimer',
  deleteAbout: 'C’est irréversible. Le journal d’audit garde que cela a été fait, et par qui.',
  answers: 'Questions et réponses',
  answersAbout:
    'Ce qui a été demandé et répondu, avec les conversations, et les questions de la boîte de réception, en attente ou écartées. Ce à quoi vous y avez répondu reste, comme source ; les chiffres qui les comptent aussi.',
  figures: 'Chiffres sur les visiteurs',
  figuresAbout: 'Ce que montrent les statistiques. Les réponses restent.',
  which: 'Lesquels',
  choices: { before: 'D’avant un jour', link: 'D’un lien de partage', everything: 'Tout' },
  day: 'Avant quel jour (UTC)',
  link: 'Quel lien de partage',
  noLinks: 'Il n’y a pas de lien de partage.',
  deleteButton: 'Supprimer…',
  keep: 'Conserver',
  confirm: {
    answers: 'Supprimer ces questions et réponses ?',
    figures: 'Supprimer ces chiffres ?',
  },
  confirmBefore: (day) => `Tout ce qui précède le ${day} est supprimé définitivement.`,
  confirmLink: (name) => `Ce qui a été compté de « ${name} » est supprimé définitivement.`,
  confirmEverything: 'Tout est supprimé définitivement.',
  deletedAnswers: (count) => plural(count, { one: '# réponse est supprimée.', other: '# réponses sont supprimées.' }),
  deletedQuestions: (count) =>
    plural(count, {
      one: '# question de la boîte de réception est supprimée.',
      other: '# questions de la boîte de réception sont supprimées.',
    }),
  deletedFigures: 'Les chiffres sont supprimés.',
}
