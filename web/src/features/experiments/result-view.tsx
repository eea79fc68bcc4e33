import { DataTable } from '../../components/data-table.tsx'
import { IntervalChart } from '../../components/charts/interval-chart.tsx'
import { Figure, Figures } from '../../components/figure.tsx'
import { Notice } from '../../components/notice.tsx'
import { Tag } from '../../components/tag.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { experimentsMessages } from '../../messages/experiments/messages.ts'
import { useFormat } from '../../messages/format.ts'
import type { Result } from './types.ts'

/** What an experiment says so far: the verdict, each arm, the intervals, and whether it can be believed. */
export function ResultView({ result }: { result: Result }) {
  const messages = useMessages(experimentsMessages)
  const format = useFormat()
  const { arms, sampleRatio, confidence, verdict } = result
  const visitors = arms.reduce((sum, arm) => sum + arm.visitors, 0)
  const points = (value: number) => format.number(value * 100, { maximumFractionDigits: 1, signDisplay: 'exceptZero' })
  const intervals = arms.flatMap(({ name, difference }) =>
    difference ? [{ name, ...difference, clear: difference.excludesZero }] : [],
  )
  return (
    <div className="flex flex-col gap-6">
      {sampleRatio.mismatch && (
        <Notice title={messages.ratioBroken} tone="danger">
          {messages.ratioBrokenAdvice}
        </Notice>
      )}
      <Figures>
        <Figure
          label={messages.verdict}
          value={
            sampleRatio.mismatch
              ? messages.notBelieved
              : verdict.winner !== null
                ? messages.winner(verdict.winner)
                : messages.undecided
          }
          note={<span lang="en">{verdict.message}</span>}
        />
        <Figure
          label={messages.visitors}
          value={format.number(visitors)}
          note={verdict.neededVisitors !== null && messages.needed(verdict.neededVisitors)}
        />
        <Figure
          label={messages.sampleRatio}
          value={sampleRatio.mismatch ? messages.ratioWrong : messages.ratioRight}
          note={messages.pValue(format.number(sampleRatio.p, { maximumSignificantDigits: 2 }))}
        />
        <Figure
          label={messages.guardrail}
          value={
            arms.some(({ stoppedFor }) => stoppedFor !== null) ? messages.guardrailStopped : messages.guardrailQuiet
          }
          note={messages.guardrailNote}
        />
      </Figures>
      {intervals.length > 0 ? (
        <IntervalChart title={messages.differences(format.percent(confidence))} intervals={intervals} format={points} />
      ) : (
        <p className="text-small text-muted">{messages.noDifference}</p>
      )}
      <ArmTable arms={arms} />
    </div>
  )
}

function ArmTable({ arms }: { arms: Result['arms'] }) {
  const messages = useMessages(experimentsMessages)
  const format = useFormat()
  const share = (value: number | null) => (value === null ? messages.nothing : format.percent(value, 1))
  return (
    <DataTable
      caption={messages.arms}
      rows={arms}
      rowKey={({ name }) => name}
      columns={[
        {
          title: messages.arm,
          cell: (arm) => (
            <span className="flex flex-wrap items-center gap-2">
              <span className="font-medium">{arm.name}</span>
              {arm === arms[0] && <Tag>{messages.control}</Tag>}
              {arm.stoppedFor !== null && <Tag tone="danger">{messages.armStopped[arm.stoppedFor]}</Tag>}
            </span>
          ),
        },
        {
          title: messages.settings,
          secondary: true,
          cell: ({ strategy, writer }) => `${messages.strategies[strategy]} · ${messages.writers[writer]}`,
        },
        { title: messages.traffic, numeric: true, secondary: true, cell: ({ weight }) => format.percent(weight) },
        { title: messages.visitors, numeric: true, cell: ({ visitors }) => format.number(visitors) },
        { title: messages.successes, numeric: true, cell: ({ conversions }) => format.number(conversions) },
        { title: messages.rate, numeric: true, cell: ({ rate }) => share(rate) },
        {
          title: messages.refusals,
          numeric: true,
          secondary: true,
          cell: ({ refusalRate }) => share(refusalRate),
        },
        {
          title: messages.unsupported,
          numeric: true,
          secondary: true,
          cell: ({ unsupportedRate }) => share(unsupportedRate),
        },
      ]}
    />
  )
}
