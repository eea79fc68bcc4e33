import { catalogue } from '../catalogue.ts'

export const welcomeMessages = catalogue({
  en: () => import('./en.ts'),
  fr: () => import('./fr.ts'),
  de: () => import('./de.ts'),
  es: () => import('./es.ts'),
})
