import { useSyncExternalStore } from 'react'

export const languages = ['en', 'fr', 'de', 'es'] as const
export type Language = (typeof languages)[number]

/** As their speakers call them. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  fr: 'Français',
  de: 'Deutsch',
  es: 'Español',
}

const key = 'pollux.language'
const listeners = new Set<() => void>()
let current: Language = remembered() ?? preferred(navigator.languages)
document.documentElement.lang = current

/** The language the page speaks. */
export const language = (): Language => current

/** Changes it for this browser, at once and for next time. */
export function chooseLanguage(next: Language): void {
  current = next
  document.documentElement.lang = next
  try {
    localStorage.setItem(key, next)
  } catch {
    // Storage is forbidden: the choice lasts as long as the page.
  }
  for (const listener of listeners) listener()
}

export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, language)
}

/** The first of a browser's languages (RFC 4647 ranges) that the page speaks, or English. */
function preferred(wanted: readonly string[]): Language {
  for (const range of wanted) {
    const primary = range.toLowerCase().split('-')[0]
    const found = languages.find((one) => one === primary)
    if (found) return found
  }
  return 'en'
}

function remembered(): Language | undefined {
  try {
    const stored = localStorage.getItem(key)
    return languages.find((one) => one === stored)
  } catch {
    return undefined
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
