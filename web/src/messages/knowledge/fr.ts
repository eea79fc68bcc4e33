import type { messages as english } from './en.ts'
import { pluralIn } from '../plural.ts'

const plural = pluralIn('fr')

export const messages: typeof english = {
  title: 'Connaissances',
  about: 'Ce à partir de quoi le jumeau répond. Chacun ne reçoit de réponses que de ce que vous lui laissez voir.',
  tabs: { sources: 'Sources', preview: 'Ce que voient les autres', check: 'À vérifier' },
  readOnly: { title: 'Seul le propriétaire modifie les sources', advice: 'Vous voyez celles qui vous sont destinées.' },

  newAudience: 'Qui peut voir ce que vous ajoutez',
  keepAudience: 'Vous seul, ou comme avant',
  drop: 'Déposez des fichiers ici, ou choisissez-les',
  dropHint: 'JSON Resume, Markdown, texte, HTML, PDF, DOCX. Le même nom est une nouvelle version.',
  uploads: 'Fichiers en cours d’ajout',
  arrived: (arrived, all) => `${arrived} sur ${all} arrivés`,
  resend: (count) => plural(count, { one: 'Envoyer celui qui manque', other: 'Envoyer les # qui manquent' }),
  clear: 'Vider la liste',
  giveUp: 'Abandonner le reste',
  steps: { waiting: 'En attente', sending: 'Envoi', reading: 'Lecture', skipped: 'Non lu', broken: 'Pas arrivé' },
  statuses: { added: 'Ajouté', updated: 'Mis à jour', unchanged: 'Inchangé' },
  passages: (count) => plural(count, { one: '# passage', other: '# passages' }),
  reasons: {
    too_large: 'Le fichier est trop grand.',
    encrypted_pdf: 'Le fichier est protégé par un mot de passe.',
    empty: 'Il ne contient pas de texte.',
    unknown_type: 'Les fichiers de ce type ne peuvent pas être lus.',
    no_text_layer:
      'Le PDF contient des images de pages et pas de texte. Passez-le d’abord par une reconnaissance de texte.',
    timeout: 'La lecture a pris trop de temps.',
    too_complex: 'Il est imbriqué trop profondément.',
    not_utf8: 'Le texte n’est pas en UTF-8. Enregistrez-le en UTF-8 et envoyez-le de nouveau.',
    binary: 'Ce n’est ni du texte ni un fichier d’un type lisible.',
    zip_bomb: 'Il se décompresse en bien plus qu’il ne contient.',
    damaged: 'Le fichier est endommagé.',
  },

  search: 'Chercher par titre',
  filterAudience: 'Visible pour',
  everyAudience: 'Toutes les sources',
  nothing: { title: 'Le jumeau ne sait encore rien', advice: 'Déposez ci-dessus un CV ou un document.' },
  noMatch: { title: 'Aucune source ne correspond', advice: 'Changez les mots ou le public ci-dessus.' },
  columns: {
    title: 'Titre',
    kind: 'Type',
    audience: 'Visible pour',
    expires: 'Jusqu’au',
    passages: 'Passages',
    updated: 'Modifiée',
  },
  kinds: { profile: 'Profil', document: 'Document', sop: 'Procédure', answer: 'Votre réponse' },
  forever: 'sans fin',
  expired: 'Expirée',
  expiredOn: (date) => `Expirée le ${date}`,
  count: (shown, all) =>
    shown === all ? plural(all, { one: '# source', other: '# sources' }) : `${shown} sources sur ${all}`,

  version: 'Version',
  origin: 'Provenance',
  change: 'Modifier',
  titleField: 'Titre',
  audienceField: 'Qui peut la voir',
  expiryField: 'Dernier jour',
  expiryHint: 'Jusqu’à la fin de ce jour en UTC ; ensuite elle ne répond plus à rien. Vide : sans fin.',
  changed: (title) => `Modifiée : ${title}`,
  text: 'Texte',
  remove: 'Supprimer…',
  removeTitle: 'Supprimer cette source ?',
  removeAdvice:
    'Toutes ses versions et tous ses passages disparaissent, et aucune réponse ne pourra plus s’y appuyer. C’est définitif.',
  removeNow: 'La supprimer',
  removed: (title) => `Supprimée : ${title}`,

  eyes: 'Regarder comme',
  seen: (seen, hidden) =>
    `${plural(seen, { one: 'Voit # source', other: 'Voit # sources' })}, ${plural(hidden, { one: '# est cachée', other: '# sont cachées' })}.`,
  seesNothing: { title: 'Ne voit rien', advice: 'Ouvrez-leur quelques sources dans la liste des sources.' },
  testQuestion: 'Demander comme eux',
  testHint: 'Vraiment demandé ; n’entre dans aucun chiffre ni boîte de réception.',
  ask: 'Demander',

  expiredTitle: 'Expirées, ou bientôt',
  expiredAbout: 'Ce qui a expiré ne répond plus à rien. Donnez-lui un nouveau dernier jour, ou supprimez-le.',
  noneExpired: 'Rien n’a expiré, et rien n’expire dans les 30 jours.',
  endsOn: (date) => `Prend fin le ${date}`,
  contradictions: 'Contradictions',
  contradictionsAbout:
    'Les champs de deux profils qui diffèrent, et les phrases de deux sources qui ne diffèrent que d’un nombre. Ce qui se contredit en d’autres mots n’est pas trouvé.',
  noContradictions: (count) => plural(count, { one: 'Aucune dans # source.', other: 'Aucune dans # sources.' }),
  comparedSome: (compared, all) => `Les ${compared} sources les plus récentes sur ${all} ont été comparées.`,
  field: (pointer) => `Champ du profil ${pointer}`,
  open: 'Ouvrir',
}
