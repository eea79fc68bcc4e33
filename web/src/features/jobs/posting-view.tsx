import { useQuery } from '@tanstack/react-query'
import type { ResponseOf } from '../../api/call.ts'
import { queryOf } from '../../api/query.ts'
import { Loaded } from '../../components/loaded.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { jobsMessages } from '../../messages/jobs/messages.ts'
import { segments } from '../source/segments.ts'

/** A posting as it was read, with what it asks for marked. */
export function PostingView({ id }: { id: string }) {
  const { posting: messages } = useMessages(jobsMessages)
  const query = useQuery(queryOf('GET /api/v1/jobs/{id}', { path: { id } }))
  return (
    <Loaded query={query}>
      {(job) => (
        <div className="flex flex-col gap-6">
          <Facts job={job} />
          {job.note && (
            <p lang="en" className="text-small text-warn">
              {job.note}
            </p>
          )}
          <p className="text-small text-muted">{messages.about}</p>
          <section
            aria-label={messages.text}
            lang={job.language}
            className="rounded-lg border border-line bg-surface p-4 text-small whitespace-pre-wrap"
          >
            {segments(job.text.length, undefined, job.requirements).map(({ start, end, mark }) =>
              mark === 'none' ? (
                <span key={start}>{job.text.slice(start, end)}</span>
              ) : (
                <mark key={start} data-mark="cited">
                  {job.text.slice(start, end)}
                </mark>
              ),
            )}
          </section>
        </div>
      )}
    </Loaded>
  )
}

function Facts({ job }: { job: ResponseOf<'GET /api/v1/jobs/{id}'> }) {
  const { posting: messages } = useMessages(jobsMessages)
  const format = useFormat()
  const facts = [
    [messages.company, job.company],
    [messages.location, job.location],
    [messages.salary, job.salary],
    [messages.employmentType, job.employmentType],
    [messages.validThrough, job.validThrough],
    [messages.imported, format.dateTime(job.importedAt)],
  ] as const
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-small">
      {facts
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
