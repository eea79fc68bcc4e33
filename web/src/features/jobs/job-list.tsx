import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ResponseOf } from '../../api/call.ts'
import { queryOf } from '../../api/query.ts'
import { Button } from '../../components/button.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { Tag } from '../../components/tag.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { jobsMessages } from '../../messages/jobs/messages.ts'
import { isOver } from './is-over.ts'

export type JobOrder = 'newest' | 'best'

interface JobListProps {
  jobs: ResponseOf<'GET /api/v1/jobs'>['jobs']
  order: JobOrder
  onOrder: (order: JobOrder) => void
}

/** Each row's fit is a request of its own, so they come a page at a time. */
const pageSize = 20

/** The postings with how well each fits. */
export function JobList({ jobs, order, onOrder }: JobListProps) {
  const messages = useMessages(jobsMessages)
  const format = useFormat()
  const [shown, setShown] = useState(pageSize)
  const page = jobs.slice(0, shown)
  const fits = useQueries({
    queries: page.map(({ id }) => queryOf('GET /api/v1/jobs/{id}/match', { path: { id } })),
  })
  const rows = page.map((job, index) => {
    const { data, error } = fits[index]!
    return { job, percent: data?.fit.percent, failed: error !== null }
  })
  if (order === 'best') rows.sort((a, b) => (b.percent ?? -1) - (a.percent ?? -1))
  const { list } = messages
  return (
    <div className="flex flex-col gap-4">
      <SelectField
        label={list.sort}
        className="max-w-60"
        value={order}
        options={[
          { value: 'newest', label: list.newest },
          { value: 'best', label: list.best },
        ]}
        onChange={onOrder}
      />
      <DataTable
        caption={list.caption}
        rows={rows}
        rowKey={({ job }) => job.id}
        columns={[
          {
            title: list.post,
            cell: ({ job }) => (
              <>
                <Link to="/jobs/$id" params={{ id: job.id }} className="font-medium text-accent hover:underline">
                  {job.title}
                </Link>
                <span className="block text-muted">{[job.company, job.location].filter(Boolean).join(' · ')}</span>
                {isOver(job.validThrough) && <Tag tone="warn">{list.expired}</Tag>}
              </>
            ),
          },
          {
            title: list.fit,
            numeric: true,
            cell: ({ percent, failed }) =>
              percent === undefined ? (
                <span className="text-muted">{failed ? list.noFit : '…'}</span>
              ) : (
                <span className="font-medium">{percent === null ? '–' : format.percent(percent / 100)}</span>
              ),
          },
          { title: list.asks, secondary: true, cell: ({ job }) => messages.asks(job.musts, job.nices) },
          { title: list.added, secondary: true, cell: ({ job }) => format.relative(job.importedAt) },
        ]}
      />
      {jobs.length > shown && (
        <div>
          <Button onClick={() => setShown(shown + pageSize)}>
            {list.more(Math.min(pageSize, jobs.length - shown))}
          </Button>
        </div>
      )}
    </div>
  )
}
