import type { Database, Storage, Transaction } from '#storage'
import { readSops } from './procedures/read-sops.ts'
import { createSops, type Sops } from './procedures/sops.ts'
import { createTickets, type Tickets, type TicketsNeeds } from './tickets/tickets.ts'

export interface Desk {
  readonly tickets: Tickets
  readonly sops: Sops
  /**
   * The same desk inside a transaction of the caller, so that what it writes is kept or lost with the caller's own. Nobody
   * is told of tickets made there (`onTicket`), because they may still be taken back.
   */
  within(transaction: Transaction): Pick<Desk, 'tickets' | 'sops'>
}

export interface DeskNeeds extends TicketsNeeds {
  readonly database: Database
  readonly transaction: Storage['transaction']
  /** Procedures beside the shipped ones; one with the same id replaces it. */
  readonly sopFolder?: string | undefined
}

/** Tickets and procedures. Throws an Error that names each wrong key when a procedure cannot be read. */
export async function createDesk({ sopFolder, ...needs }: DeskNeeds): Promise<Desk> {
  const sops = await readSops(sopFolder)
  return {
    tickets: createTickets(needs),
    sops: createSops(needs, sops),
    within(transaction) {
      const inside: TicketsNeeds = {
        ...needs,
        database: transaction,
        transaction: (work) => work(transaction),
        onTicket: undefined,
      }
      return { tickets: createTickets(inside), sops: createSops(inside, sops) }
    },
  }
}
