import type { Probe } from '../agent.ts'
import { listSourcesUnder, listSynced } from './folder-store.ts'
import { asSkipped, scanFile, type KnowledgeFolder, type PlanNeeds } from './plan-folder.ts'
import type { FolderSyncOutput } from './sync-folders.ts'

const maxNamed = 20

/**
 * Reads every file of the folders again and compares its fingerprint with that of the sources stored from it. A file that
 * changed since the run is left to the next one.
 */
export async function probeFolders(
  needs: PlanNeeds,
  folders: readonly KnowledgeFolder[],
  { skipped, conflicts, finished_at: finishedAt }: FolderSyncOutput,
  signal: AbortSignal,
): Promise<Probe> {
  const skippedNames = new Set(skipped.map(({ name }) => name))
  const wrong: string[] = []
  let compared = 0
  for (const folder of folders) {
    const listing = await needs.list(folder.path)
    const [prefix] = listing.folderPrefixes
    if (prefix === undefined) continue
    const sources = Map.groupBy(await listSourcesUnder(needs.database, prefix), ({ origin }) => origin)
    const synced = new Map((await listSynced(needs.database, prefix)).map((file) => [file.origin, file]))
    for (const listed of listing.files) {
      signal.throwIfAborted()
      const file = await scanFile(needs, listed, folder).catch(asSkipped)
      if ('message' in file || skippedNames.has(file.name) || file.modifiedAt.toISOString() > finishedAt) continue
      compared++
      const stored = sources.get(file.origin) ?? []
      const says = stored.length > 0 && stored.every(({ content }) => content === file.content)
      // Decided before: the source was deleted, or another text of it was newer.
      const isDecided = synced.get(file.origin)?.content === file.content
      if (!says && !isDecided)
        wrong.push(`${file.name}: ${stored.length > 0 ? 'holds something else' : 'has no source'}`)
    }
    if (skippedNames.has(folder.path)) continue // taken for not mounted
    for (const [origin] of sources)
      if (!listing.present.has(origin)) wrong.push(`${origin.slice(prefix.length)}: has a source and is no file`)
  }
  const copies = conflicts.flatMap((conflict) => conflict.copies)
  for (const { origin, title } of copies) {
    const [copy] = await listSourcesUnder(needs.database, origin)
    if (copy?.audience !== 'owner') wrong.push(`${title}: ${copy ? 'is for others too' : 'was not set aside'}`)
  }
  return {
    passed: wrong.length === 0,
    evidence: { compared, copies: copies.length, ...(wrong.length > 0 && { wrong: wrong.slice(0, maxNamed) }) },
  }
}
