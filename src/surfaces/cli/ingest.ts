import { owner, type Audience } from '#auth'
import type { Config } from '#config'
import { AppError } from '#errors'
import { listFiles, type IngestReport, type Language } from '#twin'
import type { CommandContext } from './cli.ts'

export interface IngestOptions {
  audience?: Audience
  language?: Language
  expires?: Date
  prune?: boolean
  json?: boolean
}

/** A profile's parts for other audiences come from the same file. */
const partOfFile = /#(?:public|recruiter|colleague|owner)$/

/** Reads files and folders, says what became of each; exit code 1 when something was skipped. */
export async function ingest(
  context: CommandContext,
  config: Config,
  paths: readonly string[],
  options: IngestOptions,
): Promise<number> {
  const listing = await listFiles(paths, config.http.uploadLimitBytes)
  await using app = await context.openApp(config, { mayCreate: true })
  const total = listing.files.length
  const counts: Record<IngestReport['status'], number> = { added: 0, updated: 0, unchanged: 0, skipped: 0 }
  /** Files for which nobody named an audience. */
  const silent = { keptAudience: 0, isPrivate: 0 }
  const report = (done: number, result: IngestReport) => {
    counts[result.status]++
    if (options.json) context.write(`${JSON.stringify(result)}\n`)
    else context.write(`[${done}/${total}] ${line(result)}\n`)
  }
  listing.skipped.forEach((skipped) => report(0, skipped))
  for (const [index, file] of listing.files.entries()) {
    if (context.stopped.aborted) break
    try {
      const read = await file.read()
      const declared = {
        audience: read.audience ?? options.audience,
        language: read.language ?? options.language,
        expiresAt: read.expiresAt ?? options.expires,
      }
      const result = await app.twin.sources.ingest(owner, { ...read, ...declared })
      report(index + 1, result)
      if (result.status === 'skipped' || declared.audience) continue
      if (result.sources.every(({ audience }) => audience === 'owner')) silent.isPrivate++
      else if (result.status !== 'added') silent.keptAudience++
    } catch (error) {
      // The others may be well, and whoever started this for a thousand files wants to know which one was not.
      report(index + 1, failure(file.name, error))
      if (!(error instanceof AppError)) context.warn(`${(error as Error).stack}\n`)
    }
  }
  const gone = (await Promise.all(listing.folderPrefixes.map((prefix) => app.twin.sources.under(owner, prefix))))
    .flat()
    .filter(({ origin }) => !listing.present.has(origin.replace(partOfFile, '')))
  if (options.prune && !context.stopped.aborted)
    for (const source of gone) await app.twin.sources.remove(owner, source.id)
  if (!options.json) {
    const removed = options.prune
      ? `, ${gone.length} removed`
      : gone.length > 0
        ? `; ${gone.length} sources have no file any more (--prune deletes them)`
        : ''
    context.write(
      `${counts.added} added, ${counts.updated} updated, ${counts.unchanged} unchanged, ${counts.skipped} skipped${removed}\n`,
    )
    const { isPrivate, keptAudience } = silent
    if (isPrivate > 0)
      context.write(
        `${isPrivate === 1 ? '1 file is' : `${isPrivate} files are`} private to you. Share with --audience public (or recruiter, colleague).\n`,
      )
    if (keptAudience > 0)
      context.write(
        `${keptAudience === 1 ? '1 file keeps its' : `${keptAudience} files keep their`} audience, because none was given. Change it with --audience public (or recruiter, colleague, owner).\n`,
      )
  }
  return counts.skipped > 0 ? 1 : 0
}

function failure(name: string, error: unknown): IngestReport {
  const reason = error instanceof AppError ? error.code : 'internal'
  return { name, status: 'skipped', reason, message: (error as Error).message }
}

function line(result: IngestReport): string {
  if (result.status === 'skipped') return `skipped    ${result.name}: ${result.message} (${result.reason})`
  const parts = result.sources.map((source) => `${source.passages} passages, ${source.language}, ${source.audience}`)
  return `${result.status.padEnd(9)}  ${result.name} (${parts.join('; ')})`
}
