import { z } from 'zod'
import { defineCapability, type Capability } from '../agent.ts'
import { backupId } from './backup-id.ts'
import { chooseBackup } from './choose-backup.ts'
import { allowUnencrypted } from './list-backups.ts'
import { compareDatabase, restoreDatabase, type RestoreDatabaseNeeds } from './restore-database.ts'

export interface DrillNeeds extends RestoreDatabaseNeeds {
  readonly now: () => Date
}

const prefix = 'pollux_drill_'
const leftOverAfterMs = 6 * 60 * 60_000

export function restoreDrillCapability(needs: DrillNeeds): Capability {
  const { dumps, now } = needs
  return defineCapability({
    name: 'restore_drill',
    purpose:
      'Proves that a backup can be restored: restores it into a database of its own, compares every table, and drops that.',
    risk: 'change',
    riskOf: ({ allow_unencrypted: allowed }) => (allowed ? 'dangerous' : 'change'),
    timeLimitMs: 60 * 60_000,
    retry: { attempts: 3, delaySeconds: 10 },
    input: z.strictObject({
      backup_id: z.string().optional().describe('The newest with a database when left out, but none by pg_dump.'),
      allow_unencrypted: allowUnencrypted,
    }),
    output: z.object({
      backup_id: z.string(),
      backup_name: z.string(),
      database: z.string().describe('Dropped when the drill has ended.'),
      tables: z.int(),
      rows: z.int(),
      duration_seconds: z.number(),
    }),
    async run(context, { backup_id: id, allow_unencrypted: allowed }) {
      const reading = { ...needs, allowUnencrypted: allowed }
      const { manifest, startedAt } = await context.step('choose', async () => ({
        manifest: await chooseBackup(reading, { id, target: 'database' }, context.signal),
        startedAt: now().getTime(),
      }))
      await context.step('drop what earlier drills left', async () => {
        const old = (await dumps.databases(prefix)).filter((name) => startedAt - startOf(name) > leftOverAfterMs)
        for (const name of old) await dumps.dropDatabase(name)
        return old
      })
      const { database } = await context.effect('restore into a database of its own', {
        async work(key) {
          const name = `${prefix}${startedAt.toString(36)}_${backupId(key)}`
          await dumps.dropDatabase(name) // half-filled, by a process that died
          await restoreDatabase(reading, manifest.name, name, context.signal)
          return { database: name }
        },
        settle: async () => ({ done: false }), // nobody else knows the name: it can be done again from the start
      })
      const endedAt = await context.step('take the time', async () => now().getTime())
      return {
        backup_id: manifest.id,
        backup_name: manifest.name,
        database,
        tables: manifest.tables.length,
        rows: manifest.tables.reduce((sum, table) => sum + table.rows, 0),
        duration_seconds: (endedAt - startedAt) / 1000,
      }
    },
    /** Asks the restored database itself, then drops it. Restores it again when a crash came after it was dropped. */
    async probe({ signal }, { allow_unencrypted: allowed }, { database, backup_name: name }) {
      const reading = { ...needs, allowUnencrypted: allowed }
      try {
        if (!(await dumps.databases(prefix)).includes(database)) await restoreDatabase(reading, name, database, signal)
        const { problems, tables, rows } = await compareDatabase(reading, name, database, signal)
        return { passed: problems.length === 0 && tables > 0, evidence: { database, problems, tables, rows } }
      } finally {
        await dumps.dropDatabase(database)
      }
    },
  })
}

function startOf(name: string): number {
  return Number.parseInt(name.slice(prefix.length).split('_')[0] ?? '', 36)
}
