import { useCallback, useEffect, useRef } from 'react'
import type { RefObject } from 'react'

/**
 * When the panel closes, puts the focus back: on the citation that was open last, else on what opened the panel, else
 * on the fallback.
 * @param citation the `data-citation` of the citation that is open, if it is one of a shown answer
 * @returns to be called just before the panel opens
 */
export function useReturnFocus(open: boolean, citation: string | undefined, fallback: RefObject<HTMLElement | null>) {
  const opener = useRef<Element>(undefined)
  const lastCitation = useRef<string>(undefined)
  const wasOpen = useRef(false)

  useEffect(() => {
    if (open) {
      lastCitation.current = citation
    } else if (wasOpen.current) {
      const element = opener.current instanceof HTMLElement && opener.current.isConnected ? opener.current : undefined
      const last = lastCitation.current
      const isLast = last === undefined || element?.dataset['citation'] === last
      const target = isLast ? element : document.querySelector<HTMLElement>(`[data-citation="${last}"]`)
      ;(target && target !== document.body ? target : fallback.current)?.focus()
      opener.current = undefined
    }
    wasOpen.current = open
  }, [open, citation, fallback])

  return useCallback(() => {
    // Going from citation to citation inside the panel keeps the first opener.
    if (!wasOpen.current || document.activeElement?.matches('[data-citation]'))
      opener.current = document.activeElement ?? undefined
  }, [])
}
