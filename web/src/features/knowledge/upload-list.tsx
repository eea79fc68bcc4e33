import { Button } from '../../components/button.tsx'
import { Failure } from '../../components/failure.tsx'
import { Tag, type Tone } from '../../components/tag.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { knowledgeMessages } from '../../messages/knowledge/messages.ts'
import { shellMessages } from '../../messages/shell/messages.ts'
import { forgetUploads, isOpen, useUploads, type Upload } from './uploads.ts'

/** Files on their way: how far each is, what it became, which did not arrive and how to send those again. */
export function UploadList({ onResend }: { onResend: () => void }) {
  const messages = useMessages(knowledgeMessages)
  const uploads = useUploads()
  const broken = uploads.find(({ state }) => state.step === 'broken')
  const open = uploads.filter(({ state }) => isOpen(state)).length
  if (uploads.length === 0) return null
  return (
    <section aria-label={messages.uploads} className="rounded-lg border border-line bg-surface">
      <div className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2">
        <p role="status" className="min-w-32 flex-1 text-small font-medium">
          {messages.arrived(uploads.length - open, uploads.length)}
        </p>
        {broken && (
          <Button look="primary" onClick={onResend}>
            {messages.resend(open)}
          </Button>
        )}
        {(broken || open === 0) && (
          <Button look="quiet" onClick={() => forgetUploads('all')}>
            {broken ? messages.giveUp : messages.clear}
          </Button>
        )}
      </div>
      {broken?.state.step === 'broken' && (
        <div className="border-b border-line p-3">
          <Failure error={broken.state.error} at={broken.state.at} />
        </div>
      )}
      <ul className="max-h-96 overflow-y-auto" tabIndex={0} aria-label={messages.uploads}>
        {uploads.map((upload) => (
          <li key={upload.id} className="border-b border-line px-4 py-2 text-small last:border-b-0">
            <UploadRow upload={upload} />
          </li>
        ))}
      </ul>
    </section>
  )
}

const tones: Record<Upload['state']['step'], Tone> = {
  waiting: 'plain',
  sending: 'accent',
  read: 'good',
  skipped: 'warn',
  broken: 'danger',
}

function UploadRow({ upload: { file, state } }: { upload: Upload }) {
  const messages = useMessages(knowledgeMessages)
  const { audiences } = useMessages(shellMessages)
  const format = useFormat()
  const share = state.step === 'sending' ? state.share : 0
  const stepName =
    state.step === 'read'
      ? messages.statuses[state.report.status]
      : messages.steps[state.step === 'sending' && share === 1 ? 'reading' : state.step]
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-40 flex-1">{file.name}</span>
        <span className="text-muted tabular-nums">{format.bytes(file.size)}</span>
        <Tag tone={tones[state.step]}>{stepName}</Tag>
      </div>
      {state.step === 'sending' && (
        <progress className="mt-1 h-1.5 w-full accent-accent" aria-label={file.name} value={share} />
      )}
      {state.step === 'read' &&
        state.report.sources?.map(({ id, title, passages, audience }) => (
          <p key={id} className="mt-1 text-muted">
            {title} · {messages.passages(passages)} · {audiences[audience]}
          </p>
        ))}
      {state.step === 'skipped' && (
        <p className="mt-1 text-muted">{messages.reasons[state.reason ?? ''] ?? state.message}</p>
      )}
    </>
  )
}
