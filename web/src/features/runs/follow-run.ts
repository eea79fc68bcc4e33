import type { ResponseOf } from '../../api/call.ts'
import { readEvents } from '../../api/event-stream.ts'
import { request } from '../../api/request.ts'
import { RequestError } from '../../api/request-error.ts'

export type RunEvent = ResponseOf<'GET /api/v1/runs/{id}/events'>['events'][number]

interface FollowOptions {
  signal: AbortSignal
  onEvent: (event: RunEvent) => void
  /** Whether events come as they happen; while they do not, one must look. */
  onLive: (live: boolean) => void
}

const pauseMs = { first: 1_000, longest: 15_000 }

/** Nobody comes back to these by trying again. */
const hopeless = new Set([400, 401, 403, 404])

/** Tells the events of a run, from its start to its end; after a broken connection it goes on with the one that came last. */
export async function followRun(id: string, { signal, onEvent, onLive }: FollowOptions): Promise<void> {
  let last = 0
  let pause = pauseMs.first
  while (!signal.aborted) {
    try {
      const headers = { accept: 'text/event-stream', ...(last > 0 && { 'last-event-id': String(last) }) }
      const { body } = await request(`/api/v1/runs/${id}/events`, { headers, signal })
      onLive(true)
      if (body)
        for await (const { event: type, data } of readEvents(body)) {
          if (type === 'error') break
          const event = JSON.parse(data) as RunEvent
          last = event.id
          pause = pauseMs.first
          onEvent(event)
          if (event.type === 'ended') return onLive(false)
        }
    } catch (error) {
      if (signal.aborted) return
      if (error instanceof RequestError && hopeless.has(error.status)) return onLive(false)
      if (!(error instanceof RequestError) && !(error instanceof TypeError)) throw error // a TypeError: the connection broke
    }
    if (signal.aborted) return
    onLive(false)
    await new Promise((resolve) => setTimeout(resolve, pause))
    pause = Math.min(pause * 2, pauseMs.longest)
  }
}
