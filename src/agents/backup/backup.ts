import type { ConnectionOptions, Dumps } from '#storage'
import type { Agent } from '../agent.ts'
import { createBackupCapability } from './create-backup.ts'
import { listBackupsCapability, verifyBackupCapability } from './list-backups.ts'
import type { ConfigNeeds } from './make-backup.ts'
import { manifestSeal } from './manifest-seal.ts'
import { pgDumpProgram } from './pg-dump.ts'
import { pruneBackupsCapability } from './prune-backups.ts'
import { redisKeys } from './redis-keys.ts'
import { restoreBackupCapability } from './restore-backup.ts'
import { restoreDrillCapability } from './restore-drill.ts'
import { folderStore } from './stores/folder.ts'
import { s3Store, type S3Options } from './stores/s3.ts'
import type { BackupStore } from './stores/store.ts'

export interface BackupAgentNeeds {
  readonly dumps: Dumps
  /** For `pg_dump`. */
  readonly connection: () => ConnectionOptions
  readonly store: BackupStore
  /** BACKUP_KEY; without it backups are not encrypted, and secret files stay out of them. */
  readonly passphrase: string | undefined
  readonly redisUrl: string | undefined
  readonly config: ConfigNeeds
  /** The configuration of a backup is restored into a folder below it. */
  readonly dataDir: string
  /** Such as `pollux 1.2.3`. */
  readonly madeBy: string
  readonly now: () => Date
}

export function createBackupAgent({ connection, redisUrl, ...given }: BackupAgentNeeds): Agent {
  const needs = {
    ...given,
    pgDump: pgDumpProgram(connection),
    seal: given.passphrase === undefined ? undefined : manifestSeal(given.passphrase),
    redis: redisUrl === undefined ? undefined : redisKeys(redisUrl),
  }
  return {
    name: 'backup',
    purpose: 'Keeps copies of everything that would be missed, and proves that they can be restored.',
    capabilities: [
      createBackupCapability(needs),
      listBackupsCapability(needs),
      verifyBackupCapability(needs),
      restoreBackupCapability(needs),
      restoreDrillCapability(needs),
      pruneBackupsCapability(needs),
    ],
  }
}

/** Where backups are kept: a bucket when one is given, else a folder. */
export function openBackupStore(folder: string, s3: Omit<S3Options, 'staging'> | undefined): BackupStore {
  return s3 ? s3Store({ ...s3, staging: folder }) : folderStore(folder)
}
