import { BarChart } from '../../components/charts/bar-chart.tsx'
import { LineChart } from '../../components/charts/line-chart.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { operationsMessages } from '../../messages/operations/messages.ts'
import type { HostMoment, Snapshot } from './use-snapshots.ts'

/** Requests and their times of the last minutes, and the host for as long as the page is open. */
export function LiveCharts({ snapshot, host }: { snapshot: Snapshot; host: readonly HostMoment[] }) {
  const messages = useMessages(operationsMessages)
  const format = useFormat()
  const { slots } = snapshot.requests
  const common = { axis: messages.time, formatAt: format.time, live: true }
  const count = (value: number) => format.number(value)
  return (
    <div className="grid gap-4 xl:grid-cols-3">
      <BarChart
        {...common}
        title={messages.requestsOfSeconds(slots[0]?.seconds ?? 5)}
        series={[messages.served, messages.errors]}
        stacked
        rows={slots.map(({ at, requests, errors }) => ({ at, values: [requests - errors, errors] }))}
        format={count}
      />
      <LineChart
        {...common}
        title={messages.latency}
        series={['p50', 'p95', 'p99']}
        rows={slots.map(({ at, latencyMs: { p50, p95, p99 } }) => ({ at, values: [p50, p95, p99] }))}
        format={format.duration}
      />
      <LineChart
        {...common}
        title={messages.hostNow}
        series={[messages.cpu, messages.memory]}
        rows={host.map(({ at, cpuPercent, memoryPercent }) => ({ at, values: [cpuPercent, memoryPercent] }))}
        format={(value) => format.percent(value / 100)}
        scale={[0, 100]}
      />
    </div>
  )
}
