import { useRef, useState } from 'react'
import { RequestError } from '../api/request-error.ts'

export interface Submit {
  busy: boolean
  /** What the last try ended with, for a `Failure`. */
  error: unknown
  /** When that was, in milliseconds since 1970. */
  failedAt: number
  /** Why the last try failed; about a whole form. */
  failure: string | undefined
  /** Why one field was refused, by its name. */
  fieldProblem: (name: string) => string | undefined
  /** Does it once at a time; resolves with whether it worked. */
  run: (work: () => Promise<void>) => Promise<boolean>
}

/** Sending a form: one at a time, with what went wrong in words for a person. */
export function useSubmit(): Submit {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const [failedAt, setFailedAt] = useState(0)
  const running = useRef(false)
  const details = error instanceof RequestError ? error.details : []

  async function run(work: () => Promise<void>): Promise<boolean> {
    if (running.current) return false
    running.current = true
    setBusy(true)
    setError(undefined)
    try {
      await work()
      return true
    } catch (caught) {
      setError(caught)
      setFailedAt(Date.now())
      return false
    } finally {
      running.current = false
      setBusy(false)
    }
  }

  return {
    busy,
    error,
    failedAt,
    failure: error === undefined || details.length > 0 ? undefined : (error as Error).message,
    fieldProblem: (name) => {
      const found = details.find(({ path }) => path === name)
      return found && sentence(found.message)
    },
    run,
  }
}

/** The server's words begin in the middle of a sentence: "has 5 characters; …". */
function sentence(text: string): string {
  return `It ${text}.`
}
