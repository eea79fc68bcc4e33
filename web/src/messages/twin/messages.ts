import { catalogue } from '../catalogue.ts'

/** Of the twin's page: who it is, the conversation, the sources beside it. */
export const twinMessages = catalogue({
  en: () => import('./en.ts'),
  fr: () => import('./fr.ts'),
  de: () => import('./de.ts'),
  es: () => import('./es.ts'),
})
