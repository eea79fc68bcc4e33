import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ResponseOf } from '../../api/call.ts'
import { addDocuments } from '../../api/documents.ts'
import { Failure } from '../../components/failure.tsx'
import { FileDrop } from '../../components/file-drop.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { Tag } from '../../components/tag.tsx'
import { useSubmit } from '../../components/use-submit.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { shellMessages } from '../../messages/shell/messages.ts'
import { welcomeMessages } from '../../messages/welcome/messages.ts'
import { audienceNames, type AudienceName } from '../profile/profile-json.ts'
import type { WelcomeState } from './use-welcome.ts'

/** Step 2: documents, for an audience. */
export function DocumentsStep({ state }: { state: WelcomeState }) {
  const messages = useMessages(welcomeMessages).documents
  const { audiences } = useMessages(shellMessages)
  const queries = useQueryClient()
  const { busy, error, failedAt, run } = useSubmit()
  const [audience, setAudience] = useState<AudienceName>('owner')
  const [reports, setReports] = useState<ResponseOf<'POST /api/v1/twin/sources'>['files']>([])

  async function add(files: File[]) {
    if (files.length === 0) return
    const worked = await run(async () => setReports((await addDocuments(files, audience)).files))
    if (worked) await queries.invalidateQueries({ queryKey: ['twin'] })
  }

  return (
    <div className="flex flex-col gap-4">
      {state.documents.length > 0 && <p>{messages.there(state.documents.length)}</p>}
      <SelectField
        className="max-w-64"
        label={messages.audience}
        value={audience}
        options={audienceNames.map((value) => ({ value, label: audiences[value] }))}
        onChange={setAudience}
      />
      {error !== undefined && <Failure error={error} at={failedAt} />}
      <FileDrop
        label={busy ? messages.adding : messages.drop}
        hint={messages.hint}
        accept=".pdf,.docx,.md,.markdown,.txt,.html,.htm"
        disabled={busy}
        onFiles={(files) => void add(files)}
      />
      {reports.length > 0 && (
        <div role="status">
          <ul className="flex flex-col gap-2 text-small">
            {reports.map((report) => (
              <li key={report.name} className="flex flex-wrap items-center gap-2">
                <Tag tone={report.status === 'skipped' ? 'danger' : 'good'}>{messages.states[report.status]}</Tag>
                <span className="font-medium">{report.name}</span>
                {report.message && <span className="text-muted">{report.message}</span>}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}
