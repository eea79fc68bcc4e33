import type { messages as english } from './en.ts'

export const messages: typeof english = {
  actors: {
    owner: 'le jeton du propriétaire',
    system: 'Pollux lui-même',
    intake: 'le jeton de réception',
    anyone: 'une personne de passage',
    gone: (id) => `quelqu’un qui n’est plus là (${id})`,
    viaApp: (name) => `${name}, par une application`,
  },
  risks: { read: 'lit', change: 'modifie', dangerous: 'dangereux' },
  runStates: {
    waiting: 'attend un oui',
    queued: 'en file',
    running: 'en cours',
    suspended: 'attend une autre exécution',
    succeeded: 'réussie',
    failed: 'échouée',
    cancelled: 'annulée',
  },
  verdicts: { verified: 'vérifiée', unverified: 'non vérifiée', failed: 'contrôle échoué' },
  origins: {
    rest: 'à la main',
    cli: 'par commande',
    schedule: 'par planification',
    alert: 'par une alerte',
    agent: 'par une autre exécution',
    model: 'par un modèle de langage',
  },
  commandLine: 'Ligne de commande',
  onHost: (host) => (host === 'local' ? 'sur cette machine' : `sur ${host}`),
  input: 'Entrée',
  noInput: 'Aucune entrée.',
  resolved: 'Ce que cela donne',
}
