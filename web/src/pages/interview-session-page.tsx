import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { call } from '../api/call.ts'
import { queryOf } from '../api/query.ts'
import { ConfirmDelete } from '../components/confirm-delete.tsx'
import { Loaded } from '../components/loaded.tsx'
import { Page } from '../components/page.tsx'
import { useTell } from '../components/toast.tsx'
import { OpenSession } from '../features/interview/open-session.tsx'
import { ReportView } from '../features/interview/report-view.tsx'
import { useMessages } from '../messages/catalogue.ts'
import { interviewMessages } from '../messages/interview/messages.ts'

/** The page at `/interview/$id`: one interview, while it goes on and afterwards. */
export function InterviewSessionPage() {
  const { title, practise, stages, levels, plan, remove } = useMessages(interviewMessages)
  const { id } = useParams({ from: '/app/interview/$id' })
  const navigate = useNavigate()
  const queries = useQueryClient()
  const tell = useTell()
  const query = useQuery({
    ...queryOf('GET /api/v1/interviews/sessions/{id}', { path: { id } }),
    staleTime: 0,
  })
  const session = query.data
  const ended = session?.state === 'finished' || session?.state === 'abandoned'

  async function deleteIt() {
    await call('DELETE /api/v1/interviews/sessions/{id}', { path: { id } })
    tell({ title: remove.done })
    await navigate({ to: '/interview' })
    queries.removeQueries({ queryKey: ['interviews', 'sessions', '{id}'] })
    await queries.invalidateQueries({ queryKey: ['interviews'] })
  }

  return (
    <Page
      title={session?.title ?? title}
      about={session && [stages[session.stage], levels[session.level], plan.minutes(session.minutes)].join(' · ')}
      actions={
        session &&
        ended && (
          <ConfirmDelete
            title={remove.session}
            subject={session.title}
            advice={remove.sessionAdvice}
            onDelete={deleteIt}
          />
        )
      }
    >
      <p className="-mt-3 pb-4 text-small">
        <Link to="/interview" className="inline-flex items-center gap-1 rounded text-muted hover:text-ink">
          <ArrowLeft className="icon size-4" /> {practise.back}
        </Link>
      </p>
      <Loaded query={query}>
        {(loaded) => (ended ? <ReportView id={id} /> : <OpenSession session={loaded} readAt={query.dataUpdatedAt} />)}
      </Loaded>
    </Page>
  )
}
