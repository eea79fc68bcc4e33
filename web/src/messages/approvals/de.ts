import type { messages as english } from './en.ts'

export const messages: typeof english = {
  title: 'Freigaben',
  about: 'Was ein Agent nur mit Ihrem Ja darf. Sie geben genau die Handlung frei, die Sie sehen, einmal.',
  waiting: 'Wartet',
  decided: 'Entschieden',
  nothingWaits: {
    title: 'Nichts wartet auf Sie',
    advice: 'Wenn ein Agent ein Ja braucht, erscheint es hier und als Zahl neben der Seite.',
  },
  nothingDecided: {
    title: 'Noch ist nichts entschieden',
    advice: 'Was Sie freigeben oder ablehnen, bleibt hier, mit Namen und Zeit.',
  },
  exactly: 'Was genau geschehen wird',
  askedBy: 'Gefragt von',
  until: 'Bis',
  decidedBy: 'Entschieden von',
  approve: 'Freigeben',
  refuse: 'Ablehnen',
  why: 'Warum nicht?',
  whyHint: 'Wer gefragt hat, liest es, und es bleibt beim Lauf.',
  approved: (capability) => `Freigegeben: ${capability}`,
  refused: (capability) => `Abgelehnt: ${capability}`,
  risks: { read: 'liest', change: 'ändert', dangerous: 'gefährlich' },
  states: { pending: 'wartet', approved: 'freigegeben', refused: 'abgelehnt', expired: 'abgelaufen', used: 'getan' },
}
