import {
  checkpointSigner,
  countEntries,
  findHead,
  isSigned,
  listEntries,
  verifyChain,
  type AuditEntry,
  type ChainReport,
  type Checkpoint,
  type EntryFilter,
  type EntryPage,
  type Witness,
} from '#audit'
import { requireScope, type Actor } from '#auth'
import type { Database } from '#storage'
import { AppError } from '../errors.ts'

export interface Verification extends ChainReport {
  /** Answers that are stored and not in the chain yet. */
  readonly waiting: number
  /** Of the checkpoint it began at; what stands before was not looked at. */
  readonly since?: number
}

/** What needs the scope `audit:read`. */
export interface Auditor<Proof> {
  /** The entries after `after`, in order, at most `limit`; or the newest first, before it. */
  list(actor: Actor, filter: EntryFilter & EntryPage): Promise<AuditEntry[]>
  /**
   * Recomputes the chain, and looks whether what it tells of is still so. With a checkpoint, from there on: its entry must
   * be there. Who asks while one is under way gets that one's result. Throws `invalid_input` for a checkpoint that was not
   * signed by `publicKey`, by default this installation's own.
   */
  verify(
    actor: Actor,
    options?: { checkpoint?: Checkpoint | undefined; publicKey?: string | undefined },
  ): Promise<Verification>
  /** Where the chain stands now, signed. */
  checkpoint(actor: Actor): Promise<Checkpoint>
  /** That one answer is what was shown. Throws `not_found`, or `conflict` while it waits to be chained. */
  answer(actor: Actor, id: string): Promise<Proof>
  /** Tells of new entries by kind, whoever added them, until disposed. */
  watch(added: (kind: string, count: number) => void): AsyncDisposable
}

export interface AuditorNeeds<Proof> {
  readonly database: Database
  readonly witnesses: readonly Witness[]
  readonly countWaiting: (database: Database) => Promise<number>
  readonly proveAnswer: (database: Database, id: string) => Promise<Proof>
  /** The product's secret; undefined until the first start has made it. */
  readonly secret: () => Promise<string | undefined>
  readonly failed: (error: unknown) => void
}

const watchMs = 10_000

export function createAuditor<Proof>(needs: AuditorNeeds<Proof>): Auditor<Proof> {
  const { database, witnesses, failed } = needs
  let whole: Promise<Verification> | undefined

  async function signer() {
    const secret = await needs.secret()
    if (secret === undefined) throw new AppError('storage_unavailable', 'The server is still starting. Try again soon.')
    return checkpointSigner(secret)
  }

  async function verifySince(since: Checkpoint | undefined): Promise<Verification> {
    const report = await verifyChain(database, { since, witnesses })
    const waiting = await needs.countWaiting(database)
    return { ...report, waiting, ...(since && { since: since.sequence }) }
  }

  return {
    async list(actor, filter) {
      requireScope(actor, 'audit:read')
      return listEntries(database, filter)
    },
    async verify(actor, { checkpoint, publicKey } = {}) {
      requireScope(actor, 'audit:read')
      if (checkpoint) {
        requireSigned(checkpoint, publicKey ?? (await signer()).publicKey)
        return verifySince(checkpoint)
      }
      whole ??= verifySince(undefined).finally(() => (whole = undefined))
      return whole
    },
    async checkpoint(actor) {
      requireScope(actor, 'audit:read')
      const [{ sign }, head] = await Promise.all([signer(), findHead(database)])
      return sign({ sequence: head?.sequence ?? 0, hash: head?.hash ?? '0'.repeat(64), at: new Date() })
    },
    async answer(actor, id) {
      requireScope(actor, 'audit:read')
      return needs.proveAnswer(database, id)
    },
    watch(added) {
      let seen: number | undefined
      async function look(): Promise<void> {
        if (seen === undefined) {
          seen = (await findHead(database))?.sequence ?? 0
          return
        }
        const { last, kinds } = await countEntries(database, seen)
        seen = last
        for (const { kind, count } of kinds) added(kind, count)
      }
      let looking = look().catch(failed)
      const timer = setInterval(() => void (looking = looking.then(look).catch(failed)), watchMs).unref()
      return {
        async [Symbol.asyncDispose]() {
          clearInterval(timer)
          await looking
        },
      }
    },
  }
}

function requireSigned(checkpoint: Checkpoint, publicKey: string): void {
  if (checkpoint.publicKey !== publicKey)
    throw new AppError(
      'invalid_input',
      `The checkpoint was signed with the key ${checkpoint.publicKey}, not with ${publicKey}. If you trust that key, name it.`,
    )
  if (!isSigned(checkpoint))
    throw new AppError('invalid_input', 'The checkpoint is not as it was signed: its signature does not fit.')
}
