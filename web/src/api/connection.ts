import { useSyncExternalStore } from 'react'

// Whether the server answers, by what became of the last request. Not `navigator.onLine`: a server on this machine is
// reached without a network, and a network does not mean that the server is reached.

const pauseMs = { first: 1_000, longest: 10_000 }
const listeners = new Set<() => void>()
let reachable = true
let probing = false

/** A response came, whatever it says. */
export function noteReached(): void {
  change(true)
}

/** No response came: looks again, more and more rarely, until one does. */
export function noteLost(): void {
  change(false)
  void probeUntilReached()
}

/** Whether the server answered the last time it was asked. */
export function useReachable(): boolean {
  return useSyncExternalStore(subscribe, () => reachable)
}

function change(next: boolean): void {
  if (next === reachable) return
  reachable = next
  for (const listener of listeners) listener()
}

async function probeUntilReached(): Promise<void> {
  if (probing) return
  probing = true
  for (let pause = pauseMs.first; !(await answers()); pause = Math.min(pause * 1.5, pauseMs.longest)) {
    change(false)
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
  probing = false
  change(true)
}

async function answers(): Promise<boolean> {
  try {
    return (await fetch('/health', { cache: 'no-store' })).ok
  } catch {
    return false
  }
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) addEventListener('offline', probe)
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) removeEventListener('offline', probe)
  }
}

const probe = () => void probeUntilReached()
