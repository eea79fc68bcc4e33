import type { messages as english } from './en.ts'

export const messages: typeof english = {
  open: (title) => `Montrer dans « ${title} »`,
  page: (page) => `page ${page}`,
  text: 'Texte de la source',
  version: 'Version',
  differs: {
    title: 'Les mots cités n’y sont pas',
    advice: 'Ce texte ne les contient pas à l’endroit indiqué. Ne vous fiez pas à cette preuve.',
  },
}
