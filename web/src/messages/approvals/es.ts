import type { messages as english } from './en.ts'

export const messages: typeof english = {
  title: 'Aprobaciones',
  about: 'Lo que un agente solo hace con su sí. Usted aprueba exactamente la acción que ve, una vez.',
  waiting: 'En espera',
  decided: 'Decididas',
  nothingWaits: {
    title: 'Nada le espera',
    advice: 'Cuando un agente necesita un sí, aparece aquí y como un número junto a la página.',
  },
  nothingDecided: {
    title: 'Todavía no se ha decidido nada',
    advice: 'Lo que aprueba o rechaza se guarda aquí, con quién y cuándo.',
  },
  exactly: 'Qué se hará exactamente',
  askedBy: 'Pedido por',
  until: 'Hasta',
  decidedBy: 'Decidido por',
  run: 'Ejecución',
  toRun: 'Ver la ejecución',
  approveWithNote: 'Aprobar con una nota',
  note: '¿Qué conviene saber?',
  objections: {
    no_right: 'Puede ver esto, pero no decidir. Pregunte a un operador o al propietario.',
    own: 'Usted mismo lo pidió: otra persona debe aprobarlo.',
    above: 'Lo pidió alguien que ve más que usted: un propietario debe aprobarlo.',
    same_key: 'Lo pidió una clave de la misma familia: otra persona debe aprobarlo.',
  },
  approve: 'Aprobar',
  refuse: 'Rechazar',
  why: '¿Por qué no?',
  whyHint: 'Quien lo pidió lo lee, y queda con la ejecución.',
  approved: (capability) => `Aprobado: ${capability}`,
  refused: (capability) => `Rechazado: ${capability}`,
  states: { pending: 'espera', approved: 'aprobado', refused: 'rechazado', expired: 'caducado', used: 'hecho' },
}
