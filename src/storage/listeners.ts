import { z } from 'zod'
import type { Log } from './log.ts'

const eventSchema = z.object({ channel: z.string(), payload: z.unknown() })

export interface Listeners {
  add(channel: string, listener: (payload: unknown) => void): Disposable
  /** Hands an event that arrived to whoever listens to its channel. */
  hear(text: string): void
}

/** Who listens in this process. */
export function createListeners(log: Log): Listeners {
  const byChannel = new Map<string, Set<(payload: unknown) => void>>()
  return {
    add(channel, listener) {
      const others = byChannel.get(channel) ?? new Set()
      byChannel.set(channel, others.add(listener))
      return { [Symbol.dispose]: () => void others.delete(listener) }
    },
    hear(text) {
      try {
        const { channel, payload } = eventSchema.parse(JSON.parse(text))
        for (const listener of byChannel.get(channel) ?? []) tell(listener, payload)
      } catch (error) {
        log.warn({ err: error }, 'an event that is none of ours was left out')
      }
    },
  }

  function tell(listener: (payload: unknown) => void, payload: unknown): void {
    try {
      listener(payload)
    } catch (error) {
      log.error({ err: error }, 'a listener to events failed')
    }
  }
}
