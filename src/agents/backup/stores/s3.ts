import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream, openAsBlob } from 'node:fs'
import { mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AwsClient } from 'aws4fetch'
import { AppError } from '../../../errors.ts'
import { readListing } from './s3-listing.ts'
import { requireName, type BackupStore, type StoredName } from './store.ts'

export interface S3Options {
  /** `https://host/bucket` or `https://host/bucket/prefix`: the bucket is addressed by path. */
  readonly url: string
  readonly region: string
  readonly accessKey: string
  readonly secretKey: string
  /** Local folder for files on their way in and out. */
  readonly staging: string
}

/** What S3 takes in one request. */
const mostBytes = 5 * 1024 ** 3
const tries = 4

/**
 * Backups in a bucket of Amazon S3 or of anything that speaks its protocol. Files go in by one PUT signed with their
 * SHA-256: it is all or nothing, and a server that checks hashes refuses what arrived otherwise. Requests are tried again,
 * with growing waits, when the server is busy (5xx, 429).
 */
export function s3Store(options: S3Options): BackupStore {
  const { region, accessKey, secretKey, staging } = options
  const { origin, bucket, prefix } = addressOf(options.url)
  const client = new AwsClient({
    accessKeyId: accessKey,
    secretAccessKey: secretKey,
    service: 's3',
    region,
    retries: tries - 1,
  })
  const urlOf = (name: string): string => `${origin}/${bucket}/${prefix}${requireName(name)}`

  async function request(url: string, init: RequestInit, missing?: 'may be missing'): Promise<Response> {
    const method = init.method ?? 'GET'
    const response = await client.fetch(url, init).catch((error: unknown) => {
      throw new AppError('storage_unavailable', `The backup store at ${origin} cannot be reached. Try again later.`, {
        cause: error,
      })
    })
    if (response.ok || (missing && response.status === 404)) return response
    const said = /<Code>([\w.-]{1,64})<\/Code>/.exec(await response.text())?.[1]
    const reason = `The backup store at ${origin} answered ${response.status}${said ? ` (${said})` : ''} to ${method}`
    if (response.status === 404) throw new AppError('not_found', `${reason}: there is no such file or bucket.`)
    if (response.status >= 500 || response.status === 429) throw new AppError('storage_unavailable', `${reason}.`)
    throw new AppError(
      'forbidden',
      `${reason}. Check BACKUP_S3_ACCESS_KEY, BACKUP_S3_SECRET_KEY and the bucket's policy.`,
    )
  }

  return {
    staging,
    prepare: async () => void (await mkdir(staging, { recursive: true, mode: 0o700 })),
    locate: urlOf,
    async put(name, path) {
      const { size } = await stat(path)
      if (size > mostBytes)
        throw new AppError(
          'payload_too_large',
          `${name} has ${size} bytes; S3 takes at most 5 GiB in one file. Keep backups in a folder.`,
        )
      const sha256 = await hashOfFile(path)
      await request(urlOf(name), {
        method: 'PUT',
        body: await openAsBlob(path),
        headers: { 'x-amz-content-sha256': sha256, 'content-type': 'application/octet-stream' },
      })
      await rm(path)
    },
    async open(name) {
      await this.prepare()
      const response = await request(urlOf(name), {})
      const path = join(staging, `.fetched-${randomUUID()}`)
      const dispose = () => rm(path, { force: true })
      try {
        await pipeline(Readable.fromWeb(response.body!), createWriteStream(path, { flags: 'wx', mode: 0o600 }))
      } catch (error) {
        await dispose()
        throw new AppError('storage_unavailable', `${name} could not be fetched from ${origin}. Try again later.`, {
          cause: error,
        })
      }
      return { path, [Symbol.asyncDispose]: dispose }
    },
    async read(name) {
      const response = await request(urlOf(name), {}, 'may be missing')
      const text = await response.text()
      return response.status === 404 ? undefined : text
    },
    async list() {
      const found: StoredName[] = []
      // Pages by the last key rather than by the token, which some servers cannot read back.
      for (let last: string | undefined = ''; last !== undefined;) {
        const query = new URLSearchParams({ 'list-type': '2', prefix, ...(last && { 'start-after': last }) })
        const { files, truncated } = readListing(await (await request(`${origin}/${bucket}?${query}`, {})).text())
        for (const { key, sizeBytes } of files) {
          const name = key.slice(prefix.length)
          if (!name.includes('/')) found.push({ name, sizeBytes })
        }
        last = truncated ? files.at(-1)?.key : undefined
      }
      return found
    },
    async remove(name) {
      const response = await request(urlOf(name), { method: 'DELETE' }, 'may be missing')
      await response.body?.cancel()
    },
  }
}

function addressOf(url: string): { origin: string; bucket: string; prefix: string } {
  const { origin, pathname } = new URL(url)
  const [bucket, ...folders] = pathname.split('/').filter((part) => part !== '')
  if (bucket) return { origin, bucket, prefix: folders.map((folder) => `${folder}/`).join('') }
  throw new Error('BACKUP_S3_URL must name a bucket: https://host/bucket or https://host/bucket/prefix')
}

async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
