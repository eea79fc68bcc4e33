/**
 * Words between the processes that share a database. They may be lost while a connection is away, and reach their sender
 * too: what must be true is read from the database, these only make it known sooner.
 */
export interface Events extends AsyncDisposable {
  /** `payload` is JSON of at most 7,000 bytes. Resolves when it was sent; throws `storage_unavailable` when it cannot be. */
  publish(channel: string, payload: unknown): Promise<void>
  /** Hears every event of a channel until disposed. A listener that throws is a bug: it is logged, and the others still hear. */
  subscribe(channel: string, listener: (payload: unknown) => void): Disposable
  /** Resolves when it hears: what is published from then on arrives. */
  ready(): Promise<void>
}

const maxBytes = 7_000

/** An event as it travels. Throws for one that PostgreSQL, whose limit is 8,000 bytes, could not carry. */
export function writeEvent(channel: string, payload: unknown): string {
  const text = JSON.stringify({ channel, payload })
  const bytes = Buffer.byteLength(text)
  if (bytes > maxBytes) throw new Error(`An event on "${channel}" has ${bytes} bytes; at most ${maxBytes} can be sent`)
  return text
}
