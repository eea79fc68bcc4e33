import { useEffect, useRef, useSyncExternalStore } from 'react'
import { tinykeys } from 'tinykeys'

/** A key of the page that is shown. */
export interface PageKey {
  key: string
  what: string
  run: () => void
}

const none: readonly PageKey[] = []
let current: readonly PageKey[] = none
const listeners = new Set<() => void>()

/** The keys of the page that is shown, for the sheet that lists them. */
export function useShownPageKeys(): readonly PageKey[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => current,
  )
}

/** Keys that work on this page, except while something is being written or a dialog is open; the help sheet lists them. */
export function usePageKeys(keys: readonly PageKey[]): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  const names = keys.map(({ key, what }) => `${key} ${what}`).join('\n')
  useEffect(() => {
    announce(latest.current)
    const pressed = (key: string) => (event: KeyboardEvent) => {
      const target = event.target as HTMLElement | null
      if (target?.closest('input, textarea, select, [contenteditable], dialog, [role=menu]')) return
      if (document.querySelector('dialog[open]')) return
      event.preventDefault()
      latest.current.find((one) => one.key === key)?.run()
    }
    const stop = tinykeys(window, Object.fromEntries(latest.current.map(({ key }) => [key, pressed(key)])))
    return () => {
      stop()
      announce(none)
    }
  }, [names])
}

function announce(keys: readonly PageKey[]): void {
  current = keys
  for (const listener of listeners) listener()
}
