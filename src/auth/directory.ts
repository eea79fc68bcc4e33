import type { Database } from '#storage'
import { requireScope, type Actor } from './actor.ts'
import { listApiKeys } from './api-key-store.ts'
import type { Role } from './roles.ts'
import { listUsers } from './users/user-store.ts'

/** The name behind an id that stands in a run, an approval or a ticket. */
export interface NamedActor {
  readonly id: string
  readonly name: string
  /** Of somebody who signs in; undefined for a key. */
  readonly role: Role | undefined
}

export interface Directory {
  /** People who sign in, and keys that see no more than the caller. Needs the scope `agents:read`; tells no address. */
  list(actor: Actor): Promise<NamedActor[]>
}

export function createDirectory(database: Database): Directory {
  return {
    async list(actor) {
      requireScope(actor, 'agents:read')
      const [users, keys] = await Promise.all([listUsers(database), listApiKeys(database, actor.audience)])
      return [
        ...users.map(({ id, name, role }) => ({ id, name, role })),
        ...keys.map(({ id, name }) => ({ id, name, role: undefined })),
      ]
    },
  }
}
