import type { messages as english } from './en.ts'

export const messages: typeof english = {
  open: (title) => `In „${title}“ zeigen`,
  page: (page) => `Seite ${page}`,
  text: 'Text der Quelle',
  version: 'Fassung',
  differs: {
    title: 'Die zitierten Worte stehen dort nicht',
    advice: 'Dieser Text enthält sie an der genannten Stelle nicht. Verlassen Sie sich nicht auf diesen Beleg.',
  },
}
