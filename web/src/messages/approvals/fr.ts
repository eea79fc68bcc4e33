import type { messages as english } from './en.ts'

export const messages: typeof english = {
  title: 'Approbations',
  about: 'Ce qu’un agent ne fait qu’avec votre oui. Vous approuvez exactement l’action que vous voyez, une fois.',
  waiting: 'En attente',
  decided: 'Décidées',
  nothingWaits: {
    title: 'Rien ne vous attend',
    advice: 'Quand un agent a besoin d’un oui, il apparaît ici et comme un nombre à côté de la page.',
  },
  nothingDecided: {
    title: 'Rien n’a encore été décidé',
    advice: 'Ce que vous approuvez ou refusez est conservé ici, avec qui et quand.',
  },
  exactly: 'Ce qui sera fait exactement',
  askedBy: 'Demandé par',
  until: 'Jusqu’au',
  decidedBy: 'Décidé par',
  run: 'Exécution',
  toRun: 'Voir l’exécution',
  approveWithNote: 'Approuver avec une note',
  note: 'Que faut-il savoir ?',
  objections: {
    no_right: 'Vous pouvez voir ceci, mais pas décider. Demandez à un opérateur ou au propriétaire.',
    own: 'Vous avez demandé ceci vous-même : quelqu’un d’autre doit l’approuver.',
    above: 'Quelqu’un qui voit plus que vous a demandé ceci : un propriétaire doit l’approuver.',
    same_key: 'Une clé de la même famille a demandé ceci : quelqu’un d’autre doit l’approuver.',
  },
  approve: 'Approuver',
  refuse: 'Refuser',
  why: 'Pourquoi pas ?',
  whyHint: 'La personne qui a demandé le lit, et cela reste avec l’exécution.',
  approved: (capability) => `Approuvé : ${capability}`,
  refused: (capability) => `Refusé : ${capability}`,
  states: { pending: 'attend', approved: 'approuvé', refused: 'refusé', expired: 'expiré', used: 'fait' },
}
