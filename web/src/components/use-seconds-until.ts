import { useEffect, useState } from 'react'

/** Whole seconds until a time in milliseconds since 1970, counting down to 0. */
export function useSecondsUntil(time: number | undefined): number {
  const [now, setNow] = useState(() => Date.now())
  const seconds = time === undefined ? 0 : Math.max(0, Math.ceil((time - now) / 1000))
  const waiting = seconds > 0

  useEffect(() => {
    if (!waiting) return
    const timer = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(timer)
  }, [waiting])

  return seconds
}
