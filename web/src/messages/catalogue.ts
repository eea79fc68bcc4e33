import { use } from 'react'
import { useLanguage, type Language } from './language.ts'

/** What one part of the page says, in each language; a language is loaded when it is needed. */
export interface Catalogue<Messages> {
  load(language: Language): Promise<Messages>
  /** What is there already, so that nothing flashes. */
  loaded(language: Language): Messages | undefined
}

type Loaders<Messages> = Record<Language, () => Promise<{ messages: Messages }>>

/**
 * A catalogue from one module per language. The English one is the type of the others, so a message that is missing, or
 * takes something else, does not compile (docs/adr: messages in TypeScript).
 */
export function catalogue<Messages>(loaders: Loaders<Messages>): Catalogue<Messages> {
  const promises = new Map<Language, Promise<Messages>>()
  const values = new Map<Language, Messages>()
  return {
    load(language) {
      let promise = promises.get(language)
      if (!promise) {
        promise = loaders[language]().then(({ messages }) => {
          values.set(language, messages)
          return messages
        })
        promise.catch(() => promises.delete(language)) // asked for again, it is tried again
        promises.set(language, promise)
      }
      return promise
    },
    loaded: (language) => values.get(language),
  }
}

/** The messages in the language of the page; suspends until they are there. */
export function useMessages<Messages>(from: Catalogue<Messages>): Messages {
  const language = useLanguage()
  return from.loaded(language) ?? use(from.load(language))
}
