import { z } from 'zod'
import { plainText } from './plain-text.ts'

export const backupTypes = ['full', 'incremental', 'config'] as const
export type BackupType = (typeof backupTypes)[number]

/** Part of the names of files and folders, and so nothing but hexadecimal digits. See `backupId`. */
export const backupIdSchema = z.string().regex(/^[0-9a-f]{16}$/)

/** What PostgreSQL can write as one row, and the short rows before it (see `chunksOf`). */
export const mostChunkBytes = 2 ** 30 + 2 ** 20
const mostConfigFileBytes = 16 * 2 ** 20

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const count = z.int().nonnegative()

/**
 * An array whose first wrong element is the last one looked at: a compressed list of millions of them must not become
 * millions of issues.
 */
function listOf<Shape>(element: z.ZodType<Shape>) {
  return z.custom<Shape[]>(
    (value) => Array.isArray(value) && value.every((each) => element.safeParse(each).success),
    'is no list of what belongs there',
  )
}

/** Where a piece of content lies: `file` is the id of the backup that holds it, which may be an earlier one. */
const chunkSchema = z.object({
  file: backupIdSchema,
  index: count,
  offset: count,
  length: count,
  bytes: count.max(mostChunkBytes),
  rows: count,
  sha256,
})
export type ChunkPlace = z.infer<typeof chunkSchema>

const blobSchema = z
  .object({ bytes: count, sha256, chunks: listOf(chunkSchema) })
  .refine(({ bytes, chunks }) => chunks.reduce((sum, chunk) => sum + chunk.bytes, 0) === bytes, 'has another size')
export type Blob = z.infer<typeof blobSchema>

const tableSchema = z.object({
  name: plainText,
  columns: listOf(plainText),
  rows: count,
  /** By another query than the one that wrote the rows; see `Snapshot.fingerprint`. */
  fingerprint: z.string().regex(/^-?\d{1,40}$/),
  /** Missing when `pg_dump` wrote the database. */
  content: blobSchema.optional(),
})
export type TableContents = z.infer<typeof tableSchema>

const sequenceSchema = z.object({
  name: plainText,
  table: plainText.nullable(),
  next: z.string().regex(/^-?\d{1,19}$/),
})

const databaseSchema = z
  .object({
    serverVersion: z.int(),
    migrations: listOf(plainText),
    horizon: z.string().regex(/^\d{1,10}$/),
    tables: listOf(tableSchema),
    sequences: listOf(sequenceSchema),
    pgDump: blobSchema.optional(),
  })
  .refine(
    ({ tables, pgDump }) => pgDump !== undefined || tables.every(({ content }) => content !== undefined),
    'has a table without its rows',
  )
export type DatabaseContents = z.infer<typeof databaseSchema>

const configSchema = z.object({
  settings: z.record(z.string(), z.unknown()),
  files: listOf(
    z.object({
      name: z.string().regex(/^\w[\w.-]{0,99}$/),
      content: blobSchema.refine(({ bytes }) => bytes <= mostConfigFileBytes),
    }),
  ),
})

/** The last frame of a backup: all that is in it, and where. */
export const contentsSchema = z.object({
  id: backupIdSchema,
  type: z.enum(backupTypes),
  /** The backup it was compared with; null for one that stands alone. */
  parent: backupIdSchema.nullable(),
  createdAt: z.iso.datetime(),
  durationSeconds: z.number().nonnegative(),
  madeBy: plainText,
  database: databaseSchema.optional(),
  redis: z.object({ keys: count, content: blobSchema }).optional(),
  config: configSchema.optional(),
})
export type Contents = z.infer<typeof contentsSchema>

/** Lies beside the file, so that a list need not open it. No hashes of contents: it is not encrypted. */
export const manifestSchema = z.object({
  id: backupIdSchema,
  name: z.string(),
  type: z.enum(backupTypes),
  /** How the database is in it. What `pg_dump` wrote is SQL, which nothing here runs. */
  format: z.enum(['copy', 'pg_dump']).default('copy'),
  parent: backupIdSchema.nullable(),
  /** Ids of the earlier backups that hold content of this one. */
  needs: z.array(backupIdSchema),
  createdAt: z.iso.datetime(),
  durationSeconds: z.number().nonnegative(),
  sizeBytes: count,
  sha256,
  encrypted: z.boolean(),
  components: z.array(z.enum(['database', 'redis', 'config'])),
  tables: z.array(z.object({ name: plainText, rows: count })),
})
export type Manifest = z.infer<typeof manifestSchema>

/** Such as `pollux-full-20310409T120000Z-0123456789abcdef.pxb`. */
export function backupName({ id, type, createdAt }: Pick<Contents, 'id' | 'type' | 'createdAt'>): string {
  return `pollux-${type}-${createdAt.replace(/\.\d+/, '').replaceAll(/[-:]/g, '')}-${id}.pxb`
}

/** Undefined when it is not the name of a backup. */
export function idOfName(name: string): string | undefined {
  return /^pollux-(?:full|incremental|config)-\d{8}T\d{6}Z-([0-9a-f]{16})\.pxb$/.exec(name)?.[1]
}

export function manifestOf(contents: Contents, file: Pick<Manifest, 'sizeBytes' | 'sha256' | 'encrypted'>): Manifest {
  const { id, type, parent, createdAt, durationSeconds, database, redis, config } = contents
  return {
    id,
    name: backupName(contents),
    type,
    format: database?.pgDump ? 'pg_dump' : 'copy',
    parent,
    needs: [...new Set(blobsOf(contents).flatMap(({ chunks }) => chunks.map(({ file }) => file)))]
      .filter((holder) => holder !== id)
      .sort(),
    createdAt,
    durationSeconds,
    ...file,
    components: [
      ...(database ? (['database'] as const) : []),
      ...(redis ? (['redis'] as const) : []),
      ...(config ? (['config'] as const) : []),
    ],
    tables: (database?.tables ?? []).map(({ name, rows }) => ({ name, rows })),
  }
}

export function blobsOf({ database, redis, config }: Contents): Blob[] {
  return [
    ...(database?.tables ?? []).map(({ content }) => content),
    database?.pgDump,
    redis?.content,
    ...(config?.files ?? []).map(({ content }) => content),
  ].filter((blob) => blob !== undefined)
}
