import { z } from 'zod'
import { AppError } from '../../errors.ts'
import { defineCapability, type Capability, type RunContext } from '../agent.ts'
import { applyFile, type AppliedFile, type ApplyNeeds } from './apply-file.ts'
import { planFolder, type FolderPlan, type KnowledgeFolder } from './plan-folder.ts'
import { probeFolders } from './probe-folders.ts'

export interface FolderSyncNeeds extends ApplyNeeds {
  readonly folders: readonly KnowledgeFolder[]
}

/** Files of one step: done again together when the process dies among them. */
const filesOfStep = 25
const maxReported = 200

const inputSchema = z.strictObject({
  folder: z.string().min(1).optional().describe('One of the configured folders. Left out: all of them.'),
})

const count = z.int().min(0)
const outputSchema = z.object({
  folders: z.array(z.string()),
  added: count,
  updated: count,
  removed: count,
  unchanged: count,
  conflicts: z
    .array(
      z.object({
        name: z.string(),
        kept: z.enum(['file', 'source', 'neither']),
        copies: z.array(z.object({ title: z.string(), origin: z.string() })),
      }),
    )
    .describe('Files that changed while their sources were changed elsewhere: what stays, and where the other one is.'),
  skipped: z.array(z.object({ name: z.string(), message: z.string() })).describe('At most 200.'),
  duration_seconds: z.number().min(0),
  finished_at: z.iso.datetime(),
})
export type FolderSyncOutput = z.infer<typeof outputSchema>

/** `sync_knowledge`: makes the sources of a folder say what its files say. */
export function syncFoldersCapability(needs: FolderSyncNeeds): Capability {
  const chosen = (path: string | undefined) => {
    const found = needs.folders.filter((folder) => path === undefined || folder.path === path)
    if (found.length > 0) return found
    const known = needs.folders.map((folder) => folder.path).join(', ')
    throw new AppError(
      'invalid_input',
      path === undefined
        ? 'No folder is configured. Name some in KNOWLEDGE_FOLDERS, for example /srv/notes=public.'
        : `${path} is none of the folders in KNOWLEDGE_FOLDERS (${known || 'it is empty'}).`,
    )
  }
  return defineCapability({
    name: 'sync_knowledge',
    purpose: 'Reads what is new in the knowledge folders, removes what is gone, and keeps both sides of a conflict.',
    risk: 'change',
    timeLimitMs: 1_800_000,
    retry: { attempts: 3, delaySeconds: 5 },
    input: inputSchema,
    output: outputSchema,
    async run(context, { folder }) {
      const started = performance.now()
      const folders = chosen(folder)
      const total = { added: 0, updated: 0, removed: 0, unchanged: 0 }
      const conflicts: FolderSyncOutput['conflicts'] = []
      const skipped: FolderSyncOutput['skipped'] = []
      for (const [index, one] of folders.entries()) {
        const plan = await context.step(`plan ${index + 1}`, () => planFolder(needs, one, context.signal))
        total.unchanged += plan.unchanged
        skipped.push(...plan.skipped)
        for (const { file, applied } of await applyPlan(needs, context, one, plan, index + 1)) {
          const { outcome, message, conflict } = applied
          if (outcome === 'skipped') skipped.push({ name: file.name, message: message ?? '' })
          else total[outcome]++
          if (conflict) conflicts.push(conflict)
        }
      }
      return {
        folders: folders.map(({ path }) => path),
        ...total,
        conflicts,
        skipped: skipped.slice(0, maxReported),
        duration_seconds: (performance.now() - started) / 1000,
        finished_at: new Date().toISOString(),
      }
    },
    probe: ({ signal }, { folder }, output) => probeFolders(needs, chosen(folder), output, signal),
  })
}

async function applyPlan(
  needs: FolderSyncNeeds,
  context: RunContext,
  folder: KnowledgeFolder,
  { files }: FolderPlan,
  number: number,
) {
  const done: { file: FolderPlan['files'][number]; applied: AppliedFile }[] = []
  for (let start = 0; start < files.length; start += filesOfStep) {
    const some = files.slice(start, start + filesOfStep)
    const applied = await context.step(`apply ${number}.${start / filesOfStep + 1}`, async () => {
      const listing = await needs.list(folder.path)
      const byOrigin = new Map(listing.files.map((file) => [file.origin, file]))
      const results: AppliedFile[] = []
      for (const file of some) {
        context.signal.throwIfAborted()
        results.push(await applyFile(needs, folder, file, byOrigin.get(file.origin)))
      }
      return results
    })
    done.push(...some.map((file, index) => ({ file, applied: applied[index]! })))
    await context.progress(`${done.length} of ${files.length} files`, { folder: folder.path })
  }
  return done
}
