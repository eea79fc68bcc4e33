import { Download, ShieldAlert, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { call, type ResponseOf } from '../../../api/call.ts'
import { Button } from '../../../components/button.tsx'
import { Failure } from '../../../components/failure.tsx'
import { useSubmit } from '../../../components/use-submit.ts'
import { auditMessages } from '../../../messages/audit/messages.ts'
import { useMessages } from '../../../messages/catalogue.ts'
import { saveFile } from '../save-file.ts'

type Report = ResponseOf<'GET /api/v1/audit/verification'>

/** Computes the chain again when asked, says whether it holds, and hands out a signed checkpoint. */
export function Verification() {
  const messages = useMessages(auditMessages)
  const [report, setReport] = useState<Report>()
  const verifying = useSubmit()
  const saving = useSubmit()
  const failed = [verifying, saving].find(({ error }) => error !== undefined)

  const verify = () =>
    void verifying.run(async () => {
      setReport(undefined)
      setReport(await call('GET /api/v1/audit/verification'))
    })

  const save = () =>
    void saving.run(async () => {
      const checkpoint = await call('GET /api/v1/audit/checkpoint')
      const file = new Blob([`${JSON.stringify(checkpoint, null, 2)}\n`], { type: 'application/json' })
      saveFile(file, `pollux-checkpoint-${checkpoint.sequence}.json`)
    })

  return (
    <div className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4">
      <div className="flex flex-wrap gap-2">
        <Button look="primary" aria-disabled={verifying.busy} onClick={verify}>
          {verifying.busy ? messages.verifying : messages.verify}
        </Button>
        <Button aria-disabled={saving.busy} onClick={save}>
          <Download className="icon" /> {messages.checkpoint}
        </Button>
      </div>
      <p className="text-small text-muted">{messages.checkpointHint}</p>
      {failed && <Failure error={failed.error} at={failed.failedAt} />}
      <div role="status">{report && <Result report={report} />}</div>
    </div>
  )
}

/** The server's reasons begin in the middle of a sentence. */
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

function Result({ report: { entries, broken, waiting } }: { report: Report }) {
  const messages = useMessages(auditMessages)
  const Icon = broken ? ShieldAlert : ShieldCheck
  return (
    <div className={`flex gap-3 rounded-md p-3 ${broken ? 'bg-danger-soft' : 'bg-good-soft'}`}>
      <Icon className={`icon mt-0.5 ${broken ? 'text-danger' : 'text-good'}`} />
      <div className="min-w-0 text-small">
        <p className={`font-medium ${broken ? 'text-danger' : 'text-good'}`}>
          {broken ? messages.broken(broken.sequence) : messages.holds}
        </p>
        <p>{broken ? messages.brokenAbout(capital(broken.reason), entries) : messages.holdsAbout(entries)}</p>
        {waiting > 0 && <p className="text-muted">{messages.waiting(waiting)}</p>}
      </div>
    </div>
  )
}
