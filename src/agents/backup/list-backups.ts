import { z } from 'zod'
import { defineCapability, type Capability } from '../agent.ts'
import { findBackup, listBackups, problemWith } from './catalogue.ts'
import { manifestSchema } from './contents.ts'
import type { CatalogueNeeds, ReadNeeds } from './read-backup.ts'

/** Of an input. */
export const allowUnencrypted = z
  .boolean()
  .default(false)
  .describe(
    'Takes a backup that is not encrypted although BACKUP_KEY is set: anyone who can write to the store may have made it.',
  )

export function listBackupsCapability(needs: CatalogueNeeds): Capability {
  return defineCapability({
    name: 'list_backups',
    purpose: 'Lists the backups in the store, newest first.',
    risk: 'read',
    timeLimitMs: 60_000,
    input: z.strictObject({}),
    output: z.object({
      backups: z.array(manifestSchema),
      unauthenticated: z
        .array(manifestSchema)
        .describe('With BACKUP_KEY set: those whose manifest was not signed with it. Taken only when named.'),
      doubtful: z.array(z.string()).describe('Files whose manifest is missing or speaks of another size.'),
    }),
    run: async () => {
      const { backups, unauthenticated, doubtful } = await listBackups(needs)
      return { backups: [...backups], unauthenticated: [...unauthenticated], doubtful: [...doubtful] }
    },
  })
}

export function verifyBackupCapability(needs: ReadNeeds): Capability {
  return defineCapability({
    name: 'verify_backup',
    purpose: 'Reads every byte of a backup, and of those it builds on: decrypts, decompresses, compares every hash.',
    risk: 'read',
    timeLimitMs: 60 * 60_000,
    input: z.strictObject({
      backup_id: z.string().optional().describe('The newest when left out.'),
      allow_unencrypted: allowUnencrypted,
    }),
    output: z.object({
      backup_id: z.string(),
      backup_name: z.string(),
      valid: z.boolean(),
      problem: z.string().nullable(),
    }),
    async run({ signal }, { backup_id: id, allow_unencrypted: allowed }) {
      const manifest = await findBackup(needs, id)
      const problem = await problemWith({ ...needs, allowUnencrypted: allowed }, manifest, signal)
      return {
        backup_id: manifest.id,
        backup_name: manifest.name,
        valid: problem === undefined,
        problem: problem ?? null,
      }
    },
  })
}
