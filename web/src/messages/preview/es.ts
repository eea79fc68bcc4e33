import type { messages as english } from './en.ts'

export const messages: typeof english = {
  asks: (audience, question) => `${audience}: «${question}»`,
  refused: 'Sin respuesta',
  restsOnIt: 'Se basa en su respuesta',
  restsOnOther: 'Se basa en otra cosa',
  restsOnOtherAdvice:
    'Su respuesta está guardada, pero el gemelo prefiere otra fuente para esta pregunta. Use en su respuesta las palabras de la pregunta.',
  refusedAdvice:
    'Su respuesta está guardada, pero no se encuentra para esta pregunta. Retírela y use las palabras de la pregunta.',
  sources: 'Fuentes',
}
