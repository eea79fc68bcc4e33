import { useQuery } from '@tanstack/react-query'
import type { ResponseOf } from '../../api/call.ts'
import { queryOf } from '../../api/query.ts'
import { Button } from '../../components/button.tsx'
import { Empty } from '../../components/empty.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Section } from '../../components/section.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { jobsMessages } from '../../messages/jobs/messages.ts'
import { FitView } from './fit-view.tsx'
import { RequirementRow } from './requirement-row.tsx'
import { statuses, type Status } from './statuses.ts'

type Match = ResponseOf<'GET /api/v1/jobs/{id}/match'>

interface MatchViewProps {
  id: string
  /** Of which status alone. */
  show: Status | undefined
  onShow: (show: Status | undefined) => void
}

/** How the person fits a posting: the figure, each requirement with its proof or as a gap, what to learn next. */
export function MatchView({ id, show, onShow }: MatchViewProps) {
  const { match: messages } = useMessages(jobsMessages)
  const query = useQuery({ ...queryOf('GET /api/v1/jobs/{id}/match', { path: { id } }), staleTime: 0 })
  return (
    <Loaded query={query}>
      {(match) => (
        <>
          {match.note && (
            <p lang="en" className="pb-4 text-small text-warn">
              {match.note}
            </p>
          )}
          <FitView fit={match.fit} />
          <Section title={messages.requirements}>
            <Requirements match={match} show={show} onShow={onShow} />
          </Section>
          <Section title={messages.learn} about={messages.learnAbout}>
            <Learn learn={match.learn} />
          </Section>
        </>
      )}
    </Loaded>
  )
}

function Requirements({ match, show, onShow }: { match: Match } & Pick<MatchViewProps, 'show' | 'onShow'>) {
  const { match: messages } = useMessages(jobsMessages)
  const format = useFormat()
  const choices = [undefined, ...statuses]
  const count = (status: Status | undefined) =>
    match.requirements.filter((one) => status === undefined || one.status === status).length
  const shown = match.requirements.filter(({ status }) => show === undefined || status === show)
  return (
    <div className="flex flex-col gap-4">
      <div role="group" aria-label={messages.show} className="flex flex-wrap gap-2">
        {choices.map((status) => (
          <Button
            key={status ?? 'all'}
            look={status === show ? 'primary' : 'outline'}
            aria-pressed={status === show}
            onClick={() => onShow(status)}
          >
            {status ? messages.status[status] : messages.all}
            <span className="tabular-nums">{format.number(count(status))}</span>
          </Button>
        ))}
      </div>
      {shown.length === 0 ? (
        <Empty title={messages.noneLeft.title}>{messages.noneLeft.advice}</Empty>
      ) : (
        <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
          {shown.map((requirement) => (
            <li key={`${requirement.start}-${requirement.end}`}>
              <RequirementRow requirement={requirement} language={match.job.language} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Learn({ learn }: { learn: Match['learn'] }) {
  const { match: messages } = useMessages(jobsMessages)
  if (learn.length === 0) return <p className="text-small text-muted">{messages.noGaps}</p>
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-surface text-small">
      {learn.map(({ skill, postings, asMust }) => (
        <li key={skill} className="flex flex-wrap items-baseline gap-x-3 px-4 py-2">
          <span className="min-w-0 flex-1 font-medium">{skill}</span>
          <span className="text-muted">{messages.postings(postings, asMust)}</span>
        </li>
      ))}
    </ul>
  )
}
