import type { messages as english } from './en.ts'

export const messages: typeof english = {
  about:
    'Ce avec quoi ce jumeau réfléchit. Les clés ne sont jamais montrées ; elles se trouvent dans la configuration du serveur.',
  uses: { answers: 'Rédige les réponses', search: 'Donne du sens à la recherche' },
  first: 'interrogé en premier',
  fallback: (position) => `interrogé en position ${position}, quand les précédents échouent`,
  at: (host) => `chez ${host}`,
  resting: 'au repos un moment',
  restingAbout: 'Il a échoué trop souvent. Il est de nouveau interrogé dans la demi-minute.',
  worksAnswers:
    'Formule les réponses et ce que disent les agents, et évalue les entretiens. Chaque phrase reste vérifiée d’après les sources.',
  worksSearch: 'Trouve les passages qui disent la même chose avec d’autres mots.',
  tryIt: 'Essayer',
  trying: 'Essai en cours…',
  answered: (duration) => `Il a répondu en ${duration}`,
  dimension: (count) => `Un vecteur de ${count} nombres.`,
  failed: (duration) => `Échec, après ${duration}`,
  problems: {
    timeout:
      'C’était trop long. Un modèle local est peut-être encore en train de charger : réessayez, ou choisissez-en un plus petit.',
    rate_limited:
      'Il est interrogé trop souvent, ou son quota est épuisé. Attendez, ou consultez le compte du fournisseur.',
    rejected: 'Il a refusé la requête. Vérifiez la clé et le nom du modèle dans la configuration.',
    unreachable: 'Le serveur ne peut pas le joindre. Vérifiez son adresse, et s’il fonctionne.',
    interrupted: 'Il s’est arrêté au milieu de sa réponse. Réessayez.',
    malformed: 'Sa réponse n’est pas comprise. Vérifiez que l’adresse se termine par /v1.',
    empty: 'Il n’a rien répondu. Vérifiez le nom du modèle.',
    unavailable: 'Il n’a pas répondu comme un modèle de vecteurs. Vérifiez son adresse, sa clé et son nom.',
  },
  itsWords: 'Dans ses mots',
  noChat: {
    title: 'Tout fonctionne par règles',
    text: 'Aucun modèle de langage n’est configuré. Les réponses sont des phrases de vos sources, mot pour mot ; les notes et les tickets sont jugés par des règles. Rien ne quitte cette machine.',
  },
  noSearch: {
    title: 'La recherche se fait par mots',
    text: 'Aucun modèle de vecteurs n’est configuré. Les passages sont trouvés par leurs mots et leurs racines.',
  },
  how: 'Pour en utiliser un, définissez ceci dans la configuration du serveur, puis redémarrez-le :',
  howLabel: 'Réglages d’un modèle',
  howSearchLabel: 'Réglages d’un modèle de vecteurs',
}
