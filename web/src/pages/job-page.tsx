import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { ArrowLeft, Mic } from 'lucide-react'
import { queryOf } from '../api/query.ts'
import { Loaded } from '../components/loaded.tsx'
import { Page } from '../components/page.tsx'
import { Tabs } from '../components/tabs.tsx'
import { DeleteJob } from '../features/jobs/delete-job.tsx'
import { MatchView } from '../features/jobs/match-view.tsx'
import { PostingView } from '../features/jobs/posting-view.tsx'
import { ResumeView } from '../features/jobs/resume-view.tsx'
import { useMessages } from '../messages/catalogue.ts'
import { jobsMessages } from '../messages/jobs/messages.ts'

/** The page at `/jobs/$id`: one posting, how the person fits it, and the résumé for it. */
export function JobPage() {
  const messages = useMessages(jobsMessages)
  const { id } = useParams({ from: '/app/jobs/$id' })
  const {
    tab = 'match',
    show,
    audience = 'recruiter',
    view = 'preview',
    sources = false,
  } = useSearch({
    from: '/app/jobs/$id',
  })
  const navigate = useNavigate({ from: '/jobs/$id' })
  const query = useQuery(queryOf('GET /api/v1/jobs/{id}', { path: { id } }))
  const job = query.data
  const about = job && [job.company, job.location, job.seniority && messages.seniorities[job.seniority]]
  return (
    <Page
      title={job?.title ?? messages.title}
      about={about?.filter(Boolean).join(' · ')}
      actions={
        job && (
          <>
            <Link
              to="/interview"
              search={{ job: id }}
              className="inline-flex min-h-9 items-center gap-2 rounded-lg border border-edge bg-surface px-3 text-small font-medium hover:bg-hover pointer-coarse:min-h-11"
            >
              <Mic className="icon" /> {messages.practise}
            </Link>
            <DeleteJob id={id} title={job.title} />
          </>
        )
      }
    >
      <p className="-mt-3 pb-4 text-small">
        <Link to="/jobs" className="inline-flex items-center gap-1 rounded text-muted hover:text-ink">
          <ArrowLeft className="icon size-4" /> {messages.back}
        </Link>
      </p>
      <Loaded query={query}>
        {() => (
          <Tabs
            label={messages.title}
            value={tab}
            onChange={(next) =>
              void navigate({ search: (old) => ({ ...old, tab: next === 'match' ? undefined : next }) })
            }
            tabs={[
              { value: 'match', label: messages.tabs.match },
              { value: 'resume', label: messages.tabs.resume },
              { value: 'posting', label: messages.tabs.posting },
            ]}
          >
            {tab === 'match' && (
              <MatchView
                id={id}
                show={show}
                onShow={(next) => void navigate({ search: (old) => ({ ...old, show: next }), replace: true })}
              />
            )}
            {tab === 'resume' && (
              <ResumeView
                id={id}
                choice={{ audience, view, sources }}
                onChoose={(next) =>
                  void navigate({
                    search: (old) => ({
                      ...old,
                      audience: next.audience === 'recruiter' ? undefined : next.audience,
                      view: next.view === 'preview' ? undefined : next.view,
                      sources: next.sources || undefined,
                    }),
                    replace: true,
                  })
                }
              />
            )}
            {tab === 'posting' && <PostingView id={id} />}
          </Tabs>
        )}
      </Loaded>
    </Page>
  )
}
