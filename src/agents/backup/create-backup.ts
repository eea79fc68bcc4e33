import { z } from 'zod'
import { AppError } from '../../errors.ts'
import { defineCapability, type Capability } from '../agent.ts'
import { backupId } from './backup-id.ts'
import { findBackup, listBackups, problemWith } from './catalogue.ts'
import { differences } from './compare-tables.ts'
import { backupTypes, type Manifest } from './contents.ts'
import { makeBackup, settleBackup, type BackupPlan, type MakeNeeds } from './make-backup.ts'
import { openBackup } from './read-backup.ts'

const input = z.strictObject({
  backup_type: z
    .enum(backupTypes)
    .default('full')
    .describe('`incremental` stores what changed since the newest sound backup.'),
  format: z
    .enum(['copy', 'pg_dump'])
    .default('copy')
    .describe('`pg_dump` needs that program, no older than the server, and makes full backups only.'),
})

const output = z.object({
  backup_id: z.string(),
  backup_name: z.string(),
  path: z.string(),
  size_bytes: z.int(),
  size_mb: z.number(),
  checksum: z.string().describe('SHA-256 of the file at `path`, in hex.'),
  components: z.array(z.string()),
  duration_seconds: z.number(),
  type: z.enum(backupTypes).describe('`full` for an incremental one that found nothing sound to build on.'),
  parent: z.string().nullable(),
  encrypted: z.boolean(),
  tables: z.array(z.object({ name: z.string(), rows: z.int() })),
})

export interface CreateNeeds extends MakeNeeds {
  readonly now: () => Date
}

export function createBackupCapability(needs: CreateNeeds): Capability {
  const { store, dumps } = needs
  return defineCapability({
    name: 'create_backup',
    purpose:
      'Backs up the database, the configuration and what Redis holds for good, checksummed, and encrypted with BACKUP_KEY.',
    risk: 'change',
    timeLimitMs: 60 * 60_000,
    retry: { attempts: 3, delaySeconds: 10 },
    input,
    output,
    async run(context, { backup_type: type, format }) {
      if (format === 'pg_dump' && type !== 'full')
        throw new AppError('invalid_input', 'A backup by pg_dump is a full one: set backup_type to full.')
      const createdAt = await context.step('take the time', async () => needs.now().toISOString())
      const planOf = (key: string): BackupPlan => ({ id: backupId(key), type, createdAt, format })
      const manifest = await context.effect('write the backup', {
        work: (key) => makeBackup(needs, planOf(key), context.signal),
        async settle(key) {
          const made = await settleBackup(needs, backupId(key))
          return made ? { done: true, output: made } : { done: false }
        },
      })
      return reportOf(manifest, store.locate(manifest.name))
    },
    /** The stored file is read to its last byte, and the database asked what should be in it. */
    async probe({ signal }, _input, made) {
      const manifest = await findBackup(needs, made.backup_id).catch((error: unknown) => {
        if (error instanceof AppError && ['not_found', 'conflict'].includes(error.code)) return error.message
        throw error
      })
      if (typeof manifest === 'string') return { passed: false, evidence: { problems: [manifest] } }
      const problems: string[] = []
      const problem = await problemWith(needs, manifest, signal)
      if (problem) problems.push(problem)
      const { unauthenticated } = await listBackups(needs)
      if (unauthenticated.some(({ id }) => id === manifest.id))
        problems.push('The manifest was not signed with BACKUP_KEY.')
      if (manifest.sha256 !== made.checksum) problems.push('The stored file is not the one that was reported.')
      if (!problem && made.type !== 'config') {
        await using backup = await openBackup(needs, manifest.name)
        const { database } = backup.contents
        const states = database && (await dumps.inspect({ since: database.horizon, signal }))
        if (!states || states.length === 0) problems.push('There is no database in the backup.')
        else problems.push(...differences(database.tables, states, 'dumped'))
      }
      const { name, sizeBytes, sha256, tables } = manifest
      return { passed: problems.length === 0, evidence: { problems, name, sizeBytes, sha256, tables } }
    },
  })
}

function reportOf(manifest: Manifest, path: string): z.infer<typeof output> {
  const { id, name, type, parent, sizeBytes, sha256, encrypted, components, durationSeconds, tables } = manifest
  return {
    backup_id: id,
    backup_name: name,
    path,
    size_bytes: sizeBytes,
    size_mb: Number((sizeBytes / 1024 ** 2).toFixed(3)),
    checksum: sha256,
    components,
    duration_seconds: Number(durationSeconds.toFixed(3)),
    type,
    parent,
    encrypted,
    tables,
  }
}
