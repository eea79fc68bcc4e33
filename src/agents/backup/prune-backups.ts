import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Dumps } from '#storage'
import { AppError } from '../../errors.ts'
import { defineCapability, type Capability } from '../agent.ts'
import { listBackups, removeBackup } from './catalogue.ts'
import type { CatalogueNeeds } from './read-backup.ts'
import { planRetention } from './retention.ts'

const staleDraftMs = 24 * 60 * 60_000

export interface PruneNeeds extends CatalogueNeeds {
  readonly dumps: Dumps
  readonly now: () => Date
}

export function pruneBackupsCapability(needs: PruneNeeds): Capability {
  const { store, dumps, now } = needs
  const keeping = (what: string, most: number, usual: number) => z.int().min(0).max(most).default(usual).describe(what)
  return defineCapability({
    name: 'prune_backups',
    purpose: 'Removes old backups, but none that a kept one builds on.',
    risk: 'change',
    timeLimitMs: 10 * 60_000,
    retry: { attempts: 3, delaySeconds: 10 },
    input: z.strictObject({
      keep_last: z.int().min(1).max(1000).default(7).describe('The newest of each type.'),
      keep_daily: keeping('Days with a backup of which the newest is kept.', 366, 7),
      keep_weekly: keeping('Weeks with a backup of which the newest is kept.', 520, 4),
      dry_run: z.boolean().default(false),
    }),
    output: z.object({
      kept: z.array(z.string()),
      removed: z.array(z.string()).describe('In a dry run, those that would be.'),
      freed_bytes: z.int(),
      doubtful: z
        .array(z.string())
        .describe('Left alone: their manifest is missing, speaks of another size, or was not signed with BACKUP_KEY.'),
      dry_run: z.boolean(),
    }),
    async run(context, input) {
      const plan = await context.step('choose', async () => {
        const { backups, unauthenticated, doubtful } = await listBackups(needs)
        const { keep, remove } = planRetention(backups, {
          keepLast: input.keep_last,
          keepDaily: input.keep_daily,
          keepWeekly: input.keep_weekly,
        })
        return {
          kept: keep.map(({ name }) => name),
          removed: remove.map(({ name }) => name),
          freed_bytes: remove.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
          doubtful: [...doubtful, ...unauthenticated.map(({ name }) => name)].sort(),
        }
      })
      if (!input.dry_run)
        // A step: removing what is gone already is no error, so that it may be done again.
        await context.step('remove', () =>
          dumps.alone(async () => {
            const wanted = await wantedSince(needs, plan.removed)
            if (wanted.length > 0)
              throw new AppError('conflict', `A new backup builds on ${wanted.join(', ')}. Prune again.`)
            for (const name of plan.removed) await removeBackup(store, name)
            await store.prepare()
            await removeStaleDrafts(store.staging, now())
            return plan.removed.length
          }, context.signal),
        )
      return { ...plan, dry_run: input.dry_run }
    },
    async probe(_context, { dry_run: dryRun }, { kept, removed }) {
      const there = new Set((await store.list()).map(({ name }) => name))
      const { backups } = await listBackups(needs)
      const ids = new Set(backups.map(({ id }) => id))
      const problems = [
        ...(dryRun ? [] : removed.filter((name) => there.has(name)).map((name) => `${name} is still there`)),
        ...[...kept, ...(dryRun ? removed : [])]
          .filter((name) => !there.has(name))
          .map((name) => `${name} is gone, and should not be`),
        ...backups.flatMap(({ name, needs: needed }) =>
          needed.filter((id) => !ids.has(id)).map((id) => `${name} builds on ${id}, which is gone`),
        ),
      ]
      return { passed: problems.length === 0, evidence: { problems, there: [...there].sort() } }
    },
  })
}

/** Those that a backup, made after the choice, builds on. */
async function wantedSince(needs: CatalogueNeeds, removed: readonly string[]): Promise<string[]> {
  const { backups } = await listBackups(needs)
  const needed = new Set(backups.filter(({ name }) => !removed.includes(name)).flatMap((manifest) => manifest.needs))
  return backups.filter(({ id, name }) => removed.includes(name) && needed.has(id)).map(({ name }) => name)
}

/** What a process that died left half-written, and nobody went on with. */
async function removeStaleDrafts(staging: string, now: Date): Promise<void> {
  for (const name of await readdir(staging)) {
    if (!/^\.(partial|fetched)-/.test(name)) continue
    const path = join(staging, name)
    if (now.getTime() - (await stat(path)).mtimeMs > staleDraftMs) await rm(path, { force: true })
  }
}
