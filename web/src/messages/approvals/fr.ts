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
  approve: 'Approuver',
  refuse: 'Refuser',
  why: 'Pourquoi pas ?',
  whyHint: 'La personne qui a demandé le lit, et cela reste avec l’exécution.',
  approved: (capability) => `Approuvé : ${capability}`,
  refused: (capability) => `Refusé : ${capability}`,
  risks: { read: 'lit', change: 'modifie', dangerous: 'dangereux' },
  states: { pending: 'attend', approved: 'approuvé', refused: 'refusé', expired: 'expiré', used: 'fait' },
}
