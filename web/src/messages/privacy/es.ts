import { pluralIn } from '../plural.ts'
import type { messages as english } from './en.ts'

const plural = pluralIn('es')

export const messages: typeof english = {
  about: 'Qué se conserva y cuánto tiempo, todo ello en un archivo, y su eliminación.',
  kept: 'Qué se conserva',
  keptAbout: 'El plazo se fija en la configuración del servidor; cada día elimina por sí mismo lo más antiguo.',
  what: 'Qué',
  howLong: 'Cuánto tiempo',
  setBy: 'Ajuste',
  rows: {
    answers: 'Preguntas y respuestas',
    inbox: 'Preguntas de la bandeja de entrada, abiertas o descartadas, desde la última vez',
    counts: 'Cifras sobre visitantes (sin cookies ni direcciones)',
    events: 'Sucesos sueltos',
    visitors: 'Seudónimos de visitantes',
    runs: 'Ejecuciones de agentes, tras su fin',
    rest: 'Fuentes, tickets, entrevistas y ofertas',
    audit: 'Registro de auditoría y recibos',
  },
  days: (count) => plural(count, { one: '# día', other: '# días' }),
  ever: 'Sin fin',
  untilDeleted: 'Hasta que alguien los elimine',
  off: 'No se cuenta nada',
  export: 'Todo en un archivo',
  exportAbout:
    'Un archivo JSON: personas, fuentes con sus textos, respuestas, bandeja de entrada, entrevistas, puntuaciones, ofertas, tickets, ejecuciones, aprobaciones, cifras, registro de auditoría. Sin contraseñas, claves ni tokens. El registro de auditoría lo anota.',
  exportStart: 'Exportar todo',
  exporting: (size) => `Exportando… ${size}`,
  exported: (size) => `El archivo está completo: ${size}`,
  stop: 'Detener',
  delete: 'Eliminar',
  deleteAbout: 'No se puede deshacer. El registro de auditoría conserva que se hizo y quién lo hizo.',
  answers: 'Preguntas y respuestas',
  answersAbout:
    'Lo que se preguntó y respondió, con las conversaciones, y las preguntas de la bandeja de entrada, abiertas o descartadas. Lo que usted respondió allí se queda, como fuente; las cifras que las cuentan también.',
  figures: 'Cifras sobre visitantes',
  figuresAbout: 'Lo que muestran las estadísticas. Las respuestas se quedan.',
  which: 'Cuáles',
  choices: { before: 'De antes de un día', link: 'De un enlace compartido', everything: 'Todo' },
  day: 'Antes de qué día (UTC)',
  link: 'Qué enlace compartido',
  noLinks: 'No hay enlaces compartidos.',
  deleteButton: 'Eliminar…',
  keep: 'Conservar',
  confirm: {
    answers: '¿Eliminar estas preguntas y respuestas?',
    figures: '¿Eliminar estas cifras?',
  },
  confirmBefore: (day) => `Todo lo anterior al ${day} se elimina para siempre.`,
  confirmLink: (name) => `Lo que se contó de «${name}» se elimina para siempre.`,
  confirmEverything: 'Todo se elimina para siempre.',
  deletedAnswers: (count) => plural(count, { one: '# respuesta eliminada.', other: '# respuestas eliminadas.' }),
  deletedQuestions: (count) =>
    plural(count, {
      one: '# pregunta de la bandeja de entrada eliminada.',
      other: '# preguntas de la bandeja de entrada eliminadas.',
    }),
  deletedFigures: 'Las cifras están eliminadas.',
}
