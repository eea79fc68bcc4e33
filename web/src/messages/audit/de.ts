import { pluralIn } from '../plural.ts'
import type { messages as english } from './en.ts'

const plural = pluralIn('de')

export const messages: typeof english = {
  about:
    'Was geschah und wer es tat; jeder Eintrag ist mit dem Hash des vorigen versiegelt. Ein veränderter oder fehlender fällt auf.',
  verify: 'Jetzt prüfen',
  verifying: 'Wird geprüft …',
  holds: 'Das Protokoll ist unversehrt',
  holdsAbout: (entries) =>
    plural(entries, {
      one: '# Eintrag wurde neu berechnet und stimmt, ebenso die Antworten, von denen er erzählt.',
      other: '# Einträge wurden neu berechnet, und jeder stimmt, ebenso die Antworten, von denen sie erzählen.',
    }),
  waiting: (count) =>
    plural(count, {
      one: '# Antwort steht noch nicht im Protokoll.',
      other: '# Antworten stehen noch nicht im Protokoll.',
    }),
  broken: (sequence) => `Eintrag ${sequence} stimmt nicht`,
  brokenAbout: (reason, entries) =>
    `${reason}. Die ${entries} davor stimmen. Bewahren Sie eine Kopie der Datenbank auf und vergleichen Sie sie mit einer Sicherung.`,
  checkpoint: 'Prüfpunkt herunterladen',
  checkpointHint:
    'Ein Prüfpunkt sagt mit Unterschrift, wo das Protokoll steht. Anderswo verwahrt, zeigt er später, ob das Ende abgeschnitten wurde.',
  filters: 'Filter',
  kind: 'Art',
  kinds: {
    all: 'Alle Arten',
    answers: 'Antworten',
    receipt: 'Belege von Agenten',
    approval: 'Freigaben',
    api_key: 'API-Schlüssel',
    share_link: 'Freigabelinks',
    denial: 'Abgewiesene Anfragen',
    user: 'Personen',
    connected_app: 'Apps',
    sign_in: 'Anmeldungen',
    experiment: 'Experimente',
    answers_deleted: 'Gelöschte Antworten',
    questions_deleted: 'Gelöschte Fragen',
    analytics_deleted: 'Gelöschte Auswertung',
    data_exported: 'Ausgaben',
  },
  by: 'Von',
  subject: 'Worüber',
  subjectHint: 'Eine Kennung, genau.',
  from: 'Von',
  to: 'Bis',
  apply: 'Zeigen',
  clear: 'Zurücksetzen',
  entry: 'Eintrag',
  when: 'Wann',
  details: (sequence) => `Eintrag ${sequence}`,
  says: 'Was er sagt',
  hash: 'Sein Hash',
  previous: 'Der Hash davor',
  next: 'Nächste Seite',
  first: 'Erste Seite',
  none: 'Noch steht nichts im Protokoll',
  noneAdvice: 'Fragen Sie den Zwilling etwas, oder erstellen Sie einen Schlüssel: Es erscheint hier.',
  noMatch: 'Kein Eintrag passt',
  noMatchAdvice: 'Ändern Sie die Filter, oder setzen Sie sie zurück.',
}
