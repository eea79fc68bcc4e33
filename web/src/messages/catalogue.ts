import { use } from 'react'
import { useLanguage, type Language } from './language.ts'

/** What one part of the page says, in each language; a language is loaded when it is needed. */
export interface Catalogue<Messages> {
  load(language: Language): Promise<Messages>
}

/** As React marks promises it has read: one that is marked is read at once, so that nothing flashes. */
type Marked<Value> = Promise<Value> & { status?: 'fulfilled'; value?: Value }

type Loaders<Messages> = Record<Language, () => Promise<{ messages: Messages }>>

/**
 * A catalogue from one module per language. The English one is the type of the others, so a message that is missing, or
 * takes something else, does not compile (docs/adr: messages in TypeScript).
 */
export function catalogue<Messages>(loaders: Loaders<Messages>): Catalogue<Messages> {
  const promises = new Map<Language, Marked<Messages>>()
  return {
    load(language) {
      let promise = promises.get(language)
      if (!promise) {
        const loading: Marked<Messages> = loaders[language]().then(({ messages }) => {
          loading.status = 'fulfilled'
          loading.value = messages
          return messages
        })
        loading.catch(() => promises.delete(language)) // asked for again, it is tried again
        promises.set(language, (promise = loading))
      }
      return promise
    },
  }
}

/** The messages in the language of the page; suspends until they are there. */
export function useMessages<Messages>(from: Catalogue<Messages>): Messages {
  return use(from.load(useLanguage()))
}
