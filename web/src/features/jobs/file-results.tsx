import { Link } from '@tanstack/react-router'
import type { ResponseOf } from '../../api/call.ts'
import { RequestError } from '../../api/request-error.ts'
import { Failure } from '../../components/failure.tsx'
import { Tag, type Tone } from '../../components/tag.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { jobsMessages } from '../../messages/jobs/messages.ts'

/** What became of one file. */
export interface FileResult {
  file: File
  state: 'reading' | 'added' | 'known' | 'failed'
  job?: ResponseOf<'POST /api/v1/jobs'>['job']
  error?: unknown
  at?: number
}

const tones: Record<FileResult['state'], Tone> = { reading: 'accent', added: 'good', known: 'plain', failed: 'danger' }

/** What became of each file that was dropped; one that failed can be sent again. */
export function FileResults({ results, onRetry }: { results: readonly FileResult[]; onRetry: (file: File) => void }) {
  const { form } = useMessages(jobsMessages)
  const format = useFormat()
  return (
    <ul aria-label={form.files} aria-live="polite" className="flex flex-col gap-2">
      {results.map(({ file, state, job, error, at }, index) => (
        <li key={index} className="flex flex-col gap-2 rounded-lg border border-line p-3 text-small">
          <div className="flex flex-wrap items-center gap-2">
            <span className="min-w-0 flex-1">
              {job ? (
                <Link to="/jobs/$id" params={{ id: job.id }} className="font-medium text-accent underline">
                  {job.title}
                </Link>
              ) : (
                file.name
              )}{' '}
              <span className="text-muted">{format.bytes(file.size)}</span>
            </span>
            <Tag tone={tones[state]}>{form.states[state]}</Tag>
          </div>
          {state === 'failed' && (
            <Failure
              error={error}
              onRetry={mayHelp(error) ? () => onRetry(file) : undefined}
              {...(at !== undefined && { at })}
            />
          )}
        </li>
      ))}
    </ul>
  )
}

/** A file that the server has read and refused is refused again. */
function mayHelp(error: unknown): boolean {
  return !(error instanceof RequestError) || error.status < 400 || error.status === 429 || error.status >= 500
}
