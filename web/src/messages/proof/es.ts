import type { messages as english } from './en.ts'

export const messages: typeof english = {
  open: (title) => `Mostrar en «${title}»`,
  page: (page) => `página ${page}`,
  text: 'Texto de la fuente',
  version: 'Versión',
  differs: {
    title: 'Las palabras citadas no están ahí',
    advice: 'Este texto no las contiene en el lugar indicado. No confíe en esta prueba.',
  },
}
