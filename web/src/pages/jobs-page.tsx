import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { queryOf } from '../api/query.ts'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { Empty } from '../components/empty.tsx'
import { Loaded } from '../components/loaded.tsx'
import { Page } from '../components/page.tsx'
import { useTell } from '../components/toast.tsx'
import { ImportForm, type Imported } from '../features/jobs/import-form.tsx'
import { JobList } from '../features/jobs/job-list.tsx'
import { useMessages } from '../messages/catalogue.ts'
import { jobsMessages } from '../messages/jobs/messages.ts'

/** The page at `/jobs`: the postings, and where one is added. */
export function JobsPage() {
  const messages = useMessages(jobsMessages)
  const { add = false, order = 'newest' } = useSearch({ from: '/app/jobs' })
  const navigate = useNavigate({ from: '/jobs' })
  const tell = useTell()
  const query = useQuery({ ...queryOf('GET /api/v1/jobs'), staleTime: 0 })
  // Whoever began with none keeps the form, and what became of the files they dropped.
  const [beganEmpty, setBeganEmpty] = useState(false)
  if (query.data?.jobs.length === 0 && !beganEmpty) setBeganEmpty(true)
  const inDialog = !beganEmpty && (query.data?.jobs.length ?? 0) > 0
  const show = (adding: boolean) => void navigate({ search: (old) => ({ ...old, add: adding || undefined }) })

  function imported({ job, created }: Imported) {
    tell({ title: created ? messages.added(job.title) : messages.known(job.title) })
    void navigate({ to: '/jobs/$id', params: { id: job.id } })
  }

  return (
    <Page
      title={messages.title}
      about={messages.about}
      actions={
        inDialog && (
          <Button look="primary" onClick={() => show(true)}>
            <Plus className="icon" /> {messages.add}
          </Button>
        )
      }
    >
      <Loaded query={query}>
        {({ jobs }) => (
          <div className="flex flex-col gap-8">
            {jobs.length === 0 ? (
              <Empty title={messages.nothing.title}>{messages.nothing.advice}</Empty>
            ) : (
              <JobList
                jobs={jobs}
                order={order}
                onOrder={(next) =>
                  void navigate({ search: (old) => ({ ...old, order: next === 'best' ? next : undefined }) })
                }
              />
            )}
            {beganEmpty && <ImportForm onImported={imported} />}
          </div>
        )}
      </Loaded>
      {add && inDialog && (
        <Dialog title={messages.add} wide onClose={() => show(false)}>
          <ImportForm onImported={imported} />
        </Dialog>
      )}
    </Page>
  )
}
