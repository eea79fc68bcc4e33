import type { messages as english } from './en.ts'

export const messages: typeof english = {
  actors: {
    owner: 'das Token des Inhabers',
    system: 'Pollux selbst',
    intake: 'das Eingangs-Token',
    anyone: 'ein Gast',
    gone: (id) => `jemand, der nicht mehr da ist (${id})`,
    viaApp: (name) => `${name}, über eine App`,
  },
  risks: { read: 'liest', change: 'ändert', dangerous: 'gefährlich' },
  runStates: {
    waiting: 'wartet auf ein Ja',
    queued: 'in der Schlange',
    running: 'läuft',
    suspended: 'wartet auf einen anderen Lauf',
    succeeded: 'gelungen',
    failed: 'gescheitert',
    cancelled: 'abgebrochen',
  },
  verdicts: { verified: 'geprüft', unverified: 'ungeprüft', failed: 'Prüfung gescheitert' },
  origins: {
    rest: 'von Hand',
    cli: 'per Befehl',
    schedule: 'nach Zeitplan',
    alert: 'durch einen Alarm',
    agent: 'durch einen anderen Lauf',
    model: 'durch ein Sprachmodell',
  },
  commandLine: 'Befehlszeile',
  onHost: (host) => (host === 'local' ? 'auf dieser Maschine' : `auf ${host}`),
  input: 'Eingabe',
  noInput: 'Es nimmt keine Eingabe.',
  resolved: 'Was daraus wird',
}
