import { pluralIn } from '../plural.ts'
import type { messages as english } from './en.ts'

const plural = pluralIn('de')

export const messages: typeof english = {
  about: 'Was wie lange aufbewahrt wird, alles davon als Datei, und das Ende davon.',
  kept: 'Was aufbewahrt wird',
  keptAbout: 'Wie lange, steht in der Konfiguration des Servers; was älter ist, löscht er jeden Tag von selbst.',
  what: 'Was',
  howLong: 'Wie lange',
  setBy: 'Einstellung',
  rows: {
    answers: 'Fragen und Antworten',
    inbox: 'Fragen im Posteingang, offen oder verworfen, seit sie zuletzt gestellt wurden',
    counts: 'Zahlen über Besucher (ohne Cookies, ohne Adressen)',
    events: 'Einzelne Ereignisse',
    visitors: 'Pseudonyme von Besuchern',
    runs: 'Läufe von Agenten, nach ihrem Ende',
    rest: 'Quellen, Tickets, Gespräche und Stellen',
    audit: 'Prüfprotokoll und Belege',
  },
  days: (count) => plural(count, { one: '# Tag', other: '# Tage' }),
  ever: 'Ohne Ende',
  untilDeleted: 'Bis jemand sie löscht',
  off: 'Es wird nichts gezählt',
  export: 'Alles als Datei',
  exportAbout:
    'Eine JSON-Datei: Personen, Quellen mit ihren Texten, Antworten, Posteingang, Gespräche, Bewertungen, Stellen, Tickets, Läufe, Freigaben, Zahlen, Prüfprotokoll. Keine Passwörter, Schlüssel oder Token. Das Prüfprotokoll vermerkt sie.',
  exportStart: 'Alles ausgeben',
  exporting: (size) => `Wird ausgegeben … ${size}`,
  exported: (size) => `Die Datei ist vollständig: ${size}`,
  stop: 'Anhalten',
  delete: 'Löschen',
  deleteAbout: 'Das lässt sich nicht rückgängig machen. Das Prüfprotokoll behält, dass und von wem es getan wurde.',
  answers: 'Fragen und Antworten',
  answersAbout:
    'Was gefragt und geantwortet wurde, mit den Unterhaltungen, und die Fragen im Posteingang, offen oder verworfen. Was Sie dort beantwortet haben, bleibt als Quelle; auch Zahlen, die sie mitzählen, bleiben.',
  figures: 'Zahlen über Besucher',
  figuresAbout: 'Was die Auswertung zeigt. Antworten bleiben.',
  which: 'Welche',
  choices: { before: 'Von vor einem Tag', link: 'Eines Freigabelinks', everything: 'Alle' },
  day: 'Vor welchem Tag (UTC)',
  link: 'Welcher Freigabelink',
  noLinks: 'Es gibt keine Freigabelinks.',
  deleteButton: 'Löschen …',
  keep: 'Behalten',
  confirm: {
    answers: 'Diese Fragen und Antworten löschen?',
    figures: 'Diese Zahlen löschen?',
  },
  confirmBefore: (day) => `Alles von vor dem ${day} wird endgültig gelöscht.`,
  confirmLink: (name) => `Was von „${name}“ gezählt wurde, wird endgültig gelöscht.`,
  confirmEverything: 'Alles davon wird endgültig gelöscht.',
  deletedAnswers: (count) => plural(count, { one: '# Antwort ist gelöscht.', other: '# Antworten sind gelöscht.' }),
  deletedQuestions: (count) =>
    plural(count, { one: '# Frage im Posteingang ist gelöscht.', other: '# Fragen im Posteingang sind gelöscht.' }),
  deletedFigures: 'Die Zahlen sind gelöscht.',
}
