import { useEffect, useRef } from 'react'

/** For the field or button where one goes on when it has appeared. */
export function useFirstFocus<Element extends HTMLElement>() {
  const element = useRef<Element>(null)
  useEffect(() => element.current?.focus(), [])
  return element
}
