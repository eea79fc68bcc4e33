import type { Database, Storage, Transaction } from '#storage'
import type { Sop } from './procedures/sop.ts'
import { createSops, type Sops } from './procedures/sops.ts'
import { createTickets, type Tickets, type TicketsNeeds } from './tickets/tickets.ts'

export interface Desk {
  readonly tickets: Tickets
  readonly sops: Sops
  /** Reads the procedures, which otherwise the first use does. Throws an Error that names each wrong key when one cannot be read. */
  load(): Promise<void>
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

/** Tickets and procedures. */
export function createDesk({ sopFolder, ...needs }: DeskNeeds): Desk {
  let reading: Promise<readonly Sop[]> | undefined
  async function read(): Promise<readonly Sop[]> {
    const { readSops } = await import('./procedures/read-sops.ts')
    return readSops(sopFolder)
  }
  const sops = () => (reading ??= read())
  return {
    tickets: createTickets(needs),
    sops: createSops(needs, sops),
    load: async () => void (await sops()),
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
