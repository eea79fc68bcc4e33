import type { Failure } from '../features/chat/failure.ts'
import type { Words } from './words.ts'

/** What happened and what to do. The server's own message is left out: it is English, and for who runs the server. */
export function failureWords({ code, status }: Failure, words: Words, online: boolean): readonly [string, string] {
  if (code === 'unreachable') return online ? words.unreachable : words.offline
  if (code === 'interrupted') return words.interrupted
  if (status === 429) return words.tooFast
  if (status === 503) return words.notReady
  if (status === 400 || status === 413) return words.refusedQuestion
  return words.failed
}
