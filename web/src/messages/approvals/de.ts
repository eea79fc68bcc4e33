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
  run: 'Lauf',
  toRun: 'Zum Lauf',
  approveWithNote: 'Mit Notiz freigeben',
  note: 'Was sollte man wissen?',
  objections: {
    no_right: 'Sie sehen dies, entscheiden aber nicht. Fragen Sie einen Operator oder den Inhaber.',
    own: 'Sie haben selbst darum gebeten: Jemand anderes muss es freigeben.',
    above: 'Jemand, der mehr sieht als Sie, hat darum gebeten: Ein Inhaber muss es freigeben.',
    same_key: 'Ein Schlüssel derselben Familie hat darum gebeten: Jemand anderes muss es freigeben.',
  },
  approve: 'Freigeben',
  refuse: 'Ablehnen',
  why: 'Warum nicht?',
  whyHint: 'Wer gefragt hat, liest es, und es bleibt beim Lauf.',
  approved: (capability) => `Freigegeben: ${capability}`,
  refused: (capability) => `Abgelehnt: ${capability}`,
  states: { pending: 'wartet', approved: 'freigegeben', refused: 'abgelehnt', expired: 'abgelaufen', used: 'getan' },
}
