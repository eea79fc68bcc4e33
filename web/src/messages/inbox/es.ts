import type { messages as english } from './en.ts'
import { pluralIn } from '../plural.ts'

const plural = pluralIn('es')

export const messages: typeof english = {
  title: 'Bandeja de entrada',
  about:
    'Lo que se preguntó y el gemelo no supo responder, o respondió mal. Su respuesta se convierte en una fuente, para quien usted elija.',
  states: { open: 'Abiertas', answered: 'Respondidas', dismissed: 'Descartadas' },
  showing: 'Mostrar',
  all: 'Todas las preguntas',
  onlyBad: 'Respuestas mal valoradas',
  nothing: {
    open: {
      title: 'Nada le espera',
      advice: 'Toda pregunta planteada tiene respuesta. Las nuevas sin respuesta aparecerán aquí.',
    },
    bad: {
      title: 'Ninguna respuesta fue mal valorada',
      advice: 'Cuando alguien da uno o dos puntos a una respuesta, su pregunta aparece aquí con el motivo.',
    },
    answered: {
      title: 'Aún no ha respondido nada',
      advice: 'Lo que responda aquí se conserva y puede retirarse.',
    },
    dismissed: { title: 'Nada está descartado', advice: 'Lo que descarte puede recuperarse o eliminarse desde aquí.' },
  },
  askChat: 'Preguntar algo al gemelo',
  askedTimes: (count) => plural(count, { one: 'preguntada una vez', other: 'preguntada # veces' }),
  highestAsker: (audience) => `por: ${audience}`,
  after: (question) => `Después de «${question}»`,
  lastAsked: (when) => `la última ${when}`,
  badlyRated: 'Mal valorada',
  ratedBecause: (reason) => `Porque: ${reason}`,
  noReason: 'No se dio ningún motivo.',
  similar: (count) =>
    plural(count, { one: 'Otra pregunta trata de lo mismo', other: '# preguntas más tratan de lo mismo' }),
  answer: 'Responder',
  sayNow: 'Lo que dice ahora',
  hideSay: 'Ocultar lo que dice',
  dismiss: 'Descartar',
  dismissed: (count) => plural(count, { one: 'La pregunta está descartada', other: '# preguntas están descartadas' }),
  yourAnswer: 'Su respuesta',
  answerHint: 'En primera persona, como usted lo diría. El gemelo la cita palabra por palabra.',
  audience: 'Quién puede verla',
  audienceTooHigh: (asker) => `La preguntó: ${asker}. Allí no se verá esta respuesta.`,
  also: 'También responde a estas',
  send: 'Guardar la respuesta',
  stored: 'Su respuesta ya es una fuente, y se ha vuelto a preguntar al gemelo:',
  takeBack: 'Retirarla',
  takenBack: 'La pregunta está abierta de nuevo; sus palabras siguen en su campo de respuesta',
  reopen: 'Abrir de nuevo',
  reopened: 'La pregunta está abierta de nuevo',
  readAnswer: 'Leer su respuesta',
  hideAnswer: 'Ocultar su respuesta',
  visibleTo: (audience) => `Visible para: ${audience}`,
  gone: 'Respondida por una fuente que ya no existe.',
  readOnly: {
    title: 'Solo responde el propietario',
    advice: 'Usted ve las preguntas planteadas en su nivel o por debajo.',
  },
  fewer: {
    title: (shown, total) => `Aquí hay ${shown} de ${total} preguntas`,
    advice: 'Faltan las que se plantearon en el nivel más bajo y menos veces. Aparecen cuando otras salen de la lista.',
  },
  remove: {
    title: (count) => plural(count, { one: '¿Eliminar esta pregunta?', other: '¿Eliminar estas # preguntas?' }),
    advice:
      'No se puede deshacer. Lo que se vuelva a preguntar entra como nuevo. El registro de auditoría conserva que usted lo hizo, no lo que se preguntó.',
    done: (count) => plural(count, { one: 'La pregunta está eliminada', other: '# preguntas están eliminadas' }),
  },
  someFailed: 'No se cambió todo; la lista muestra lo que hay ahora',
}
