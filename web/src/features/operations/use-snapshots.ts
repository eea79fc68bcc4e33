import { useEffect, useState, useSyncExternalStore } from 'react'
import type { ResponseOf } from '../../api/call.ts'
import { readEvents } from '../../api/event-stream.ts'
import { RequestError } from '../../api/request-error.ts'
import { request } from '../../api/request.ts'

export type Snapshot = ResponseOf<'GET /api/v1/operations'>

/** What the host was like at one moment that was seen here. */
export interface HostMoment {
  at: string
  cpuPercent: number
  memoryPercent: number
}

export interface Snapshots {
  latest: Snapshot | undefined
  /** Of as long as the page is open, oldest first. */
  host: readonly HostMoment[]
  /** Why there is nothing new; gone with the next snapshot. */
  error: unknown
  failedAt: number
  retry: () => void
}

const pauseMs = { first: 1_000, longest: 15_000 }
/** The server sends every three seconds, and takes at most ten for it. */
const silenceMs = 15_000
const mostMoments = 120
/** What trying again by itself does not cure. */
const final: ReadonlySet<number> = new Set([401, 403, 404, 429])

/** Follows how the house is doing for as long as the page is seen; a stream that breaks off is opened again. */
export function useSnapshots(): Snapshots {
  const [latest, setLatest] = useState<Snapshot>()
  const [host, setHost] = useState<readonly HostMoment[]>([])
  const [failure, setFailure] = useState<{ error: unknown; at: number }>()
  const [tries, setTries] = useState(0)
  const seen = useSyncExternalStore(onVisibility, () => document.visibilityState === 'visible')

  useEffect(() => {
    if (!seen) return
    const leaving = new AbortController()
    void follow(
      leaving.signal,
      (snapshot) => {
        setFailure(undefined)
        setLatest(snapshot)
        setHost((moments) => withMoment(moments, snapshot))
      },
      (error) => setFailure({ error, at: Date.now() }),
    )
    return () => leaving.abort()
  }, [seen, tries])

  return {
    latest,
    host,
    error: failure?.error,
    failedAt: failure?.at ?? 0,
    retry: () => setTries((before) => before + 1),
  }
}

async function follow(
  signal: AbortSignal,
  onSnapshot: (snapshot: Snapshot) => void,
  onFailure: (error: unknown) => void,
): Promise<void> {
  for (let pause = pauseMs.first; !signal.aborted; pause = Math.min(pause * 1.5, pauseMs.longest)) {
    const silence = createWatchdog(silenceMs)
    try {
      const response = await request('/api/v1/operations/events', {
        headers: { accept: 'text/event-stream' },
        signal: AbortSignal.any([signal, silence.signal]),
      })
      for await (const { event, data } of readEvents(response.body!)) {
        silence.reset()
        if (event !== 'snapshot') throw new RequestError('interrupted', 'The stream broke off.')
        onSnapshot(JSON.parse(data) as Snapshot)
        pause = pauseMs.first
      }
      // The server ended it: it stops, or the session has ended, which the next try says.
    } catch (error) {
      if (signal.aborted) return
      const lost = silence.signal.aborted || !(error instanceof RequestError)
      onFailure(lost ? new RequestError('unreachable', 'The server says nothing any more.', { cause: error }) : error)
      if (!lost && final.has(error.status)) return
    } finally {
      silence.stop()
    }
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
}

/** A line that is cut says nothing, for minutes: silence is how it is noticed. */
function createWatchdog(ms: number): { signal: AbortSignal; reset: () => void; stop: () => void } {
  const controller = new AbortController()
  let timer = setTimeout(() => controller.abort(), ms)
  return {
    signal: controller.signal,
    reset() {
      clearTimeout(timer)
      timer = setTimeout(() => controller.abort(), ms)
    },
    stop: () => clearTimeout(timer),
  }
}

function withMoment(moments: readonly HostMoment[], { host }: Snapshot): readonly HostMoment[] {
  if (!host || moments.at(-1)?.at === host.measuredAt) return moments
  const { measuredAt: at, cpuPercent, memoryPercent } = host
  return [...moments.slice(1 - mostMoments), { at, cpuPercent, memoryPercent }]
}

function onVisibility(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener)
  return () => document.removeEventListener('visibilitychange', listener)
}
