import { pluralIn } from '../plural.ts'
import type { messages as english } from './en.ts'

const plural = pluralIn('de')

export const messages: typeof english = {
  title: 'Agenten',
  about: 'Was sie können, wie gefährlich es ist und wie es ihnen in den letzten sieben Tagen ging.',
  start: 'Starten',
  startOf: (capability) => `${capability} starten`,
  schedules: 'Zeitpläne',
  schedulesAbout: 'Was von selbst läuft, mit den Rechten dessen, der es eingerichtet hat.',
  noSchedules: { title: 'Nichts läuft von selbst', advice: 'Wählen Sie beim Starten einer Fähigkeit „immer wieder“.' },
  schedule: { name: 'Name', capability: 'Fähigkeit', when: 'Wann', next: 'Nächstes Mal', by: 'Für', never: 'nie mehr' },
  remove: 'Entfernen',
  removed: (name) => `Entfernt: ${name}`,
  health: {
    none: 'Kein Lauf in sieben Tagen',
    succeeded: (count) => plural(count, { one: '# gelungen', other: '# gelungen' }),
    failed: (count) => plural(count, { one: '# gescheitert', other: '# gescheitert' }),
    open: (count) => plural(count, { one: '# offen', other: '# offen' }),
    last: (when) => `letzter Lauf ${when}`,
    lastFailure: 'Zuletzt gescheitert',
    good: 'arbeitet',
    bad: 'scheitert',
  },
  limit: (time) => `höchstens ${time}`,
  form: {
    optional: 'freiwillig',
    leftOut: 'weggelassen',
    add: (name) => `${name} hinzufügen`,
    removeItem: (name) => `${name} entfernen`,
    json: 'Als JSON geschrieben.',
    notJson: 'Das ist kein JSON.',
    receipt: 'Einen Lauf und einen Beleg hinterlassen, obwohl sich nichts ändert',
    once: 'Einmal, jetzt',
    repeatedly: 'Immer wieder',
    when: 'Wann',
    name: 'Name des Zeitplans',
    nameHint: 'a-z, 0-9 und -',
    cron: 'Wann es fällig ist',
    cronHint: 'Fünf Felder wie in crontab, etwa 0 2 * * *, oder eine Regel nach RFC 5545.',
    timezone: 'Zeitzone',
    set: 'Zeitplan einrichten',
    started: (capability) => `Gestartet: ${capability}`,
    scheduled: (name) => `Eingeplant: ${name}`,
    output: 'Die Antwort',
    noFields: 'Es braucht keine Eingabe.',
    dangerous:
      'Das lässt sich nicht zurücknehmen oder reicht über dieses System hinaus. Im Regelfall wird vorher gefragt.',
    close: 'Schließen',
  },
}
