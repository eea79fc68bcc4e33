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
  approve: 'Aprobar',
  refuse: 'Rechazar',
  why: '¿Por qué no?',
  whyHint: 'Quien lo pidió lo lee, y queda con la ejecución.',
  approved: (capability) => `Aprobado: ${capability}`,
  refused: (capability) => `Rechazado: ${capability}`,
  risks: { read: 'lee', change: 'cambia', dangerous: 'peligroso' },
  states: { pending: 'espera', approved: 'aprobado', refused: 'rechazado', expired: 'caducado', used: 'hecho' },
}
