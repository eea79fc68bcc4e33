import type { messages as english } from './en.ts'
import { pluralIn } from '../plural.ts'

const plural = pluralIn('de')

export const messages: typeof english = {
  title: 'Wissen',
  about: 'Woraus der Zwilling antwortet. Jeder bekommt Antworten nur aus dem, was Sie ihn sehen lassen.',
  tabs: { sources: 'Quellen', preview: 'Was andere sehen', check: 'Zu prüfen' },
  readOnly: { title: 'Nur der Eigentümer ändert Quellen', advice: 'Sie sehen die, die für Sie gedacht sind.' },

  newAudience: 'Wer sehen darf, was Sie hinzufügen',
  keepAudience: 'Nur Sie, oder wie bisher',
  drop: 'Dateien hier ablegen oder auswählen',
  dropHint: 'JSON Resume, Markdown, Text, HTML, PDF, DOCX. Derselbe Name noch einmal ist eine neue Fassung.',
  uploads: 'Dateien, die hinzukommen',
  arrived: (arrived, all) => `${arrived} von ${all} angekommen`,
  resend: (count) => plural(count, { one: 'Die fehlende senden', other: 'Die # fehlenden senden' }),
  clear: 'Liste leeren',
  giveUp: 'Den Rest aufgeben',
  steps: {
    waiting: 'Wartet',
    sending: 'Wird gesendet',
    reading: 'Wird gelesen',
    skipped: 'Nicht gelesen',
    broken: 'Nicht angekommen',
  },
  statuses: { added: 'Hinzugefügt', updated: 'Erneuert', unchanged: 'Unverändert' },
  passages: (count) => plural(count, { one: '# Abschnitt', other: '# Abschnitte' }),
  reasons: {
    too_large: 'Die Datei ist zu groß.',
    encrypted_pdf: 'Die Datei ist mit einem Passwort gesperrt.',
    empty: 'Es steht kein Text darin.',
    unknown_type: 'Dateien dieser Art können nicht gelesen werden.',
    no_text_layer: 'Das PDF enthält Bilder von Seiten und keinen Text. Lassen Sie zuerst eine Texterkennung laufen.',
    timeout: 'Das Lesen hat zu lange gedauert.',
    too_complex: 'Sie ist zu tief verschachtelt.',
    not_utf8: 'Der Text ist nicht in UTF-8. Speichern Sie ihn in UTF-8 und senden Sie ihn noch einmal.',
    binary: 'Sie ist kein Text und keine Datei einer lesbaren Art.',
    zip_bomb: 'Sie entpackt sich zu weit mehr, als sie enthält.',
    damaged: 'Die Datei ist beschädigt.',
  },

  search: 'Nach dem Titel suchen',
  filterAudience: 'Zu sehen für',
  everyAudience: 'Alle Quellen',
  nothing: { title: 'Der Zwilling weiß noch nichts', advice: 'Legen Sie oben einen Lebenslauf oder ein Dokument ab.' },
  noMatch: { title: 'Keine Quelle passt', advice: 'Ändern Sie oben die Wörter oder die Auswahl.' },
  columns: {
    title: 'Titel',
    kind: 'Art',
    audience: 'Zu sehen für',
    expires: 'Bis',
    passages: 'Abschnitte',
    updated: 'Geändert',
  },
  kinds: { profile: 'Profil', document: 'Dokument', sop: 'Anleitung', answer: 'Ihre Antwort' },
  forever: 'ohne Ende',
  expired: 'Abgelaufen',
  expiredOn: (date) => `Abgelaufen am ${date}`,
  count: (shown, all) =>
    shown === all ? plural(all, { one: '# Quelle', other: '# Quellen' }) : `${shown} von ${all} Quellen`,

  version: 'Fassung',
  origin: 'Aus',
  change: 'Ändern',
  titleField: 'Titel',
  audienceField: 'Wer sie sehen darf',
  expiryField: 'Letzter Tag',
  expiryHint: 'Bis zum Ende dieses Tages in UTC; danach antwortet sie nichts mehr. Leer: ohne Ende.',
  changed: (title) => `Geändert: ${title}`,
  text: 'Text',
  remove: 'Löschen…',
  removeTitle: 'Diese Quelle löschen?',
  removeAdvice:
    'Alle Fassungen und Abschnitte verschwinden, und keine Antwort kann mehr auf ihr beruhen. Das lässt sich nicht rückgängig machen.',
  removeNow: 'Endgültig löschen',
  removed: (title) => `Gelöscht: ${title}`,

  eyes: 'Sehen als',
  seen: (seen, hidden) =>
    `${plural(seen, { one: 'Sieht # Quelle', other: 'Sieht # Quellen' })}, ${plural(hidden, { one: '# ist verborgen', other: '# sind verborgen' })}.`,
  seesNothing: { title: 'Sieht nichts', advice: 'Geben Sie in der Liste der Quellen einige frei.' },
  testQuestion: 'Fragen, wie sie es täten',
  testHint: 'Wirklich gefragt; es zählt in keiner Auswertung und keinem Posteingang.',
  ask: 'Fragen',

  expiredTitle: 'Abgelaufen, oder bald',
  expiredAbout:
    'Was abgelaufen ist, antwortet nichts mehr. Geben Sie ihm einen neuen letzten Tag, oder löschen Sie es.',
  noneExpired: 'Nichts ist abgelaufen, und nichts läuft in den nächsten 30 Tagen ab.',
  endsOn: (date) => `Endet am ${date}`,
  contradictions: 'Widersprüche',
  contradictionsAbout:
    'Felder zweier Profile, die sich unterscheiden, und Sätze zweier Quellen, die sich nur in einer Zahl unterscheiden. Was sich mit anderen Worten widerspricht, wird nicht gefunden.',
  noContradictions: (count) => plural(count, { one: 'Keine in # Quelle.', other: 'Keine in # Quellen.' }),
  comparedSome: (compared, all) => `Verglichen wurden die neuesten ${compared} von ${all} Quellen.`,
  field: (pointer) => `Profilfeld ${pointer}`,
  open: 'Öffnen',
}
