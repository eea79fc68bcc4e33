import type { Agent } from '../agent.ts'
import { syncCacheCapability, type CacheSyncNeeds } from './sync-cache.ts'
import { syncFoldersCapability, type FolderSyncNeeds } from './sync-folders.ts'

export type SyncNeeds = CacheSyncNeeds & FolderSyncNeeds

/** The agent that keeps apart things in step: cached answers with the database, knowledge folders with their sources. */
export function createSyncAgent(needs: SyncNeeds): Agent {
  return {
    name: 'sync',
    purpose: 'Keeps cached answers in step with the database, and knowledge folders with their sources.',
    capabilities: [syncCacheCapability(needs), syncFoldersCapability(needs)],
  }
}
