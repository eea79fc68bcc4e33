import { isIPv6 } from 'node:net'
import { appendEntry } from '#audit'
import type { Storage, Transaction } from '#storage'
import { AppError } from '../../errors.ts'
import { macOf } from '../derived-key.ts'
import {
  clearAttempts,
  countAttempt,
  deleteOldFailures,
  forgiveAttempt,
  noteUntold,
  takeUntold,
  type WaitRule,
} from './lock-out-store.ts'

/** Whose attempts are counted together. */
export interface Attempt {
  /** What is guessed at: an account by its email, or the codes of a user. */
  readonly target: string
  /** The network address of who guesses. */
  readonly address: string
}

export interface LockOut {
  /** Counts an attempt. Throws `rate_limited` when the target or the address must wait, counting nothing. */
  admit(attempt: Attempt): Promise<void>
  /** It failed. At most one entry a minute for a target or an address goes into the hash chain, with how many there were. */
  failed(attempt: Attempt, user: string | undefined): Promise<void>
  /** It succeeded: nothing counts against the target any more; returns how many failures there were. */
  succeeded(within: Transaction, attempt: Attempt): Promise<number>
  /** Lets somebody in again whom failures keep waiting. */
  release(within: Transaction, attempt: Attempt): Promise<void>
  /** Deletes what no longer counts. */
  tidy(): Promise<number>
}

/** Five failures are free; then one second, two, four, up to a quarter of an hour. */
const ofAccount: WaitRule = { free: 5, longestSeconds: 900, forgottenAfterHours: 24 }
/** Many people may share an address, and so their slips: forgotten sooner. */
const ofAddress: WaitRule = { ...ofAccount, forgottenAfterHours: 1 }

export function createLockOut({
  transaction,
  key,
}: {
  readonly transaction: Storage['transaction']
  readonly key: () => Promise<Buffer>
}): LockOut {
  /** Emails and addresses are kept as keyed hashes only: the table and the chain tell nobody who tried. */
  async function subjectsOf({ target, address }: Attempt): Promise<[string, string]> {
    const secret = await key()
    const hash = (text: string) => macOf(secret, text).toString('hex').slice(0, 32)
    return [`account:${hash(target.toLowerCase())}`, `address:${hash(networkOf(address))}`]
  }

  return {
    async admit(attempt) {
      const [account, address] = await subjectsOf(attempt)
      await transaction(async (within) => {
        for (const [subject, rule] of [
          [account, ofAccount],
          [address, ofAddress],
        ] as const) {
          const until = await countAttempt(within, subject, rule)
          if (!until) continue
          const seconds = Math.max(Math.ceil((until.getTime() - Date.now()) / 1000), 1)
          throw new AppError(
            'rate_limited',
            `There were too many failed attempts. Wait ${seconds} ${seconds === 1 ? 'second' : 'seconds'}, then try again.`,
            { retryAfterSeconds: seconds },
          )
        }
      })
    },

    async failed(attempt, user) {
      const [account, address] = await subjectsOf(attempt)
      await transaction(async (within) => {
        await noteUntold(within, [account, address])
        const untold = await takeUntold(within, [account, address])
        if (!untold) return
        const body = { event: 'failed', address, ofAccount: untold[0]!, fromAddress: untold[1]! }
        await appendEntry(within, { kind: 'sign_in', subject: user ?? account, body })
      })
    },

    async succeeded(within, attempt) {
      const [account, address] = await subjectsOf(attempt)
      // Only this attempt: else somebody with an account could guess at others' from the same address for ever.
      await forgiveAttempt(within, address)
      return clearAttempts(within, account)
    },

    async release(within, attempt) {
      for (const subject of await subjectsOf(attempt)) await clearAttempts(within, subject)
    },

    tidy: () =>
      transaction(async (within) => {
        const deleted = await deleteOldFailures(within)
        for (const { subject, untold } of deleted)
          if (untold > 0)
            await appendEntry(within, { kind: 'sign_in', subject, body: { event: 'failed', count: untold } })
        return deleted.length
      }),
  }
}

/** An IPv6 network of 64 bits is one customer, who may use any address in it (RFC 6177). */
function networkOf(address: string): string {
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1]
  if (mapped) return mapped
  if (!isIPv6(address)) return address
  const [head = '', tail = ''] = address.split('%')[0]!.toLowerCase().split('::')
  const first = head === '' ? [] : head.split(':')
  const last = tail === '' ? [] : tail.split(':')
  const whole = address.includes('::')
    ? [...first, ...Array<string>(8 - first.length - last.length).fill('0'), ...last]
    : first
  return whole
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
