import { useEffect, useState } from 'react'

/** Whole seconds since a moment in milliseconds since 1970, every second anew while `running`. */
export function useTicking(since: number, running: boolean): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!running) return
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [running])
  return running ? Math.max(0, Math.floor((now - since) / 1000)) : 0
}
