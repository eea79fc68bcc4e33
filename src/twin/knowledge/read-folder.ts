import { lstat, readdir, readFile, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { z } from 'zod'
import { audiences } from '#auth'
import { AppError } from '../../errors.ts'
import { languages } from '../text/language.ts'
import { endOfDay } from './expiry.ts'
import type { FileToIngest, IngestReport } from './ingest.ts'

/** `manifest.json` in a folder says what its files are; paths are relative to it. */
const manifestSchema = z.array(
  z.strictObject({
    path: z.string().min(1),
    title: z.string().min(1).optional(),
    audience: z.enum(audiences).optional(),
    language: z.enum(languages).optional(),
    kind: z.enum(['profile', 'document', 'sop']).optional(),
    expires: z.iso.date().optional(),
  }),
)
type ManifestEntry = z.infer<typeof manifestSchema>[number]

export interface FolderFile {
  /** What makes it the same source next time. */
  readonly origin: string
  /** Shown in reports. */
  readonly name: string
  /** Reads the file when its turn comes, so that a large folder is never in memory at once. */
  read(): Promise<FileToIngest>
}

export interface FolderListing {
  files: FolderFile[]
  /** Origins of all files that are there, also of those that are skipped. */
  present: Set<string>
  /** Origins of everything below a folder that was named start with one of these. */
  folderPrefixes: string[]
  skipped: Extract<IngestReport, { status: 'skipped' }>[]
}

/** Files of these names describe a folder and are no knowledge themselves. */
const ignored = new Set(['manifest.json', 'README.md', '.DS_Store', 'Thumbs.db'])

/**
 * Lists the files below the given paths, in order. A link that leads out of its folder is skipped, not followed. With a
 * manifest in a folder, exactly the files it names are listed. A path that cannot be listed is one of the skipped.
 */
export async function listFiles(paths: readonly string[], maxFileBytes: number): Promise<FolderListing> {
  const listing: FolderListing = { files: [], present: new Set(), folderPrefixes: [], skipped: [] }
  for (const path of paths) {
    // Listed apart: of a folder that is half listed nothing is read, and nothing counts as gone.
    const found = await listPath(path, maxFileBytes).catch((error: unknown) => skippedPath(path, error))
    listing.files.push(...found.files)
    listing.folderPrefixes.push(...found.folderPrefixes)
    listing.skipped.push(...found.skipped)
    for (const origin of found.present) listing.present.add(origin)
  }
  return listing
}

async function listPath(path: string, maxFileBytes: number): Promise<FolderListing> {
  const listing: FolderListing = { files: [], present: new Set(), folderPrefixes: [], skipped: [] }
  const root = await realpath(path)
  if ((await stat(root)).isDirectory()) {
    listing.folderPrefixes.push(`file:${root}${sep}`)
    await listFolder(listing, root, root, maxFileBytes)
  } else await listFile(listing, dirname(root), root, undefined, maxFileBytes)
  return listing
}

/** Why a named path is not read; anything that is neither its fault nor the file system's is a bug and thrown. */
function skippedPath(path: string, error: unknown): FolderListing {
  const code = (error as { code?: string }).code
  const skip = (reason: string, message: string): FolderListing => ({
    files: [],
    present: new Set(),
    folderPrefixes: [],
    skipped: [{ name: path, status: 'skipped', reason, message }],
  })
  if (error instanceof AppError) return skip(error.code, error.message)
  if (code === 'ENOENT' || code === 'ENOTDIR') return skip('missing', `There is no file or folder ${resolve(path)}.`)
  if (code === 'EACCES' || code === 'EPERM') return skip('unreadable', `You may not read ${resolve(path)}.`)
  throw error
}

async function listFolder(listing: FolderListing, root: string, folder: string, maxFileBytes: number): Promise<void> {
  const manifest = await readManifest(join(folder, 'manifest.json'))
  if (manifest) {
    for (const entry of manifest) await listFile(listing, root, join(folder, entry.path), entry, maxFileBytes)
    return
  }
  const entries = await readdir(folder, { withFileTypes: true })
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    if (entry.name.startsWith('.') || ignored.has(entry.name)) continue
    if (entry.isDirectory()) await listFolder(listing, root, path, maxFileBytes)
    else await listFile(listing, root, path, undefined, maxFileBytes)
  }
}

async function listFile(
  listing: FolderListing,
  root: string,
  path: string,
  entry: ManifestEntry | undefined,
  maxFileBytes: number,
): Promise<void> {
  const name = relative(root, path) || basename(path)
  const skip = (reason: string, message: string) =>
    void listing.skipped.push({ name, status: 'skipped', reason, message })
  const target = await realpath(path).catch(() => undefined)
  if (!target) return skip('missing', 'The file is named, but it is not there.')
  if (target !== root && !target.startsWith(root + sep))
    return skip('outside_folder', 'The path leads out of the folder that was named. Name its target itself to read it.')
  const origin = `file:${target}`
  listing.present.add(origin)
  const status = await lstat(target)
  if (!status.isFile()) return skip('not_a_file', 'Only files are read.')
  if (status.size > maxFileBytes)
    return skip('too_large', `The file has ${status.size} bytes; the limit is ${maxFileBytes}.`)
  listing.files.push({
    origin,
    name,
    read: async () => ({
      origin,
      name,
      bytes: await readFile(target),
      title: entry?.title,
      audience: entry?.audience,
      language: entry?.language,
      kind: entry?.kind,
      expiresAt: entry?.expires ? endOfDay(entry.expires) : undefined,
    }),
  })
}

async function readManifest(path: string): Promise<ManifestEntry[] | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  let parsed
  try {
    parsed = manifestSchema.safeParse(JSON.parse(text))
  } catch (cause) {
    throw new AppError('invalid_input', `${path} is not valid JSON.`, { cause })
  }
  if (!parsed.success)
    throw new AppError('invalid_input', `${path} is not a valid manifest:\n${z.prettifyError(parsed.error)}`)
  return parsed.data
}
