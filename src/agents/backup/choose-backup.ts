import { AppError } from '../../errors.ts'
import { findBackup, requireSound } from './catalogue.ts'
import type { Manifest } from './contents.ts'
import { writtenByPgDump, type ReadNeeds } from './read-backup.ts'

export const restoreTargets = ['database', 'live', 'config', 'redis', 'pg_dump'] as const
export type RestoreTarget = (typeof restoreTargets)[number]

const hasTables = ({ components, format }: Manifest): boolean => components.includes('database') && format === 'copy'

const holds: Record<RestoreTarget, (manifest: Manifest) => boolean> = {
  database: hasTables,
  live: hasTables,
  config: ({ components }) => components.includes('config'),
  redis: ({ components }) => components.includes('redis'),
  pg_dump: ({ format }) => format === 'pg_dump',
}

/**
 * The backup of that id, or the newest that holds something for `target`, read to its last byte. Throws `not_found`, and
 * `conflict` when it is not sound, or not for this.
 */
export async function chooseBackup(
  needs: ReadNeeds,
  { id, target }: { id: string | undefined; target: RestoreTarget },
  signal: AbortSignal,
): Promise<Manifest> {
  const manifest = await findBackup(needs, id, holds[target])
  if (!holds[target](manifest)) {
    if (holds.pg_dump(manifest) && (target === 'database' || target === 'live')) throw writtenByPgDump(manifest.id)
    throw new AppError('conflict', `The backup ${manifest.id} holds nothing for ${target}.`)
  }
  await requireSound(needs, manifest, signal)
  return manifest
}
