import { z } from 'zod'

export const backupTypes = ['full', 'incremental', 'config'] as const
export type BackupType = (typeof backupTypes)[number]

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const count = z.int().nonnegative()

/** Where a piece of content lies: `file` is the id of the backup that holds it, which may be an earlier one. */
const chunkSchema = z.object({
  file: z.string(),
  index: count,
  offset: count,
  length: count,
  bytes: count,
  rows: count,
  sha256,
})
export type ChunkPlace = z.infer<typeof chunkSchema>

const blobSchema = z.object({ bytes: count, sha256, chunks: z.array(chunkSchema) })
export type Blob = z.infer<typeof blobSchema>

const tableSchema = z.object({
  name: z.string(),
  columns: z.array(z.string()),
  rows: count,
  /** By another query than the one that wrote the rows; see `Snapshot.fingerprint`. */
  fingerprint: z.string(),
  /** Missing when `pg_dump` wrote the database. */
  content: blobSchema.optional(),
})
export type TableContents = z.infer<typeof tableSchema>

const databaseSchema = z.object({
  serverVersion: z.int(),
  migrations: z.array(z.string()),
  horizon: z.string(),
  tables: z.array(tableSchema),
  sequences: z.array(z.object({ name: z.string(), table: z.string().nullable(), next: z.string().regex(/^-?\d+$/) })),
  pgDump: blobSchema.optional(),
})
export type DatabaseContents = z.infer<typeof databaseSchema>

const configSchema = z.object({
  settings: z.record(z.string(), z.unknown()),
  files: z.array(z.object({ name: z.string().regex(/^[\w][\w.-]*$/), content: blobSchema })),
})

/** The last frame of a backup: all that is in it, and where. */
export const contentsSchema = z.object({
  id: z.string(),
  type: z.enum(backupTypes),
  /** The backup it was compared with; null for one that stands alone. */
  parent: z.string().nullable(),
  createdAt: z.iso.datetime(),
  durationSeconds: z.number().nonnegative(),
  madeBy: z.string(),
  database: databaseSchema.optional(),
  redis: z.object({ keys: count, content: blobSchema }).optional(),
  config: configSchema.optional(),
})
export type Contents = z.infer<typeof contentsSchema>

/** Lies beside the file, so that a list need not open it. No hashes of contents: it is not encrypted. */
export const manifestSchema = z.object({
  id: z.string(),
  name: z.string(),
  type: z.enum(backupTypes),
  parent: z.string().nullable(),
  /** Ids of the earlier backups that hold content of this one. */
  needs: z.array(z.string()),
  createdAt: z.iso.datetime(),
  durationSeconds: z.number().nonnegative(),
  sizeBytes: count,
  sha256,
  encrypted: z.boolean(),
  components: z.array(z.enum(['database', 'redis', 'config'])),
  tables: z.array(z.object({ name: z.string(), rows: count })),
})
export type Manifest = z.infer<typeof manifestSchema>

/** Such as `pollux-full-20310409T120000Z-0123456789abcdef.pxb`. */
function backupName({ id, type, createdAt }: Pick<Contents, 'id' | 'type' | 'createdAt'>): string {
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
