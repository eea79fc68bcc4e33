import { appendEntry } from '#audit'
import type { Transaction } from '#storage'
import { endApps } from './app-store.ts'

/** Ends all apps that act for somebody: when they may do less than before, or when whoever had their password may have let one in. */
export async function disconnectAppsOf(within: Transaction, userId: string, by: string): Promise<void> {
  for (const { id } of await endApps(within, { userId })) {
    const body = { event: 'disconnected', by, user: userId }
    await appendEntry(within, { kind: 'connected_app', subject: id, body })
  }
}
