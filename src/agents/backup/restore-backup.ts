import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../errors.ts'
import { defineCapability, type Capability } from '../agent.ts'
import { backupId } from './backup-id.ts'
import { findBackup, requireSound } from './catalogue.ts'
import { chooseBackup, restoreTargets, type RestoreTarget } from './choose-backup.ts'
import { differences } from './compare-tables.ts'
import type { DatabaseContents } from './contents.ts'
import type { CreateNeeds } from './create-backup.ts'
import { allowUnencrypted } from './list-backups.ts'
import { accessTables, carryRun, journalTables, knowledgeTables } from './journal-store.ts'
import { makeBackup, settleBackup, type BackupPlan } from './make-backup.ts'
import { openBackup, restoreSource } from './read-backup.ts'
import { compareDatabase, databaseOf, restoreDatabase } from './restore-database.ts'
import { compareFiles, folderExists, isTaken, writeFiles, type FilesInFolder } from './restore-files.ts'

export interface RestoreNeeds extends CreateNeeds {
  readonly dataDir: string
}

const input = z
  .strictObject({
    backup_id: z
      .string()
      .optional()
      .describe('Required for `live` and `redis`. Else, left out, the newest that holds what the target is about.'),
    target: z
      .enum(restoreTargets)
      .default('database')
      .describe(
        '`database` makes a new one beside ours; `live` replaces ours; `config` writes the files into a folder; `pg_dump` does so with what pg_dump wrote, for pg_restore by hand.',
      ),
    database: z
      .string()
      .regex(/^[a-z_][a-z0-9_]{0,62}$/)
      .optional()
      .describe('Name of the new database, for the target `database`; made up when left out.'),
    journal: z
      .enum(['keep', 'replace'])
      .default('keep')
      .describe('Whether a `live` restore keeps the runs, approvals and receipts that are here now.'),
    part: z
      .enum(['all', 'knowledge'])
      .default('all')
      .describe('What a `live` restore replaces: `knowledge` is what the twin knows, and leaves tickets and all else.'),
    allow_unencrypted: allowUnencrypted,
  })
  // Who approves it must see which one; and after a live restore the newest is what it replaced.
  .refine(({ target, backup_id: id }) => id !== undefined || !replaces(target), {
    path: ['backup_id'],
    message: 'name the backup that shall replace what is here; backup.list_backups lists them',
  })

const output = z.object({
  backup_id: z.string(),
  backup_name: z.string(),
  target: z.enum(restoreTargets),
  database: z.string().nullable().describe('The database that was made.'),
  folder: z.string().nullable().describe('Where files were written.'),
  safety_backup_id: z.string().nullable().describe('What was there before, for the target `live`.'),
  key: z.string().describe('Names this restore in the table `restores`.'),
})
type Output = z.infer<typeof output>

