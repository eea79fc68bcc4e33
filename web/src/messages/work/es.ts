import type { messages as english } from './en.ts'

export const messages: typeof english = {
  actors: {
    owner: 'el token del propietario',
    system: 'Pollux mismo',
    intake: 'el token de entrada',
    anyone: 'un visitante',
    gone: (id) => `alguien que ya no está (${id})`,
    viaApp: (name) => `${name}, mediante una aplicación`,
  },
  risks: { read: 'lee', change: 'cambia', dangerous: 'peligroso' },
  runStates: {
    waiting: 'espera un sí',
    queued: 'en cola',
    running: 'en marcha',
    suspended: 'espera otra ejecución',
    succeeded: 'lograda',
    failed: 'fallida',
    cancelled: 'cancelada',
  },
  verdicts: { verified: 'verificada', unverified: 'sin verificar', failed: 'comprobación fallida' },
  origins: {
    rest: 'a mano',
    cli: 'por comando',
    schedule: 'por horario',
    alert: 'por una alerta',
    agent: 'por otra ejecución',
    model: 'por un modelo de lenguaje',
  },
  commandLine: 'Línea de comandos',
  onHost: (host) => (host === 'local' ? 'en esta máquina' : `en ${host}`),
  input: 'Entrada',
  noInput: 'No necesita entrada.',
  resolved: 'En qué se convierte',
}
