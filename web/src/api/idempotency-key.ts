import { useRef } from 'react'
import { randomKey } from './random-key.ts'

export interface IdempotencyKey {
  /** The same for the same body until `forget`. */
  of: (body: unknown) => string
  /** It worked: the same once more is meant. */
  forget: () => void
}

/** A key to send along, so that sending again after an answer that was lost on its way does nothing twice. */
export function useIdempotencyKey(): IdempotencyKey {
  const tried = useRef({ what: '', key: '' })
  return {
    of(body) {
      const what = JSON.stringify(body)
      if (tried.current.what !== what) tried.current = { what, key: randomKey() }
      return tried.current.key
    },
    forget: () => void (tried.current = { what: '', key: '' }),
  }
}
