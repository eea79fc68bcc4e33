import type { Machine } from '../../bench/support/machine.ts'
import type { Measured } from './measure.ts'

export interface Load {
  /** How hard: "20 requests a second", "full tilt". */
  readonly title: string
  readonly measured: readonly Measured[]
}

export interface LoadRun {
  readonly url: string
  readonly seconds: number
  readonly commit: string
  readonly machine: Machine
  readonly loads: readonly Load[]
}

const limited = 429
const columns = ['what', 'answered/s', 'p50 ms', 'p95 ms', 'p99 ms', 'by status', '429', 'no answer']

/** What was neither answered nor turned away by the limits; none of it may be. */
export function failuresOf({ byStatus, unanswered }: Measured): number {
  const failed = [...byStatus].filter(([status]) => status >= 400 && status !== limited)
  return failed.reduce((sum, [, times]) => sum + times, unanswered)
}

/** For the terminal. */
export function tableOf({ title, measured }: Load): string {
  const rows = [columns, ...rowsOf(measured)]
  const widths = columns.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  const lines = rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join('  '),
  )
  return [title, ...lines, ''].join('\n')
}

/** For a file. */
export function reportOf({ url, seconds, commit, machine, loads }: LoadRun): string {
  const { cpu, cores, memoryGb, node, yardstickMs } = machine
  return [
    '# Load',
    '',
    `Run ${new Date().toISOString()} by \`npm run load\` against ${url}, ${seconds} s each, from a checkout of ${commit}.`,
    `The load came from: ${cores} × ${cpu ?? 'unknown processor'}, ${memoryGb} GB, Node ${node}, yardstick ${yardstickMs} ms (bench/support/machine.ts).`,
    '',
    'Times are of answers with success (2xx); 429 is the limits at work, told apart.',
    '',
    ...loads.flatMap(({ title, measured }) => [
      `## ${title}`,
      '',
      markdownRow(columns),
      `|${columns.map(() => '---').join('|')}|`,
      ...rowsOf(measured).map(markdownRow),
      '',
    ]),
  ].join('\n')
}

const markdownRow = (cells: readonly string[]) => `| ${cells.join(' | ')} |`

function rowsOf(measured: readonly Measured[]): string[][] {
  return [...measured, together(measured)].map(({ what, seconds, byStatus, unanswered, latenciesMs }) => {
    const sorted = latenciesMs.toSorted((one, other) => one - other)
    const others = [...byStatus].filter(([status]) => status !== limited).sort(([one], [other]) => one - other)
    return [
      what,
      (latenciesMs.length / seconds).toFixed(1),
      ...[50, 95, 99].map((percent) => percentile(sorted, percent)?.toFixed(1) ?? '–'),
      others.map(([status, times]) => `${status}: ${times}`).join(', ') || '–',
      String(byStatus.get(limited) ?? 0),
      String(unanswered),
    ]
  })
}

function together(measured: readonly Measured[]): Measured {
  const byStatus = new Map<number, number>()
  for (const one of measured)
    for (const [status, times] of one.byStatus) byStatus.set(status, (byStatus.get(status) ?? 0) + times)
  return {
    what: 'all',
    seconds: measured[0]?.seconds ?? 1,
    byStatus,
    unanswered: measured.reduce((sum, one) => sum + one.unanswered, 0),
    latenciesMs: measured.flatMap(({ latenciesMs }) => latenciesMs),
  }
}

/** The nearest rank: the least value that `percent` of all do not exceed. */
function percentile(sorted: readonly number[], percent: number): number | undefined {
  return sorted[Math.ceil((sorted.length * percent) / 100) - 1]
}
