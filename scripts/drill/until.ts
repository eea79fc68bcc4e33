import { setTimeout as delay } from 'node:timers/promises'

/** Looks again and again until there is something; throws, naming `what`, when there is nothing within `withinMs`. */
export async function until<Found>(
  what: string,
  look: () => Promise<Found | undefined>,
  withinMs = 30_000,
): Promise<Found> {
  for (const deadline = Date.now() + withinMs; ; await delay(100)) {
    const found = await look()
    if (found !== undefined) return found
    if (Date.now() > deadline) throw new Error(`waited ${withinMs / 1000} s in vain for ${what}`)
  }
}
