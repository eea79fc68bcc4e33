import { pluralIn } from '../plural.ts'
import type { messages as english } from './en.ts'

const plural = pluralIn('de')

export const messages: typeof english = {
  title: 'Experimente',
  experiment: 'Experiment',
  about: 'Jedem Besucher wird eine Art zu antworten gezeigt. Sie dürfen das Ergebnis ansehen, so oft Sie wollen.',
  off: {
    title: 'Experimente sind abgeschaltet',
    advice: (variable) =>
      `Der Server wurde mit ${variable}=false gestartet. Entfernen Sie diese Einstellung und starten Sie ihn neu, um Arten zu antworten zu erproben.`,
  },
  tabs: { all: 'Experimente', defaults: 'Übernommen', compare: 'Zwei Antworten vergleichen' },
  create: 'Neues Experiment',
  createDraft: 'Als Entwurf anlegen',
  change: 'Entwurf ändern',
  none: {
    title: 'Es gibt noch kein Experiment',
    advice:
      'Sagen Sie, was Sie erwarten, wählen Sie zwei Arten zu antworten, und starten Sie es, wenn Sie so weit sind.',
  },
  name: 'Name',
  hypothesis: 'Hypothese',
  hypothesisHint: 'Was Sie erwarten, und warum.',
  metric: 'Als Erfolg zählt',
  metricHint: 'Höchstens einmal je Besucher.',
  metrics: {
    thumb: 'Eine gute Bewertung',
    'follow-up': 'Weiterfragen',
    'citation-opened': 'Einen Beleg öffnen',
    'contact-clicked': 'Kontakt aufnehmen',
  },
  audiences: 'Publikum',
  arms: 'Arme',
  armsHint:
    'Zwei bis sechs Arten zu antworten, mit gleichen Anteilen der Besucher. Mit der ersten werden die anderen verglichen.',
  arm: 'Arm',
  control: 'Kontrolle',
  armNumber: (number) => `Arm ${number}`,
  addArm: 'Arm hinzufügen',
  removeArm: (number) => `Arm ${number} entfernen`,
  strategies: {
    automatic: 'Nach der Frage',
    star: 'Erzählend',
    concise: 'Knapp',
    detailed: 'Ausführlich',
    'example-driven': 'Mit Beispielen',
  },
  writer: 'Geschrieben von',
  writers: { automatic: 'Modell, wo es eines gibt', sources: 'Nur Quellen' },
  state: 'Stand',
  states: { draft: 'Entwurf', running: 'läuft', stopped: 'angehalten', shipped: 'übernommen' },
  createdAt: 'Angelegt',
  toAll: 'Alle Experimente',
  toExperiment: 'Experiment ansehen',
  export: 'Exportieren',
  stoppedFor: {
    'by-hand': 'von Hand angehalten',
    'sample-ratio': 'angehalten: falsches Verhältnis der Besucher',
    guardrails: 'von der Leitplanke angehalten',
  },
  shippedArm: (arm) => `übernommen: ${arm}`,
  countsAs: (metric) => `Erfolg: ${metric}`,
  startedAt: (time) => `Gestartet ${time}`,
  endedAt: (time) => `Beendet ${time}`,
  noteSays: (note) => `Notiz: ${note}`,
  verdict: 'Urteil',
  undecided: 'Unentschieden',
  notBelieved: 'Nicht zu glauben',
  winner: (arm) => `${arm} gewinnt`,
  visitors: 'Besucher',
  needed: (count) => plural(count, { one: 'Etwa # weiterer nötig', other: 'Etwa # weitere nötig' }),
  sampleRatio: 'Verhältnis der Besucher',
  ratioRight: 'Wie es sein soll',
  ratioWrong: 'Falsch',
  pValue: (p) => `p = ${p}; falsch unter 0,001`,
  ratioBroken: 'Die Besucher kamen nicht im Verhältnis der Anteile',
  ratioBrokenAdvice: 'Etwas ist kaputt, und nichts vom Gefundenen ist zu glauben. Legen Sie ein neues Experiment an.',
  guardrail: 'Leitplanke',
  guardrailQuiet: 'Ruhig',
  guardrailStopped: 'Hat einen Arm angehalten',
  guardrailNote: 'Hält einen Arm an, dessen Antworten öfter abgelehnt werden oder unbelegt sind',
  armStopped: { refusals: 'angehalten: mehr Ablehnungen', 'unsupported-claims': 'angehalten: mehr Unbelegtes' },
  differences: (confidence) =>
    `Unterschied zur Kontrolle in Punkten, mit Intervallen, die zusammen mit ${confidence} gelten`,
  noDifference: 'Noch ist kein Unterschied zu zeichnen: Besuchern müssen beide Arme gezeigt worden sein.',
  settings: 'Einstellungen',
  traffic: 'Anteil',
  successes: 'Erfolge',
  rate: 'Quote',
  refusals: 'Abgelehnt',
  unsupported: 'Unbelegt',
  nothing: '–',
  decisions: {
    start: {
      title: 'Starten',
      means:
        'Von nun an wird jedem Besucher aus diesem Publikum ein Arm gezeigt. Was gestartet ist, lässt sich nicht mehr ändern.',
      done: 'Das Experiment läuft',
    },
    stop: {
      title: 'Anhalten',
      means:
        'Besuchern wird wie zuvor geantwortet, und das Experiment lässt sich nicht wieder starten. Was es gefunden hat, bleibt.',
      done: 'Das Experiment ist angehalten',
    },
    ship: {
      title: 'Übernehmen',
      means:
        'Diesem Publikum wird sofort wie in diesem Arm geantwortet, bis ein anderer übernommen wird oder Sie es zurücknehmen.',
      done: 'Übernommen',
    },
  },
  shipAnyway: 'Trotzdem übernehmen',
  nothingShows: (arm) =>
    `Die Zahlen zeigen nicht, dass „${arm}“ besser ist. Sagen Sie, warum Sie ihn trotzdem übernehmen.`,
  note: 'Notiz',
  noteHint: 'Sie bleibt beim Experiment.',
  noDefaults: {
    title: 'Nichts wurde übernommen',
    advice:
      'Jedem Publikum wird nach der Frage geantwortet. Was ein Experiment übernimmt, erscheint hier und lässt sich zurücknehmen.',
  },
  takeBack: 'Zurücknehmen',
  takeBackMeans: ({ audience, strategy }) =>
    `Dem Publikum „${audience}“ wird sofort nicht mehr „${strategy}“ geantwortet, sondern nach der Frage.`,
  takenBack: (audience) => `Zurückgenommen für: ${audience}`,
  question: 'Frage',
  oneWay: 'Die eine Art',
  otherWay: 'Die andere Art',
  compare: 'Vergleichen',
  comparing: 'Antwortet…',
  compareStarts:
    'Wenn kein Experiment die beiden vergleicht, startet dies eines mit Ihren echten Besuchern. Halten Sie es an, wenn Sie nur schauen wollten.',
  comparisonStarted: 'Ein Experiment wurde gestartet, das die beiden an Ihren Besuchern vergleicht',
  comparisonRuns: 'Ein Experiment vergleicht die beiden an Ihren Besuchern',
  comparisonProvesNothing: 'Zwei Antworten auf eine Frage zeigen nichts; Besucher schon.',
  answerFigures: ({ words, sources, time }) =>
    `${plural(words, { one: '# Wort', other: '# Wörter' })}, ${plural(sources, { one: '# Quelle', other: '# Quellen' })}, ${time}`,
  refusedAnswer: 'Abgelehnt: Die Quellen sagen es nicht.',
}
