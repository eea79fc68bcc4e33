import { fileURLToPath } from 'node:url'
import { relative } from 'node:path'
import type { Database } from '#storage'
import type { FileToIngest, IngestReport } from './ingest.ts'
import { countSources, listOrigins } from './knowledge-store.ts'
import { hasMilestone, setMilestone } from './milestone-store.ts'
import { listFiles } from './read-folder.ts'

const folder = fileURLToPath(new URL('../../../sample', import.meta.url))
const considered = 'sample-considered'
const originPrefix = 'sample:'
const maxSampleFileBytes = 5_000_000
const unreadable = 'The sample twin could not be read'

/**
 * Loads the invented sample twin once in the life of a database, and only while it is empty. A kill half way is made good
 * by the next start, since reading is idempotent and the milestone is set last. Returns how many files were read.
 */
export async function loadSampleOnce(
  database: Database,
  write: (file: FileToIngest) => Promise<IngestReport>,
): Promise<number> {
  if (await hasMilestone(database, considered)) return 0
  const ours = await listOrigins(database, originPrefix)
  let files = 0
  if ((await countSources(database)) === ours.length) {
    const listing = await listFiles([folder], maxSampleFileBytes)
    for (const { name, message } of listing.skipped) throw new Error(`${unreadable}: ${name}: ${message}`)
    for (const file of listing.files) {
      const { origin, ...content } = await file.read()
      const report = await write({
        ...content,
        origin: `${originPrefix}${relative(folder, origin.replace(/^file:/, ''))}`,
      })
      if (report.status === 'skipped') throw new Error(`${unreadable}: ${report.name}: ${report.message}`)
      files++
    }
  }
  await setMilestone(database, considered)
  return files
}

/** Ids of the sample's sources, so that an owner can remove it in one go. */
export async function listSample(database: Database): Promise<string[]> {
  return (await listOrigins(database, originPrefix)).map((source) => source.id)
}
