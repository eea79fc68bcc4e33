import { hashOf } from '#audit'

/** What an approval binds: change any byte of it, and the yes is void. */
export function actionHash(action: { runId: string; capability: string; input: unknown; actorId: string }): string {
  return hashOf(action)
}
