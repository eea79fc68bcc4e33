/** ISO 639-1 codes with a stemmer and a stop-word list; `und` (undetermined) is indexed without either. */
export const languages = ['en', 'fr', 'de', 'es', 'und'] as const
export type Language = (typeof languages)[number]
