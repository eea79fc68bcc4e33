import type { messages as english } from './en.ts'

export const messages: typeof english = {
  about: 'Womit dieser Zwilling denkt. Schlüssel werden nie gezeigt; sie stehen in der Konfiguration des Servers.',
  uses: { answers: 'Schreibt Antworten', search: 'Gibt der Suche Bedeutung' },
  first: 'wird zuerst gefragt',
  fallback: (position) => `wird als Nummer ${position} gefragt, wenn die davor versagen`,
  at: (host) => `bei ${host}`,
  resting: 'ruht eine Weile',
  restingAbout: 'Es hat zu oft versagt. Innerhalb einer halben Minute wird es wieder gefragt.',
  worksAnswers:
    'Formuliert Antworten und was Agenten sagen, und beurteilt Gespräche. Jeder Satz wird weiterhin an den Quellen geprüft.',
  worksSearch: 'Findet Stellen, die dasselbe mit anderen Worten sagen.',
  tryIt: 'Ausprobieren',
  trying: 'Wird ausprobiert …',
  answered: (duration) => `Es hat in ${duration} geantwortet`,
  dimension: (count) => `Ein Vektor aus ${count} Zahlen.`,
  failed: (duration) => `Es hat nicht geklappt, nach ${duration}`,
  problems: {
    timeout:
      'Es hat zu lange gedauert. Ein lokales Modell lädt vielleicht noch: Versuchen Sie es wieder, oder wählen Sie ein kleineres.',
    rate_limited:
      'Es wird zu oft gefragt, oder sein Kontingent ist aufgebraucht. Warten Sie, oder sehen Sie beim Anbieter nach.',
    rejected: 'Es hat die Anfrage abgelehnt. Prüfen Sie Schlüssel und Modellnamen in der Konfiguration.',
    unreachable: 'Der Server erreicht es nicht. Prüfen Sie die Adresse, und ob es läuft.',
    interrupted: 'Es hat mitten in der Antwort aufgehört. Versuchen Sie es noch einmal.',
    malformed: 'Seine Antwort ist nicht zu verstehen. Prüfen Sie, ob die Adresse auf /v1 endet.',
    empty: 'Es hat nichts geantwortet. Prüfen Sie den Modellnamen.',
    unavailable: 'Es hat nicht als Einbettungsmodell geantwortet. Prüfen Sie Adresse, Schlüssel und Namen.',
  },
  itsWords: 'In seinen Worten',
  noChat: {
    title: 'Alles arbeitet nach Regeln',
    text: 'Kein Sprachmodell ist eingerichtet. Antworten sind Sätze Ihrer Quellen, Wort für Wort; Bewertungen und Tickets werden nach Regeln beurteilt. Nichts verlässt diesen Rechner.',
  },
  noSearch: {
    title: 'Die Suche geht nach Wörtern',
    text: 'Kein Einbettungsmodell ist eingerichtet. Stellen werden an ihren Wörtern und Wortstämmen gefunden.',
  },
  how: 'Um eines zu nutzen, setzen Sie dies in der Konfiguration des Servers und starten Sie ihn neu:',
  howLabel: 'Einstellungen eines Modells',
  howSearchLabel: 'Einstellungen eines Einbettungsmodells',
}
