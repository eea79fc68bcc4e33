import { useState } from 'react'
import type { FormEvent } from 'react'
import { readResume, type ResumeDraft } from '../../api/resume.ts'
import { Button } from '../../components/button.tsx'
import { Failure } from '../../components/failure.tsx'
import { FileDrop } from '../../components/file-drop.tsx'
import { Notice } from '../../components/notice.tsx'
import { TextAreaField } from '../../components/text-area-field.tsx'
import { useDraft } from '../../components/use-draft.ts'
import { useSubmit } from '../../components/use-submit.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { profileMessages } from '../../messages/profile/messages.ts'

/** Reads a resume, by file or pasted, and shows what was found in it before it goes into the form. */
export function BringResume({ onUse, replaces }: { onUse: (draft: ResumeDraft) => void; replaces: boolean }) {
  const messages = useMessages(profileMessages).bring
  const { busy, error, failedAt, run } = useSubmit()
  const [draft, setDraft] = useState<ResumeDraft>()
  const [pasted, setPasted, forgetPasted] = useDraft('resume')

  const read = (resume: File | string) => run(async () => setDraft(await readResume(resume)))

  function readPasted(event: FormEvent) {
    event.preventDefault()
    void read(pasted)
  }

  if (draft)
    return (
      <Found
        draft={draft}
        replaces={replaces}
        onUse={() => {
          forgetPasted()
          onUse(draft)
        }}
        onAnother={() => setDraft(undefined)}
      />
    )
  return (
    <div className="flex flex-col gap-4">
      {error !== undefined && <Failure error={error} at={failedAt} />}
      <FileDrop
        label={busy ? messages.reading : messages.drop}
        hint={messages.hint}
        accept=".json,.pdf,.docx,.md,.markdown,.txt"
        multiple={false}
        disabled={busy}
        onFiles={([file]) => file && void read(file)}
      />
      <form onSubmit={readPasted} className="flex flex-col gap-3">
        <TextAreaField
          label={messages.paste}
          rows={4}
          required
          value={pasted}
          onChange={({ target }) => setPasted(target.value)}
        />
        <div>
          <Button type="submit" aria-disabled={busy}>
            {busy ? messages.reading : messages.read}
          </Button>
        </div>
      </form>
    </div>
  )
}

interface FoundProps {
  draft: ResumeDraft
  replaces: boolean
  onUse: () => void
  onAnother: () => void
}

/** What was found, line by line, and what was not placed. */
function Found({ draft: { profile, fields, unplaced, kind }, replaces, onUse, onAnother }: FoundProps) {
  const messages = useMessages(profileMessages).bring
  const another = <Button onClick={onAnother}>{messages.another}</Button>
  if (Object.keys(profile).length === 0)
    return (
      <Notice title={messages.nothing} action={another}>
        {messages.nothingAbout}
      </Notice>
    )
  return (
    <div className="flex flex-col gap-4" role="status">
      <p className="font-medium">{kind === 'profile' ? messages.isProfile : messages.found(fields.length)}</p>
      {fields.length > 0 && (
        <dl className="max-h-64 overflow-y-auto rounded-lg border border-line bg-surface text-small" tabIndex={0}>
          {fields.map(({ pointer, value, line }) => (
            <div key={pointer} className="border-b border-line px-3 py-2 last:border-b-0">
              <dt className="font-medium">{value}</dt>
              <dd className="text-muted">“{line}”</dd>
            </div>
          ))}
        </dl>
      )}
      {unplaced.length > 0 && (
        <details className="text-small">
          <summary className="cursor-pointer font-medium">{messages.leftOver(unplaced.length)}</summary>
          <p className="pt-1 text-muted">{messages.leftOverAbout}</p>
          <ul className="mt-2 max-h-40 overflow-y-auto rounded-lg border border-line p-3 text-muted" tabIndex={0}>
            {unplaced.map((line, index) => (
              <li key={index}>{line}</li>
            ))}
          </ul>
        </details>
      )}
      {replaces && <p className="text-small text-muted">{messages.replaces}</p>}
      <div className="flex flex-wrap gap-2">
        <Button look="primary" onClick={onUse}>
          {messages.use}
        </Button>
        {another}
      </div>
    </div>
  )
}
