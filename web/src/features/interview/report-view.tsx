import { useQuery } from '@tanstack/react-query'
import type { ResponseOf } from '../../api/call.ts'
import { queryOf } from '../../api/query.ts'
import { BarChart } from '../../components/charts/bar-chart.tsx'
import { Figure, Figures } from '../../components/figure.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Section } from '../../components/section.tsx'
import { Tag, type Tone } from '../../components/tag.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { interviewMessages } from '../../messages/interview/messages.ts'
import { dimensions } from './dimensions.ts'
import { TurnDetails } from './turn-details.tsx'

type Report = ResponseOf<'GET /api/v1/interviews/sessions/{id}/report'>

/** What an interview came to: its score, by dimension, what to practise, and each answer with the words that counted. */
export function ReportView({ id }: { id: string }) {
  const query = useQuery(queryOf('GET /api/v1/interviews/sessions/{id}/report', { path: { id } }))
  return (
    <Loaded query={query}>
      {(report) => (
        <>
          <Summary report={report} />
          <Lessons report={report} />
          <Questions report={report} />
        </>
      )}
    </Loaded>
  )
}

function Summary({ report }: { report: Report }) {
  const { report: messages } = useMessages(interviewMessages)
  const format = useFormat()
  const { session, result, clock } = report
  const time = format.duration(clock.elapsedSeconds * 1000)
  return (
    <div className="flex flex-col gap-4">
      <p className="text-small text-muted">{session.endedBecause && messages.ended[session.endedBecause]}</p>
      <Figures>
        <Figure
          label={messages.score}
          value={result.score === null ? '–' : format.number(result.score)}
          note={result.score === null && messages.noScore}
        />
        <Figure
          label={messages.answered}
          value={format.number(result.answered)}
          note={messages.ofPlanned(session.planned)}
        />
        <Figure
          label={messages.open}
          value={format.number(result.skipped + result.notReached)}
          note={messages.notReached(result.notReached)}
        />
        <Figure
          label={messages.time}
          value={time}
          note={clock.pauses > 0 && messages.pauses(clock.pauses, format.duration(clock.pausedSeconds * 1000))}
        />
      </Figures>
    </div>
  )
}

function Lessons({ report }: { report: Report }) {
  const { report: messages, dimensions: names, how } = useMessages(interviewMessages)
  const format = useFormat()
  const { result, strengths, toPractise, advice } = report
  if (result.score === null) return null
  return (
    <div className="grid gap-6 py-6 lg:grid-cols-2">
      <BarChart
        title={messages.dimensions}
        axis={messages.dimension}
        series={[messages.points]}
        rows={dimensions.map((dimension) => ({
          at: names[dimension],
          values: [result.dimensions[dimension] ?? null],
        }))}
        format={(value) => format.number(value)}
      />
      <div className="flex flex-col gap-4 text-small">
        {strengths.length > 0 && (
          <div>
            <h2 className="font-medium">{messages.strengths}</h2>
            <p className="mt-1.5 flex flex-wrap gap-1.5">
              {strengths.map((dimension) => (
                <Tag key={dimension} tone="good">
                  {names[dimension]}
                </Tag>
              ))}
            </p>
          </div>
        )}
        {toPractise.length > 0 && (
          <div>
            <h2 className="font-medium">{messages.toPractise}</h2>
            <ul className="mt-1 flex flex-col gap-1">
              {toPractise.map((dimension) => (
                <li key={dimension}>
                  <Tag tone="warn">{names[dimension]}</Tag> <span className="text-muted">{how[dimension]}</span>
                </li>
              ))}
            </ul>
          </div>
        )}
        {toPractise.length === 0 && advice.length > 0 && (
          <div>
            <h2 className="font-medium">{messages.advice}</h2>
            <ul lang="en" className="mt-1 list-disc pl-5 text-muted">
              {advice.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </div>
  )
}

const tones: Record<Report['questions'][number]['state'], Tone> = {
  answered: 'good',
  skipped: 'warn',
  not_reached: 'plain',
}

function Questions({ report }: { report: Report }) {
  const { report: messages, score: scoreMessages } = useMessages(interviewMessages)
  const { language } = report.session
  return (
    <Section title={messages.questions}>
      <ol className="flex flex-col gap-4">
        {report.questions.map(({ item, question, state, score, answers }) => (
          <li key={item} className="rounded-lg border border-line bg-surface">
            <div className="flex flex-wrap items-start gap-x-3 gap-y-1 px-4 pt-3 pb-2 text-small">
              <h3 lang={language} className="min-w-48 flex-1 font-medium">
                {item}. {question}
              </h3>
              {score && <span className="font-medium tabular-nums">{scoreMessages.of100(score.total)}</span>}
              <Tag tone={tones[state]}>{messages.states[state]}</Tag>
            </div>
            {answers.length > 0 && (
              <div className="divide-y divide-line border-t border-line">
                {answers.map((turn) => (
                  <TurnDetails key={turn.turn} turn={turn} language={language} underQuestion />
                ))}
              </div>
            )}
          </li>
        ))}
      </ol>
    </Section>
  )
}
