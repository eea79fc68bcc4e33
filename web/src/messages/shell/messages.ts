import { catalogue } from '../catalogue.ts'

/** Of the frame around every page, and what many pages say alike. */
export const shellMessages = catalogue({
  en: () => import('./en.ts'),
  fr: () => import('./fr.ts'),
  de: () => import('./de.ts'),
  es: () => import('./es.ts'),
})
