import { useState } from 'react'
import { SelectField } from '../../components/select-field.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { interviewMessages } from '../../messages/interview/messages.ts'
import { segments } from '../source/segments.ts'
import { dimensions, type Dimension, type Score } from './dimensions.ts'
import { Meter } from './meter.tsx'

/** A score with what it rests on: the points of each dimension, and the very words of the answer that gave them. */
export function ScoreView({ score, answer }: { score: Score; answer?: string }) {
  const { score: messages } = useMessages(interviewMessages)
  return (
    <div className="flex flex-col gap-4 text-small">
      <ScoreLine score={score} />
      {answer !== undefined && <MarkedAnswer score={score} answer={answer} />}
      <Dimensions score={score} />
      {score.advice.length > 0 && (
        <div>
          <p className="font-medium">{messages.advice}</p>
          <ul lang="en" className="mt-1 list-disc pl-5 text-muted">
            {score.advice.map((advice) => (
              <li key={advice}>{advice}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}

function ScoreLine({ score }: { score: Score }) {
  const { score: messages } = useMessages(interviewMessages)
  const { total, band, scoredBy } = score
  return (
    <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
      <span className="text-large font-semibold tracking-tight tabular-nums">{messages.of100(total)}</span>
      <span className="text-muted">
        {messages.band(band.low, band.high)} · {messages.by[scoredBy]}
      </span>
    </p>
  )
}

function MarkedAnswer({ score, answer }: { score: Score; answer: string }) {
  const { score: messages, dimensions: names } = useMessages(interviewMessages)
  const [shown, setShown] = useState<Dimension | 'all'>('all')
  const quotes = dimensions
    .filter((dimension) => shown === 'all' || dimension === shown)
    .flatMap((dimension) => score.dimensions[dimension]?.quotes ?? [])
  return (
    <div>
      <SelectField
        label={messages.shows}
        className="mb-2 max-w-60"
        value={shown}
        options={[
          { value: 'all', label: messages.everything },
          ...dimensions.map((value) => ({ value, label: names[value] })),
        ]}
        onChange={setShown}
      />
      <blockquote
        lang={score.language}
        aria-label={messages.answer}
        className="rounded-lg border border-line bg-page p-3 whitespace-pre-wrap"
      >
        {segments(answer.length, undefined, quotes).map(({ start, end, mark }) =>
          mark === 'none' ? (
            <span key={start}>{answer.slice(start, end)}</span>
          ) : (
            <mark key={start} data-mark="cited">
              {answer.slice(start, end)}
            </mark>
          ),
        )}
      </blockquote>
    </div>
  )
}

function Dimensions({ score }: { score: Score }) {
  const { dimensions: names } = useMessages(interviewMessages)
  const format = useFormat()
  return (
    <ul className="divide-y divide-line border-y border-line">
      {dimensions.map((dimension) => {
        const judged = score.dimensions[dimension]
        if (!judged) return null
        const { points, weight, quotes, note } = judged
        return (
          <li key={dimension} className="grid gap-x-6 gap-y-1 py-2 sm:grid-cols-[12rem_minmax(0,1fr)]">
            <div>
              <p className="flex justify-between gap-2">
                <span className="font-medium">{names[dimension]}</span>
                <span className="tabular-nums">
                  {format.number(points)} <span className="text-muted">× {format.percent(weight)}</span>
                </span>
              </p>
              <Meter points={points} />
            </div>
            <div className="min-w-0">
              <p lang="en" className="text-muted">
                {note}
              </p>
              {quotes.length > 0 && (
                <ul lang={score.language} className="flex flex-col gap-0.5">
                  {quotes.map(({ start, end, text }) => (
                    <li key={`${start}-${end}`}>
                      <q>{text}</q>
                    </li>
                  ))}
                </ul>
              )}
            </div>
          </li>
        )
      })}
    </ul>
  )
}
