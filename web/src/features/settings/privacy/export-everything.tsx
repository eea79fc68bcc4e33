import { Download } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { request } from '../../../api/request.ts'
import { RequestError } from '../../../api/request-error.ts'
import { Button } from '../../../components/button.tsx'
import { Failure } from '../../../components/failure.tsx'
import { useSubmit } from '../../../components/use-submit.ts'
import { useMessages } from '../../../messages/catalogue.ts'
import { useFormat } from '../../../messages/format.ts'
import { privacyMessages } from '../../../messages/privacy/messages.ts'
import { saveFile } from '../save-file.ts'
import { Panel } from './panel.tsx'

/** Everything as one file. It is read here first, so that one that broke off is never saved as if it were whole. */
export function ExportEverything() {
  const messages = useMessages(privacyMessages)
  const format = useFormat()
  const [bytes, setBytes] = useState(0)
  const [done, setDone] = useState(false)
  const { busy, error, failedAt, run } = useSubmit()
  const stop = useRef<AbortController>(undefined)
  useEffect(() => () => stop.current?.abort(), [])

  const start = () =>
    void run(async () => {
      const controller = (stop.current = new AbortController())
      setDone(false)
      setBytes(0)
      try {
        const parts = await read(controller.signal, setBytes)
        saveFile(new Blob(parts, { type: 'application/json' }), `pollux-${new Date().toISOString().slice(0, 10)}.json`)
        setDone(true)
      } catch (caught) {
        if (!controller.signal.aborted) throw caught
      }
    })

  return (
    <Panel title={messages.export} about={messages.exportAbout}>
      {error !== undefined && <Failure error={error} at={failedAt} onRetry={start} />}
      <div className="flex flex-wrap items-center gap-3">
        <Button aria-disabled={busy} onClick={start}>
          <Download className="icon" /> {messages.exportStart}
        </Button>
        {busy && (
          <Button look="quiet" onClick={() => stop.current?.abort()}>
            {messages.stop}
          </Button>
        )}
        <span role="status" className="text-small text-muted tabular-nums">
          {busy ? messages.exporting(format.bytes(bytes)) : done ? messages.exported(format.bytes(bytes)) : ''}
        </span>
      </div>
    </Panel>
  )
}

async function read(signal: AbortSignal, onBytes: (count: number) => void): Promise<Uint8Array<ArrayBuffer>[]> {
  const response = await request('/api/v1/privacy/export', { signal })
  const parts: Uint8Array<ArrayBuffer>[] = []
  let count = 0
  try {
    for (const reader = response.body!.getReader(); ;) {
      const { done, value } = await reader.read()
      if (done) return parts
      parts.push(value)
      onBytes((count += value.length))
    }
  } catch (cause) {
    if (signal.aborted) throw cause
    throw new RequestError('unreachable', 'The export broke off.', { cause })
  }
}
