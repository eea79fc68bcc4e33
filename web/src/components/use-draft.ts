import { useState } from 'react'

const prefix = 'pollux.draft.'

/**
 * A text being written, kept in this tab until it is sent: a lost session, a reload or a wrong click loses nothing.
 * @param key what it is about, such as `ticket.comment.TICKET-ID`
 */
export function useDraft(key: string, initial = ''): [string, (text: string) => void, () => void] {
  const name = `${prefix}${key}`
  const [text, setText] = useState(() => stored(name) ?? initial)

  function write(next: string) {
    setText(next)
    keep(name, next === initial ? undefined : next)
  }
  return [text, write, () => write(initial)]
}

function stored(name: string): string | undefined {
  try {
    return sessionStorage.getItem(name) ?? undefined
  } catch {
    return undefined
  }
}

function keep(name: string, text: string | undefined): void {
  try {
    if (text === undefined) sessionStorage.removeItem(name)
    else sessionStorage.setItem(name, text)
  } catch {
    // Forbidden or full: the text lasts as long as the page.
  }
}

/** Forgets every text that was being written in this tab: whoever signs out leaves nothing to the next. */
export function forgetDrafts(): void {
  try {
    for (const name of Object.keys(sessionStorage)) if (name.startsWith(prefix)) sessionStorage.removeItem(name)
  } catch {
    // Forbidden: nothing is there.
  }
}
