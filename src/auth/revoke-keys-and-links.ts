import { appendEntry } from '#audit'
import type { Transaction } from '#storage'
import { revokeApiKeys } from './api-key-store.ts'
import type { ForgetActors } from './forget-actors.ts'
import { revokeShareLinksOf } from './share-link-store.ts'

/**
 * Ends a key, or none when it is somebody's id, with the keys and share links they made, and those that these keys made. What a key
 * held is deleted: a revoked one never comes back, and nobody else sees it.
 */
export async function revokeKeysAndLinks(
  within: Transaction,
  makerOrKey: string,
  { by, forget }: { by: string; forget: ForgetActors },
): Promise<void> {
  const keys = await revokeApiKeys(within, makerOrKey)
  const links = await revokeShareLinksOf(within, makerOrKey)
  await forget(within, keys)
  const body = { event: 'revoked', by }
  for (const subject of keys) await appendEntry(within, { kind: 'api_key', subject, body })
  for (const subject of links) await appendEntry(within, { kind: 'share_link', subject, body })
}
