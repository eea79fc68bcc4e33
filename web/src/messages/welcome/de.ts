import { pluralIn } from '../plural.ts'
import type { messages as english } from './en.ts'

const plural = pluralIn('de')

export const messages: typeof english = {
  title: 'Machen Sie ihn zu Ihrem',
  about: 'Fünf Schritte vom Beispiel zu Ihrem Zwilling. Gehen Sie, wann Sie wollen: Was getan ist, bleibt getan.',
  progress: (done, all) => `${done} von ${all} Schritten sind getan`,
  done: 'Getan',
  steps: {
    resume: {
      title: 'Einen Lebenslauf mitbringen',
      about: 'JSON Resume, PDF oder DOCX. Er füllt ein Formular, und Sie prüfen es, bevor es gespeichert wird.',
    },
    documents: {
      title: 'Dokumente hinzufügen',
      about: 'Berichte, Vorträge, Notizen, Beurteilungen: Was Sie geschrieben haben, kann Ihr Zwilling belegen.',
    },
    audiences: {
      title: 'Bestimmen, wer was sieht',
      about:
        'Alles ist nur für Sie, bis Sie etwas anderes sagen. Eine Antwort verwendet nie, was der Fragende nicht sehen darf.',
    },
    client: {
      title: 'Ein Programm verbinden',
      about: 'Fragen Sie Ihren Zwilling aus Claude, VS Code, Cursor oder jedem anderen Programm, das MCP spricht.',
    },
    share: {
      title: 'Einen Link teilen',
      about:
        'Jemand aus der Personalsuche öffnet ihn und fragt. Sie sehen, wie oft, und können ihn jederzeit zurücknehmen.',
    },
  },
  next: 'Nächster Schritt',
  finished: {
    title: 'Jetzt ist es Ihr Zwilling',
    about: 'Fragen Sie ihn etwas, wie andere es tun werden.',
    ask: 'Ihren Zwilling fragen',
  },
  resumeIsThere: (name) => (name === '' ? 'Ihr Profil ist da.' : `Das Profil von ${name} ist da.`),
  editProfile: 'Das Profil bearbeiten',
  documents: {
    drop: 'Legen Sie Dokumente hier ab, oder wählen Sie Dateien',
    hint: 'PDF, DOCX, Markdown, Text oder HTML',
    audience: 'Wer sie sieht',
    adding: 'Wird hinzugefügt…',
    there: (count) => plural(count, { one: '# Dokument von Ihnen ist da.', other: '# Dokumente von Ihnen sind da.' }),
    states: { added: 'hinzugefügt', updated: 'erneuert', unchanged: 'war schon da', skipped: 'nicht gelesen' },
  },
  audiences: {
    nothing: 'Noch ist nichts von Ihnen da. Bringen Sie zuerst einen Lebenslauf mit, oder fügen Sie Dokumente hinzu.',
    meaning: {
      public: 'wer die Seite öffnet',
      recruiter: 'wer einen Freigabelink oder einen Schlüssel für die Personalsuche hat',
      colleague: 'mit wem Sie arbeiten',
      owner: 'niemand außer Ihnen',
    },
    profile: 'Ihr Profil',
    of: (title) => `Wer „${title}“ sieht`,
    changed: (title, audience) => `${title}: ${audience}`,
  },
  client: {
    there: (count) =>
      plural(count, {
        one: '# Schlüssel oder Programm ist eingerichtet.',
        other: '# Schlüssel und Programme sind eingerichtet.',
      }),
    name: 'Wie heißt es?',
    nameHint: 'Für Sie, um Schlüssel zu unterscheiden.',
    make: 'Schlüssel erstellen',
    made: 'Er wird einmal gezeigt. Kopieren Sie ihn jetzt. Er darf fragen und lesen; einer, der mit Agenten und Tickets arbeiten darf, entsteht in den Einstellungen.',
    key: 'Schlüssel',
    address: 'Adresse für MCP',
    config: 'Für eine Datei mcp.json',
    online:
      'Claude.ai und ChatGPT nehmen keinen Schlüssel: Fügen Sie diese Adresse als Konnektor hinzu, und melden Sie sich hier an, wenn danach gefragt wird.',
    onlineAddress: 'Adresse für Konnektoren',
  },
  share: {
    there: (count) => plural(count, { one: '# Link lässt Menschen ein.', other: '# Links lassen Menschen ein.' }),
    name: 'Für wen ist er?',
    nameHint: 'Etwa eine Firma. Nur Sie sehen es.',
    audience: 'Was sie sehen',
    make: 'Link erstellen',
    link: 'Link',
    linkHint: 'Er gilt 30 Tage. Wer ihn hat, wird eingelassen; schicken Sie ihn also niemand anderem.',
  },
}
