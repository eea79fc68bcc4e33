import { z } from 'zod'
import { AppError } from '../../errors.ts'
import { quoted } from './plain-text.ts'

/** The keys of ours in Redis that would be missed: those without a time to live. What expires is a cache. */
export interface RedisKeys {
  /** One line of JSON per key. */
  dump(): AsyncIterable<Buffer>
  /**
   * Writes them back over what is there; returns how many. `read` is called twice: nothing is written when one of them is
   * not ours, which throws `conflict`.
   */
  restore(read: () => AsyncIterable<Buffer>): Promise<number>
  /** Whether each of these keys is there with that very value. */
  compare(lines: AsyncIterable<Buffer>): Promise<{ keys: number; differing: string[] }>
}

const lineSchema = z.object({ key: z.string(), value: z.base64() })
const noTimeToLive = -1
/** Strings of JavaScript end a little below that. */
const mostLineBytes = 512 * 1024 * 1024

/** `value` is what DUMP gives: Redis's own serialized form with its checksum, which RESTORE refuses when it is damaged. */
export function redisKeys(url: string, prefix = 'pollux:'): RedisKeys {
  async function* connected() {
    const { createClient, RESP_TYPES } = await import('redis')
    const client = createClient({ url, socket: { reconnectStrategy: false, connectTimeout: 5_000 } })
    client.on('error', () => {}) // the rejected call tells the same
    await client.connect().catch((cause: unknown) => {
      const message =
        'Redis (REDIS_URL) cannot be reached, and its keys are part of a backup. Try again when it is back.'
      throw new AppError('storage_unavailable', message, { cause })
    })
    try {
      yield { client, binary: client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer }) }
    } finally {
      client.destroy()
    }
  }

  return {
    async *dump() {
      for await (const { client, binary } of connected()) {
        const seen = new Set<string>() // SCAN may give a key twice
        for await (const keys of client.scanIterator({ MATCH: `${prefix}*`, COUNT: 500 })) {
          for (const key of keys) {
            if (seen.has(key) || (await client.pTTL(key)) !== noTimeToLive) continue
            seen.add(key)
            const value = await binary.dump(key)
            if (value) yield Buffer.from(`${JSON.stringify({ key, value: asBase64(value) })}\n`)
          }
        }
      }
    },
    async restore(read) {
      for await (const { key } of entriesOf(read()))
        if (!key.startsWith(prefix))
          throw new AppError(
            'conflict',
            `The backup has the key ${quoted(key)}, which is not ours. Nothing was written.`,
          )
      let restored = 0
      for await (const { client } of connected()) {
        for await (const { key, value } of entriesOf(read())) {
          await client.restore(key, 0, Buffer.from(value, 'base64'), { REPLACE: true })
          restored++
        }
      }
      return restored
    },
    async compare(lines) {
      const differing: string[] = []
      let keys = 0
      for await (const { binary } of connected()) {
        for await (const { key, value } of entriesOf(lines)) {
          keys++
          const here = await binary.dump(key)
          if (!here || asBase64(here) !== value) differing.push(quoted(key))
        }
      }
      return { keys, differing }
    },
  }
}

function asBase64(value: string | Buffer): string {
  return Buffer.from(value as Buffer).toString('base64')
}

async function* entriesOf(lines: AsyncIterable<Buffer>) {
  let rest = Buffer.alloc(0)
  for await (const piece of lines) {
    rest = Buffer.concat([rest, piece])
    for (let end = rest.indexOf(0x0a); end >= 0; end = rest.indexOf(0x0a)) {
      yield entryOf(rest.subarray(0, end))
      rest = rest.subarray(end + 1)
    }
    if (rest.length > mostLineBytes) throw damagedLine()
  }
  if (rest.length > 0) throw damagedLine()
}

function entryOf(line: Buffer): z.infer<typeof lineSchema> {
  try {
    return lineSchema.parse(JSON.parse(line.toString()))
  } catch (error) {
    throw damagedLine(error)
  }
}

function damagedLine(cause?: unknown): AppError {
  return new AppError('conflict', 'The backup is damaged: a key of Redis in it cannot be read. Use another one.', {
    cause,
  })
}
