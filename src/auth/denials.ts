import { setTimeout as delay } from 'node:timers/promises'
import { appendEntry } from '#audit'
import type { Storage } from '#storage'
import { deriveKey } from '../derive-key.ts'
import { anyone } from './actor.ts'
import { macOf } from './derived-key.ts'

/** That somebody was refused. */
export interface Denial {
  /** Undefined when nobody could be told from anybody: a wrong token. */
  readonly actorId: string | undefined
  /** Where it came from; undefined where there is no network between. */
  readonly address: string | undefined
  /** Such as `GET /api/v1/runs/:id`, or `tool create_backup`; never what a caller wrote. */
  readonly what: string
  readonly code: 'unauthenticated' | 'forbidden'
}

/** Denials on their way into the chain, counted together. */
export interface Denials extends AsyncDisposable {
  record(denial: Denial): void
  /** Writes what was counted; throws what the database throws, and then keeps it for the next time. */
  flush(): Promise<void>
  /** Flushes each minute, until disposed. */
  start(): void
}

interface Count {
  readonly denial: Denial
  readonly from: Date
  to: Date
  times: number
}

const flushMs = 60_000

/** How long the end of a process waits for the database. */
const endMs = 2_000

/** Counts kept apart in memory, of strangers and of known actors each; more are counted as one. */
const keptApart = 2_000

/** Entries of one flush, so that no flood makes the chain grow by more a minute; the rest is one entry. */
const entriesAtOnce = 50

/**
 * Counts denials by who, what and code, and writes each count as an entry of the chain once a minute. Those of known actors
 * come first, so that no crowd of strangers hides one. Of an address only a keyed hash is kept: HMAC-SHA256 (RFC 2104) by a
 * key from the product's secret, which tells that two are the same, and not which, to who has only the database.
 */
export function createDenials({
  transaction,
  secret,
  failed,
}: {
  transaction: Storage['transaction']
  secret: () => Promise<string | undefined>
  failed: (error: unknown) => void
}): Denials {
  let known = new Map<string, Count>()
  let strangers = new Map<string, Count>()
  let beyond = newRest()
  let timer: NodeJS.Timeout | undefined
  let flushing: Promise<void> = Promise.resolve()

  function add(denial: Denial, { from, to, times }: Omit<Count, 'denial'>): void {
    const key = [sourceOf(denial), denial.what, denial.code].join(' ')
    const counts = isKnown(denial) ? known : strangers
    const count = counts.get(key)
    if (count) {
      count.times += times
      if (to > count.to) count.to = to
    } else if (counts.size < keptApart) counts.set(key, { denial, from, to, times })
    else extend(beyond, { from, to, times })
  }

  async function write(): Promise<void> {
    if (known.size === 0 && strangers.size === 0) return
    const found = await secret()
    if (found === undefined) return // not started yet
    const byTimes = (a: Count, b: Count) => b.times - a.times
    const taken = [...[...known.values()].sort(byTimes), ...[...strangers.values()].sort(byTimes)]
    const rest = beyond
    known = new Map()
    strangers = new Map()
    beyond = newRest()
    try {
      const key = deriveKey(found, 'pollux-denial-address/1')
      const others = { ...rest }
      for (const count of taken.slice(entriesAtOnce)) extend(others, count)
      await transaction(async (within) => {
        for (const { denial, from, to, times } of taken.slice(0, entriesAtOnce)) {
          const { what, code } = denial
          const body = { what, code, times, from: from.toISOString(), to: to.toISOString() }
          await appendEntry(within, { kind: 'denial', subject: subjectOf(denial, key), body })
        }
        if (others.times === 0) return
        const { times, from, to } = others
        const body = { what: 'various', code: 'various', times, from: from.toISOString(), to: to.toISOString() }
        await appendEntry(within, { kind: 'denial', subject: 'others', body })
      })
    } catch (error) {
      for (const { denial, ...count } of taken) add(denial, count)
      if (rest.times > 0) extend(beyond, rest)
      throw error
    }
  }

  const flush = (): Promise<void> => {
    const next = flushing.catch(() => {}).then(write)
    flushing = next
    return next
  }

  return {
    record(denial) {
      const now = new Date()
      add(denial, { from: now, to: now, times: 1 })
    },
    flush,
    start() {
      timer ??= setInterval(() => void flush().catch(failed), flushMs).unref()
    },
    async [Symbol.asyncDispose]() {
      clearInterval(timer)
      // A database that does not answer must not hold up the end.
      await Promise.race([flush().catch(failed), delay(endMs, undefined, { ref: false })])
    },
  }
}

function isKnown({ actorId }: Denial): boolean {
  return actorId !== undefined && actorId !== anyone.id
}

function sourceOf(denial: Denial): string {
  return isKnown(denial) ? denial.actorId! : `address ${denial.address ?? ''}`
}

function subjectOf(denial: Denial, key: Buffer): string {
  if (isKnown(denial)) return denial.actorId!
  if (denial.address === undefined) return anyone.id
  const address = denial.address.replace(/^::ffff:(?=\d+\.)/, '')
  return `address:${macOf(key, address).toString('hex').slice(0, 32)}`
}

function newRest(): { from: Date; to: Date; times: number } {
  return { from: new Date(), to: new Date(), times: 0 }
}

function extend(rest: ReturnType<typeof newRest>, { from, to, times }: Omit<Count, 'denial'>): void {
  if (rest.times === 0 || from < rest.from) rest.from = from
  if (rest.times === 0 || to > rest.to) rest.to = to
  rest.times += times
}
