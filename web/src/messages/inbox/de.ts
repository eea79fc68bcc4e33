import type { messages as english } from './en.ts'
import { pluralIn } from '../plural.ts'

const plural = pluralIn('de')

export const messages: typeof english = {
  title: 'Posteingang',
  about:
    'Was gefragt wurde und der Zwilling nicht oder schlecht beantwortet hat. Ihre Antwort wird eine Quelle, für wen Sie wollen.',
  states: { open: 'Offen', answered: 'Beantwortet', dismissed: 'Verworfen' },
  showing: 'Zeigen',
  all: 'Alle Fragen',
  onlyBad: 'Schlecht bewertete Antworten',
  nothing: {
    open: {
      title: 'Nichts wartet auf Sie',
      advice: 'Jede gestellte Frage hat eine Antwort. Neue, auf die nichts antwortet, erscheinen hier.',
    },
    bad: {
      title: 'Keine Antwort wurde schlecht bewertet',
      advice: 'Gibt jemand einer Antwort einen oder zwei Punkte, erscheint ihre Frage hier mit dem Grund.',
    },
    answered: {
      title: 'Sie haben noch nichts beantwortet',
      advice: 'Was Sie hier antworten, bleibt und lässt sich zurücknehmen.',
    },
    dismissed: {
      title: 'Nichts ist verworfen',
      advice: 'Was Sie verwerfen, können Sie von hier zurückholen oder löschen.',
    },
  },
  askChat: 'Den Zwilling etwas fragen',
  askedTimes: (count) => plural(count, { one: 'einmal gefragt', other: '#-mal gefragt' }),
  highestAsker: (audience) => `von: ${audience}`,
  after: (question) => `Nach „${question}“`,
  lastAsked: (when) => `zuletzt ${when}`,
  badlyRated: 'Schlecht bewertet',
  ratedBecause: (reason) => `Weil: ${reason}`,
  noReason: 'Ein Grund wurde nicht genannt.',
  similar: (count) =>
    plural(count, { one: 'Eine weitere Frage handelt davon', other: '# weitere Fragen handeln davon' }),
  answer: 'Antworten',
  sayNow: 'Was er jetzt sagt',
  hideSay: 'Verbergen, was er sagt',
  dismiss: 'Verwerfen',
  dismissed: (count) => plural(count, { one: 'Die Frage ist verworfen', other: '# Fragen sind verworfen' }),
  yourAnswer: 'Ihre Antwort',
  answerHint: 'In der Ich-Form, wie Sie es sagen würden. Der Zwilling zitiert sie wörtlich.',
  audience: 'Wer sie sehen darf',
  audienceTooHigh: (asker) => `Gefragt wurde von: ${asker}. Dort wird diese Antwort nicht zu sehen sein.`,
  also: 'Sie beantwortet auch diese',
  send: 'Antwort speichern',
  stored: 'Ihre Antwort ist jetzt eine Quelle, und der Zwilling wurde noch einmal gefragt:',
  takeBack: 'Zurücknehmen',
  takenBack: 'Die Frage ist wieder offen; Ihre Worte stehen noch in ihrem Antwortfeld',
  reopen: 'Wieder öffnen',
  reopened: 'Die Frage ist wieder offen',
  readAnswer: 'Ihre Antwort lesen',
  hideAnswer: 'Ihre Antwort verbergen',
  visibleTo: (audience) => `Zu sehen für: ${audience}`,
  gone: 'Beantwortet von einer Quelle, die es nicht mehr gibt.',
  readOnly: {
    title: 'Nur der Eigentümer antwortet',
    advice: 'Sie sehen die Fragen, die auf Ihrer Stufe oder darunter gestellt wurden.',
  },
  fewer: {
    title: (shown, total) => `Hier sind ${shown} von ${total} Fragen`,
    advice:
      'Es fehlen die, die auf der niedrigsten Stufe und am seltensten gestellt wurden. Sie rücken nach, wenn andere die Liste verlassen.',
  },
  remove: {
    title: (count) => plural(count, { one: 'Diese Frage löschen?', other: 'Diese # Fragen löschen?' }),
    advice:
      'Das lässt sich nicht rückgängig machen. Was wieder gefragt wird, kommt neu herein. Das Prüfprotokoll behält, dass Sie es getan haben, nicht, was gefragt wurde.',
    done: (count) => plural(count, { one: 'Die Frage ist gelöscht', other: '# Fragen sind gelöscht' }),
  },
  someFailed: 'Nicht alle wurden geändert; die Liste zeigt, was jetzt gilt',
}
