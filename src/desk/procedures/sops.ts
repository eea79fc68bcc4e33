import { requireScope, type Actor } from '#auth'
import type { Database, Storage } from '#storage'
import { AppError } from '../../errors.ts'
import { matchSops, type SopMatch, type Trouble } from './match-sops.ts'
import type { Sop } from './sop.ts'
import { addSopOutcome, sopFigures } from './sop-store.ts'

export interface NewSopOutcome {
  readonly sopId: string
  readonly ticketId?: number | undefined
  /** One run is counted once, however often it is told. */
  readonly runId?: string | undefined
  readonly outcome: 'resolved' | 'failed' | 'abandoned'
  /** What became of each step. */
  readonly steps: readonly {
    readonly name: string
    readonly state: 'done' | 'failed' | 'skipped'
    readonly runId?: string
  }[]
  readonly durationMs: number
}

/** From recorded outcomes only. */
export interface SopFigures {
  used: number
  resolved: number
  failed: number
  abandoned: number
  /** Resolved over used, 0 to 1; null until it was used. */
  successRate: number | null
  /** Of those that resolved; null until there is one. */
  medianMinutes: number | null
}

export interface UsedSop {
  readonly sop: Sop
  readonly figures: SopFigures
}

/** Every method needs the scope desk:read or desk:write. */
export interface Sops {
  list(actor: Actor): Promise<UsedSop[]>
  /** Throws `not_found`, naming those that exist. */
  find(actor: Actor, id: string): Promise<UsedSop>
  /** The best first; none is `chosen` when nothing fits well enough. */
  match(actor: Actor, trouble: Trouble): Promise<SopMatch[]>
  /** Counts how a procedure ended; false when that run was counted before. */
  recordOutcome(actor: Actor, outcome: NewSopOutcome): Promise<boolean>
}

const unused: SopFigures = { used: 0, resolved: 0, failed: 0, abandoned: 0, successRate: null, medianMinutes: null }

export interface SopsNeeds {
  readonly database: Database
  readonly transaction: Storage['transaction']
}

/** @param read what procedures there are; called with each use, so it should remember. */
export function createSops({ database, transaction }: SopsNeeds, read: () => Promise<readonly Sop[]>): Sops {
  async function require(id: string): Promise<Sop> {
    const sops = await read()
    const sop = sops.find((candidate) => candidate.id === id)
    if (sop) return sop
    throw new AppError(
      'not_found',
      `There is no procedure "${id}". There are: ${sops.map((each) => each.id).join(', ')}.`,
    )
  }
  return {
    async list(actor) {
      requireScope(actor, 'desk:read')
      const [sops, figures] = await Promise.all([read(), sopFigures(database)])
      return sops.map((sop) => ({ sop, figures: figures.get(sop.id) ?? unused }))
    },
    async find(actor, id) {
      requireScope(actor, 'desk:read')
      const sop = await require(id)
      return { sop, figures: (await sopFigures(database)).get(id) ?? unused }
    },
    async match(actor, trouble) {
      requireScope(actor, 'desk:read')
      return matchSops(await read(), trouble)
    },
    async recordOutcome(actor, outcome) {
      requireScope(actor, 'desk:write')
      await require(outcome.sopId)
      return transaction((within) => addSopOutcome(within, { ...outcome, actor: actor.id, at: new Date() }))
    },
  }
}