export function restoreBackupCapability(needs: RestoreNeeds): Capability {
  const { dumps, now, dataDir, redis } = needs
  const folderOf = (id: string): string => join(dataDir, `restored-${id}`)
  return defineCapability({
    name: 'restore_backup',
    purpose:
      'Restores a backup: into a new database, over the live one (after a safety backup), or its files or Redis keys.',
    risk: 'dangerous',
    riskOf: ({ target, allow_unencrypted: allowed }) => (allowed || replaces(target) ? 'dangerous' : 'change'),
    timeLimitMs: 60 * 60_000,
    input,
    output,
    /** What replaces what is here: whoever approves it sees which file, and another file under its name voids the yes. */
    async resolve({ target, backup_id: id }) {
      if (id === undefined || !replaces(target)) return null
      const { name, createdAt, sizeBytes, sha256, encrypted } = await findBackup(needs, id)
      return { backup: { name, createdAt, sizeBytes, sha256, encrypted } }
    },
    async run(context, { backup_id: id, target, database, journal, part, allow_unencrypted: allowed }) {
      const { signal } = context
      const reading = { ...needs, allowUnencrypted: allowed }
      if (part === 'knowledge' && (target !== 'live' || journal === 'replace'))
        throw new AppError('invalid_input', 'A part is restored with the target `live`, and keeps the journal.')
      const plan = await context.step('choose', async () => {
        const manifest = await chooseBackup(reading, { id, target }, signal)
        const name = database ?? `pollux_restored_${manifest.id}`
        if (target === 'database' && (await dumps.databases(name)).includes(name))
          throw new AppError('conflict', `There is already a database ${name}. Name another, or drop it first.`)
        const folder = folderOf(manifest.id)
        if ((target === 'config' || target === 'pg_dump') && (await isTaken(folder))) throw folderExists(folder)
        return { manifest, name, createdAt: now().toISOString() }
      })
      const { manifest } = plan
      const done = {
        backup_id: manifest.id,
        backup_name: manifest.name,
        target,
        database: null,
        folder: null,
        safety_backup_id: null,
      }

      if (target === 'database')
        return context.effect<Output>('restore into a new database', {
          async work(key) {
            await restoreDatabase(reading, manifest.name, plan.name, signal)
            return { ...done, database: plan.name, key }
          },
          async settle(key) {
            // The name was free when this began, so that what is there now is ours.
            if (!(await dumps.databases(plan.name)).includes(plan.name)) return { done: false }
            const { problems } = await compareDatabase(reading, manifest.name, plan.name, signal)
            if (problems.length === 0) return { done: true, output: { ...done, database: plan.name, key } }
            await dumps.dropDatabase(plan.name)
            return { done: false }
          },
        })

      if (target === 'config' || target === 'pg_dump') {
        const files: FilesInFolder = { name: manifest.name, what: target, folder: folderOf(manifest.id) }
        const output = { ...done, folder: files.folder, key: '' }
        return context.effect<Output>('write the files', {
          async work() {
            await writeFiles(reading, files, signal)
            return output
          },
          async settle() {
            // There was no such folder when this began, so that what is there now is ours.
            if (!(await isTaken(files.folder))) return { done: false }
            if ((await compareFiles(reading, files)).problems.length === 0) return { done: true, output }
            await rm(files.folder, { recursive: true })
            return { done: false }
          },
        })
      }

      if (target === 'redis') {
        await context.step('write the keys', async () => {
          await using backup = await openBackup(reading, manifest.name)
          const { content } = backup.contents.redis!
          return await requireRedis(redis).restore(() => backup.content(content))
        })
        return { ...done, key: '' }
      }

      const planOf = (key: string): BackupPlan => ({
        id: backupId(key),
        type: 'full',
        createdAt: plan.createdAt,
        format: 'copy',
      })
      const safety = await context.effect('back up what is there', {
        work: (key) => makeBackup(needs, planOf(key), signal),
        async settle(key) {
          const made = await settleBackup(needs, backupId(key))
          return made ? { done: true, output: made } : { done: false }
        },
      })
      return context.effect<Output>('replace the tables', {
        async work(key) {
          await requireSound(reading, manifest, signal) // the safety backup took its time
          await using backup = await openBackup(reading, manifest.name)
          const carried = journal === 'replace' && context.runId ? carryRun(context.runId) : {}
          const keep = keptTables(databaseOf(backup), { journal, part })
          const options = { ...carried, keep, key, backupId: manifest.id }
          await dumps.restoreHere(restoreSource(backup), options, signal)
          return { ...done, safety_backup_id: safety.id, key }
        },
        async settle(key) {
          // Written in the transaction that replaced the tables.
          if ((await dumps.restoredBy(key, signal)) === undefined) return { done: false }
          return { done: true, output: { ...done, safety_backup_id: safety.id, key } }
        },
      })
    },
    async probe({ signal }, { part, allow_unencrypted: allowed }, made) {
      const reading = { ...needs, allowUnencrypted: allowed }
      if (made.folder !== null && (made.target === 'config' || made.target === 'pg_dump')) {
        const seen = await compareFiles(reading, { name: made.backup_name, what: made.target, folder: made.folder })
        return { passed: seen.problems.length === 0, evidence: { ...seen, folder: made.folder } }
      }
      if (made.target === 'redis') {
        await using backup = await openBackup(reading, made.backup_name)
        const seen = await requireRedis(redis).compare(backup.content(backup.contents.redis!.content))
        return { passed: seen.keys > 0 && seen.differing.length === 0, evidence: seen }
      }
      if (made.database !== null) {
        if (!(await dumps.databases(made.database)).includes(made.database))
          return { passed: false, evidence: { problems: [`There is no database ${made.database}.`] } }
        const seen = await compareDatabase(reading, made.backup_name, made.database, signal)
        return { passed: seen.problems.length === 0 && seen.tables > 0, evidence: { ...seen } }
      }
      const transaction = await dumps.restoredBy(made.key, signal)
      if (transaction === undefined)
        return { passed: false, evidence: { problems: ['The database knows nothing of this restore.'] } }
      await using backup = await openBackup(reading, made.backup_name)
      const states = await dumps.inspect({ since: transaction, signal })
      const unseen = [...keptTables(databaseOf(backup), { journal: 'keep', part }), 'restores']
      const problems = differences(databaseOf(backup).tables, states, 'restored', unseen)
      return { passed: problems.length === 0, evidence: { problems, transaction, safety: made.safety_backup_id } }
    },
  })
}

/** What is here is gone afterwards. */
function replaces(target: RestoreTarget): boolean {
  return target === 'live' || target === 'redis'
}

/** What a live restore leaves as it is. */
function keptTables(
  { tables }: DatabaseContents,
  { journal, part }: Pick<z.infer<typeof input>, 'journal' | 'part'>,
): string[] {
  if (part === 'knowledge') return tables.map(({ name }) => name).filter((name) => !knowledgeTables.includes(name))
  return journal === 'keep' ? [...journalTables, ...accessTables] : accessTables
}

function requireRedis(redis: RestoreNeeds['redis']): NonNullable<RestoreNeeds['redis']> {
  if (redis) return redis
  throw new AppError('conflict', 'There is no Redis to restore into: set REDIS_URL.')
}
