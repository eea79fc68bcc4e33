import { useCallback, useRef } from 'react'
import { RequestError } from '../../api/request-error.ts'
import { signOut } from '../../api/session.ts'
import { forgetPerson } from './forget-person.ts'

/**
 * Signs out, and forgets in this tab what only whoever had signed in may see, and what they wrote: the page is loaded anew, so
 * that nothing stays in memory either. `failed` is told when the browser is signed in still: whoever walks away must know.
 */
export function useLeave(failed: () => void): () => Promise<void> {
  const leaving = useRef(false)
  return useCallback(async () => {
    if (leaving.current) return
    leaving.current = true
    try {
      await signOut()
    } catch (error) {
      const isOut = error instanceof RequestError && error.status === 401
      if (!isOut) {
        leaving.current = false
        return failed()
      }
    }
    forgetPerson()
    location.replace('/sign-in')
  }, [failed])
}
