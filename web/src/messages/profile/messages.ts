import { catalogue } from '../catalogue.ts'

export const profileMessages = catalogue({
  en: () => import('./en.ts'),
  fr: () => import('./fr.ts'),
  de: () => import('./de.ts'),
  es: () => import('./es.ts'),
})
