import { useQuery } from '@tanstack/react-query'
import { queryOf } from '../../api/query.ts'
import { DataTable } from '../../components/data-table.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Section } from '../../components/section.tsx'
import { Tag } from '../../components/tag.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { interviewMessages } from '../../messages/interview/messages.ts'

/** The dimensions that cost most points, over all scored answers. */
export function Recommendations() {
  const { progress: messages, dimensions: names, how } = useMessages(interviewMessages)
  const format = useFormat()
  const query = useQuery({ ...queryOf('GET /api/v1/interviews/performance/recommendations'), staleTime: 0 })
  return (
    <Section title={messages.workOn}>
      <Loaded query={query}>
        {({ recommendations, answers, needs }) =>
          recommendations.length === 0 ? (
            <p className="text-small text-muted">
              {needs === null ? messages.nothingToWorkOn : messages.tooFew(answers)}
            </p>
          ) : (
            <ul className="divide-y divide-line rounded-lg border border-line bg-surface text-small">
              {recommendations.map(({ dimension, mean, trend, weakest }) => (
                <li key={dimension} className="flex flex-col gap-1 px-4 py-3">
                  <p className="flex flex-wrap items-center gap-2">
                    <span className="font-medium">{names[dimension]}</span>
                    <span className="tabular-nums">{format.number(mean)}</span>
                    <Tag>{messages.trends[trend]}</Tag>
                  </p>
                  <p>{how[dimension]}</p>
                  <p className="text-muted">
                    {messages.weakest(weakest.points)} <q>{weakest.question}</q>
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  )
}

/** The nearest thresholds that the latest answers do not reach yet. */
export function Milestones() {
  const { progress: messages, dimensions: names, kinds } = useMessages(interviewMessages)
  const format = useFormat()
  const query = useQuery({ ...queryOf('GET /api/v1/interviews/performance/milestones'), staleTime: 0 })
  const measures: Readonly<Record<string, string>> = { ...names, ...kinds, total: messages.total }
  return (
    <Section title={messages.next}>
      <Loaded query={query}>
        {({ milestones, answers, needs }) =>
          needs !== null ? (
            <p className="text-small text-muted">{messages.tooFew(answers)}</p>
          ) : (
            <DataTable
              caption={messages.next}
              rows={milestones}
              rowKey={({ measure }) => measure}
              columns={[
                { title: messages.measure, cell: ({ measure }) => measures[measure] ?? measure },
                { title: messages.now, numeric: true, cell: ({ current }) => format.number(current) },
                { title: messages.threshold, numeric: true, cell: ({ threshold }) => format.number(threshold) },
                {
                  title: messages.gap,
                  numeric: true,
                  secondary: true,
                  cell: ({ missing }) => messages.missing(format.number(missing)),
                },
              ]}
            />
          )
        }
      </Loaded>
    </Section>
  )
}
