import { pluralIn } from '../plural.ts'
import type { messages as english } from './en.ts'

const plural = pluralIn('fr')

export const messages: typeof english = {
  about:
    'Ce qui s’est passé et qui l’a fait ; chaque entrée est scellée par l’empreinte de la précédente. Une entrée modifiée ou manquante se remarque.',
  verify: 'Vérifier maintenant',
  verifying: 'Vérification…',
  holds: 'Le journal est intact',
  holdsAbout: (entries) =>
    plural(entries, {
      one: '# entrée a été recalculée et concorde, comme les réponses dont elle parle.',
      other: '# entrées ont été recalculées et chacune concorde, comme les réponses dont elles parlent.',
    }),
  waiting: (count) =>
    plural(count, {
      one: '# réponse n’est pas encore dans le journal.',
      other: '# réponses ne sont pas encore dans le journal.',
    }),
  broken: (sequence) => `L’entrée ${sequence} ne concorde pas`,
  brokenAbout: (reason, entries) =>
    `${reason}. Les ${entries} précédentes concordent. Gardez une copie de la base de données et comparez-la à une sauvegarde.`,
  checkpoint: 'Télécharger un point de contrôle',
  checkpointHint:
    'Un point de contrôle dit, signé, où en est le journal. Conservé ailleurs, il montre plus tard si la fin a été coupée.',
  filters: 'Filtres',
  kind: 'Type',
  kinds: {
    all: 'Tous les types',
    answers: 'Réponses',
    receipt: 'Reçus des agents',
    approval: 'Approbations',
    api_key: 'Clés d’API',
    share_link: 'Liens de partage',
    denial: 'Requêtes refusées',
    user: 'Personnes',
    connected_app: 'Applications',
    sign_in: 'Connexions',
    experiment: 'Expériences',
    answers_deleted: 'Réponses supprimées',
    questions_deleted: 'Questions supprimées',
    analytics_deleted: 'Statistiques supprimées',
    data_exported: 'Exports',
  },
  by: 'Par',
  subject: 'Objet',
  subjectHint: 'Un identifiant, exact.',
  from: 'Du',
  to: 'Au',
  apply: 'Afficher',
  clear: 'Effacer',
  entry: 'Entrée',
  when: 'Quand',
  details: (sequence) => `Entrée ${sequence}`,
  says: 'Ce qu’elle dit',
  hash: 'Son empreinte',
  previous: 'L’empreinte précédente',
  next: 'Page suivante',
  first: 'Première page',
  none: 'Rien n’est encore dans le journal',
  noneAdvice: 'Interrogez le jumeau, ou créez une clé : cela apparaît ici.',
  noMatch: 'Aucune entrée ne correspond',
  noMatchAdvice: 'Modifiez les filtres, ou effacez-les.',
}
