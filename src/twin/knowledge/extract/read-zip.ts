import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { fromBuffer, type Entry, type ZipFile } from 'yauzl'
import { SkipError, type ExtractLimits } from './outcome.ts'

type Limits = Pick<ExtractLimits, 'maxInflatedBytes' | 'maxZipEntries'>

/**
 * Inflates the entries of a zip container that `wanted` names, by name. Nothing is inflated before the directory of the
 * whole container is known to stay within the limits, and no entry may turn out larger than the directory says.
 * @throws SkipError `zip_bomb`, `damaged`.
 */
export async function readZip(
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
  limits: Limits,
): Promise<Map<string, Buffer>> {
  const zip = await openZip(bytes)
  const entries = await listEntries(zip, limits)
  const open = promisify(zip.openReadStream.bind(zip)) as (entry: Entry) => Promise<NodeJS.ReadableStream>
  const parts = new Map<string, Buffer>()
  for (const entry of entries) {
    if (!wanted(entry.fileName)) continue
    if (parts.has(entry.fileName)) throw new SkipError('damaged', `The file holds two parts named ${entry.fileName}.`)
    try {
      parts.set(entry.fileName, await buffer(await open(entry)))
    } catch (cause) {
      // yauzl stops at the first byte beyond the stated size.
      if (cause instanceof Error && /too many bytes/.test(cause.message)) throw bomb('it is larger than it says', cause)
      throw damaged(cause)
    }
  }
  zip.close()
  return parts
}

async function openZip(bytes: Uint8Array): Promise<ZipFile> {
  const container = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    return await new Promise<ZipFile>((resolve, reject) => {
      fromBuffer(container, { lazyEntries: true, validateEntrySizes: true }, (error, zip) =>
        error ? reject(error) : resolve(zip),
      )
    })
  } catch (cause) {
    throw damaged(cause)
  }
}

function listEntries(zip: ZipFile, limits: Limits): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = []
    let total = 0
    if (zip.entryCount > limits.maxZipEntries) {
      reject(bomb(`it has ${zip.entryCount} parts`))
      return
    }
    zip.on('entry', (entry: Entry) => {
      total += entry.uncompressedSize
      if (total > limits.maxInflatedBytes) {
        reject(bomb(`its parts are more than ${Math.floor(limits.maxInflatedBytes / 1024 / 1024)} MB when unpacked`))
        return
      }
      if (entry.isEncrypted()) {
        reject(new SkipError('damaged', 'The file is encrypted. Save it without a password and add it again.'))
        return
      }
      entries.push(entry)
      zip.readEntry()
    })
    zip.on('end', () => resolve(entries))
    zip.on('error', (cause: unknown) => reject(damaged(cause)))
    zip.readEntry()
  })
}

function bomb(why: string, cause?: unknown): SkipError {
  return new SkipError('zip_bomb', `The file was not unpacked, because ${why}. It looks like a zip bomb.`, { cause })
}

function damaged(cause: unknown): SkipError {
  const what = cause instanceof Error ? cause.message.split('.')[0]! : String(cause)
  return new SkipError('damaged', `The file is damaged and cannot be unpacked: ${what}.`, { cause })
}
