import type { messages as english } from './en.ts'

export const messages: typeof english = {
  about: 'Con qué piensa este gemelo. Las claves nunca se muestran; están en la configuración del servidor.',
  uses: { answers: 'Escribe respuestas', search: 'Da significado a la búsqueda' },
  first: 'se le pregunta primero',
  fallback: (position) => `se le pregunta en el puesto ${position}, cuando fallan los anteriores`,
  at: (host) => `en ${host}`,
  resting: 'en reposo un rato',
  restingAbout: 'Ha fallado demasiadas veces. Se le vuelve a preguntar en medio minuto.',
  worksAnswers:
    'Formula las respuestas y lo que dicen los agentes, y valora las entrevistas. Cada frase se sigue comprobando con las fuentes.',
  worksSearch: 'Encuentra pasajes que dicen lo mismo con otras palabras.',
  tryIt: 'Probar',
  trying: 'Probando…',
  answered: (duration) => `Ha respondido en ${duration}`,
  dimension: (count) => `Un vector de ${count} números.`,
  failed: (duration) => `No ha funcionado, tras ${duration}`,
  problems: {
    timeout:
      'Ha tardado demasiado. Un modelo local quizá aún se esté cargando: inténtelo de nuevo o elija uno más pequeño.',
    rate_limited: 'Se le pregunta demasiado o se ha agotado su cuota. Espere o consulte la cuenta del proveedor.',
    rejected: 'Ha rechazado la petición. Compruebe la clave y el nombre del modelo en la configuración.',
    unreachable: 'El servidor no puede alcanzarlo. Compruebe su dirección y si está en marcha.',
    interrupted: 'Se ha detenido en mitad de la respuesta. Inténtelo de nuevo.',
    malformed: 'Su respuesta no se entiende. Compruebe que la dirección termine en /v1.',
    empty: 'No ha respondido nada. Compruebe el nombre del modelo.',
    unavailable: 'No ha respondido como modelo de vectores. Compruebe su dirección, su clave y su nombre.',
  },
  itsWords: 'En sus palabras',
  noChat: {
    title: 'Todo funciona con reglas',
    text: 'No hay ningún modelo de lenguaje configurado. Las respuestas son frases de sus fuentes, palabra por palabra; las puntuaciones y los tickets se valoran con reglas. Nada sale de esta máquina.',
  },
  noSearch: {
    title: 'La búsqueda va por palabras',
    text: 'No hay ningún modelo de vectores configurado. Los pasajes se encuentran por sus palabras y raíces.',
  },
  how: 'Para usar uno, defina esto en la configuración del servidor y vuelva a iniciarlo:',
  howLabel: 'Ajustes de un modelo',
  howSearchLabel: 'Ajustes de un modelo de vectores',
}
