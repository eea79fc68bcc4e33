import { isOwner, owner, type Actor } from '#auth'

/** Whose sessions and scores: the owner is one person, by token, in the terminal and signed in; every key and everybody else has their own. */
export function holderOf(actor: Actor): string {
  return isOwner(actor) ? owner.id : actor.id
}
