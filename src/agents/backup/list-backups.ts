import { z } from 'zod'
import { defineCapability, type Capability } from '../agent.ts'
import { findBackup, listBackups, problemWith } from './catalogue.ts'
import { manifestSchema } from './contents.ts'
import type { ReadNeeds } from './read-backup.ts'

export function listBackupsCapability({ store }: ReadNeeds): Capability {
  return defineCapability({
    name: 'list_backups',
    purpose: 'Lists the backups in the store, newest first.',
    risk: 'read',
    timeLimitMs: 60_000,
    input: z.strictObject({}),
    output: z.object({
      backups: z.array(manifestSchema),
      doubtful: z.array(z.string()).describe('Files whose manifest is missing or speaks of another size.'),
    }),
    run: () => listBackups(store),
  })
}

export function verifyBackupCapability(needs: ReadNeeds): Capability {
  return defineCapability({
    name: 'verify_backup',
    purpose: 'Reads every byte of a backup, and of those it builds on: decrypts, decompresses, compares every hash.',
    risk: 'read',
    timeLimitMs: 60 * 60_000,
    input: z.strictObject({ backup_id: z.string().optional().describe('The newest when left out.') }),
    output: z.object({
      backup_id: z.string(),
      backup_name: z.string(),
      valid: z.boolean(),
      problem: z.string().nullable(),
    }),
    async run(_context, { backup_id: id }) {
      const manifest = await findBackup(needs.store, id)
      const problem = await problemWith(needs, manifest)
      return {
        backup_id: manifest.id,
        backup_name: manifest.name,
        valid: problem === undefined,
        problem: problem ?? null,
      }
    },
  })
}
