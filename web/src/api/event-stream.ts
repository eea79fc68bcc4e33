/** One server-sent event. */
export interface ServerSentEvent {
  event: string
  data: string
}

/**
 * Reads a `text/event-stream` body, as the HTML standard's "Interpreting an event stream" says (LF, CR and CRLF line
 * ends, comments, several data lines). `id` and `retry` have no meaning for a POST and are ignored. An event that the
 * stream's end cuts off is dropped.
 */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerSentEvent, void, undefined> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let buffered = ''
  let event = ''
  let data: string[] = []
  try {
    for (;;) {
      const { done, value } = await reader.read()
      buffered += done ? decoder.decode() : decoder.decode(value, { stream: true })
      const lines = buffered.split(/\r\n|\n|\r(?!$)/)
      buffered = lines.pop() ?? ''
      for (const line of lines) {
        if (line === '') {
          if (data.length > 0) yield { event: event || 'message', data: data.join('\n') }
          event = ''
          data = []
          continue
        }
        const [, name = '', value = ''] = /^([^:]*):? ?(.*)$/s.exec(line) ?? []
        if (name === 'event') event = value
        if (name === 'data') data.push(value)
      }
      if (done) return
    }
  } finally {
    await reader.cancel().catch(() => undefined) // already closed or aborted: nothing is left to cancel
  }
}
