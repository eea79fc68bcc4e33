import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useId } from 'react'
import { addressOf, type ResponseOf } from '../../api/call.ts'
import { queryOf } from '../../api/query.ts'
import { request } from '../../api/request.ts'
import { Button } from '../../components/button.tsx'
import { Empty } from '../../components/empty.tsx'
import { Failure } from '../../components/failure.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { saveFile } from '../../components/save-file.ts'
import { SelectField } from '../../components/select-field.tsx'
import { useSubmit } from '../../components/use-submit.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { jobsMessages } from '../../messages/jobs/messages.ts'
import { shellMessages } from '../../messages/shell/messages.ts'
import { Proof } from '../proof/proof.tsx'
import { audiences, type ResumeChoice } from './resume-choice.ts'
import { ResumePreview } from './resume-preview.tsx'

interface ResumeViewProps {
  id: string
  choice: ResumeChoice
  onChoose: (choice: ResumeChoice) => void
}

const formats = ['pdf', 'html'] as const

/** The résumé for a posting: for whom, how it looks, where each line stands, and as a file. */
export function ResumeView({ id, choice, onChoose }: ResumeViewProps) {
  const { resume: messages } = useMessages(jobsMessages)
  const shell = useMessages(shellMessages)
  const query = useQuery({
    ...queryOf('GET /api/v1/jobs/{id}/resume', { path: { id }, query: { audience: choice.audience } }),
    staleTime: 0,
    placeholderData: keepPreviousData,
  })
  return (
    <div className="flex flex-col gap-5">
      <p className="max-w-[44rem] text-small text-muted">{messages.about}</p>
      <div className="flex flex-wrap items-start gap-4">
        <SelectField
          label={messages.audience}
          hint={messages.audienceHint}
          value={choice.audience}
          options={audiences.map((value) => ({ value, label: shell.audiences[value] }))}
          onChange={(audience) => onChoose({ ...choice, audience })}
        />
        <SelectField
          label={messages.view}
          value={choice.view}
          options={[
            { value: 'preview', label: messages.preview },
            { value: 'lines', label: messages.lines },
          ]}
          onChange={(view) => onChoose({ ...choice, view })}
        />
      </div>
      <Downloads id={id} choice={choice} onChoose={onChoose} />
      <Loaded query={query}>{(resume) => <Resume resume={resume} view={choice.view} />}</Loaded>
    </div>
  )
}

/** Fetched, not linked to, so that a session that has ended is told here. */
function Downloads({ id, choice, onChoose }: ResumeViewProps) {
  const { resume: messages } = useMessages(jobsMessages)
  const { busy, error, failedAt, run } = useSubmit()
  const checkbox = useId()
  const { audience, sources } = choice
  const download = (format: (typeof formats)[number]) =>
    run(async () => {
      const query = { audience, ...(sources && { sources }) }
      const file = await request(addressOf(`/api/v1/jobs/{id}/resume.${format}`, { id }, query))
      saveFile(await file.blob(), `resume.${format}`)
    })
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-center gap-2 text-small">
        <input
          id={checkbox}
          type="checkbox"
          className="size-4 accent-accent"
          checked={sources}
          onChange={(event) => onChoose({ ...choice, sources: event.target.checked })}
        />
        <label htmlFor={checkbox}>{messages.sources}</label>
      </div>
      <div className="flex flex-wrap gap-2">
        {formats.map((format) => (
          <Button
            key={format}
            look={format === 'pdf' ? 'primary' : 'outline'}
            aria-disabled={busy}
            onClick={() => void download(format)}
          >
            <Download className="icon" /> {messages.download(format.toUpperCase())}
          </Button>
        ))}
      </div>
      {error !== undefined && <Failure error={error} at={failedAt} />}
    </div>
  )
}

function Resume({ resume, view }: { resume: ResponseOf<'GET /api/v1/jobs/{id}/resume'>; view: ResumeChoice['view'] }) {
  const { resume: messages } = useMessages(jobsMessages)
  if (resume.lines.length === 0) return <Empty title={messages.empty.title}>{messages.empty.advice}</Empty>
  return (
    <div className="flex flex-col gap-4">
      {view === 'preview' ? (
        <ResumePreview resume={resume} />
      ) : (
        <ul aria-label={messages.lines} className="divide-y divide-line rounded-lg border border-line bg-surface">
          {resume.lines.map(({ path, text, citation }) => (
            <li key={path} className="grid gap-x-6 gap-y-2 px-4 py-3 text-small sm:grid-cols-2">
              <div className="min-w-0">
                <p lang={resume.language} className="font-medium">
                  {text}
                </p>
                <code className="text-muted">{path}</code>
              </div>
              <Proof citation={citation} />
            </li>
          ))}
        </ul>
      )}
      {resume.omitted > 0 && <p className="text-small text-muted">{messages.omitted(resume.omitted)}</p>}
    </div>
  )
}
