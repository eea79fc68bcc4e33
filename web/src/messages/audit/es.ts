import { pluralIn } from '../plural.ts'
import type { messages as english } from './en.ts'

const plural = pluralIn('es')

export const messages: typeof english = {
  about:
    'Qué ocurrió y quién lo hizo; cada entrada va sellada con el hash de la anterior. Una entrada cambiada o ausente se descubre.',
  verify: 'Verificar ahora',
  verifying: 'Verificando…',
  holds: 'El registro está íntegro',
  holdsAbout: (entries) =>
    plural(entries, {
      one: 'Se ha recalculado # entrada y coincide, al igual que las respuestas de las que habla.',
      other: 'Se han recalculado # entradas y todas coinciden, al igual que las respuestas de las que hablan.',
    }),
  waiting: (count) =>
    plural(count, {
      one: '# respuesta todavía no está en el registro.',
      other: '# respuestas todavía no están en el registro.',
    }),
  broken: (sequence) => `La entrada ${sequence} no coincide`,
  brokenAbout: (reason, entries) =>
    `${reason}. Las ${entries} anteriores coinciden. Guarde una copia de la base de datos y compárela con una copia de seguridad.`,
  checkpoint: 'Descargar un punto de control',
  checkpointHint:
    'Un punto de control dice, firmado, dónde está el registro. Guardado en otro lugar, muestra después si se cortó el final.',
  filters: 'Filtros',
  kind: 'Tipo',
  kinds: {
    all: 'Todos los tipos',
    answers: 'Respuestas',
    receipt: 'Recibos de agentes',
    approval: 'Aprobaciones',
    api_key: 'Claves de API',
    share_link: 'Enlaces compartidos',
    denial: 'Peticiones rechazadas',
    user: 'Personas',
    connected_app: 'Aplicaciones',
    sign_in: 'Inicios de sesión',
    experiment: 'Experimentos',
    answers_deleted: 'Respuestas eliminadas',
    questions_deleted: 'Preguntas eliminadas',
    analytics_deleted: 'Estadísticas eliminadas',
    data_exported: 'Exportaciones',
  },
  by: 'Por',
  subject: 'Sobre',
  subjectHint: 'Un identificador, exacto.',
  from: 'Desde',
  to: 'Hasta',
  apply: 'Mostrar',
  clear: 'Borrar',
  entry: 'Entrada',
  when: 'Cuándo',
  details: (sequence) => `Entrada ${sequence}`,
  says: 'Qué dice',
  hash: 'Su hash',
  previous: 'El hash anterior',
  next: 'Página siguiente',
  first: 'Primera página',
  none: 'Todavía no hay nada en el registro',
  noneAdvice: 'Pregunte algo al gemelo o cree una clave: aparecerá aquí.',
  noMatch: 'Ninguna entrada coincide',
  noMatchAdvice: 'Cambie los filtros o bórrelos.',
}
