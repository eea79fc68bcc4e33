import type { Dumps } from '#storage'
import { AppError } from '../../errors.ts'
import { differences } from './compare-tables.ts'
import type { DatabaseContents } from './contents.ts'
import { openBackup, restoreSource, type OpenBackup, type ReadNeeds } from './read-backup.ts'

export interface RestoreDatabaseNeeds extends ReadNeeds {
  readonly dumps: Dumps
}

/**
 * Makes a database of that name and fills it from a backup. Throws `conflict` when it is there, or when `pg_dump` wrote the
 * backup; leaves nothing when it fails.
 */
export async function restoreDatabase(
  needs: RestoreDatabaseNeeds,
  backupName: string,
  database: string,
  signal: AbortSignal,
): Promise<void> {
  await using backup = await openBackup(needs, backupName)
  await needs.dumps.restoreInto(database, restoreSource(backup), signal)
}

/** Counts and hashes the rows of a database by plain queries, and compares them with what the backup says of its own. */
export async function compareDatabase(
  needs: RestoreDatabaseNeeds,
  backupName: string,
  database: string,
  signal: AbortSignal,
): Promise<{ problems: string[]; tables: number; rows: number }> {
  await using backup = await openBackup(needs, backupName)
  const { tables } = databaseOf(backup)
  const states = await needs.dumps.inspect({ database, signal })
  const rows = states.reduce((sum, state) => sum + state.rows, 0)
  return { problems: differences(tables, states, 'same'), tables: states.length, rows }
}

export function databaseOf({ contents }: Pick<OpenBackup, 'contents'>): DatabaseContents {
  if (contents.database) return contents.database
  throw new AppError('conflict', `The backup ${contents.id} holds no database.`)
}
