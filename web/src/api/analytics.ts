import { sendJson } from './request.ts'

/** Tells the server what the reader did, for the owner's counts. Whether it could be told is nothing to a reader. */
export function tellEvent(type: 'citation-opened', answerId: string | undefined): void {
  void sendJson('POST', '/api/v1/analytics/events', { type, answerId }).catch(() => {})
}
