import type { Sample } from './alerts/evaluate-alerts.ts'
import { readHost, type HostFigures } from './host/read-host.ts'
import type { MonitoringFile } from './monitoring-file.ts'
import { lookAtServices, serviceFigures, type ServicesNeeds, type ServicesReport } from './services.ts'

export interface MeasureNeeds extends Omit<ServicesNeeds, 'targets'> {
  readonly config: ServicesNeeds['config'] & { readonly dataDir: string }
  readonly file: MonitoringFile
}

export interface Measurement extends ServicesReport {
  readonly host: HostFigures
  /** The fullest of the file systems looked at, in percent. */
  readonly diskPercent: number
  readonly sample: Sample
}

/** Looks at the host and at every service at the same time. */
export async function measure(
  needs: MeasureNeeds,
  { signal, processes = false }: { signal: AbortSignal; processes?: boolean },
): Promise<Measurement> {
  const at = new Date().toISOString()
  const { targets, disks } = needs.file
  const [host, report] = await Promise.all([
    readHost({ folders: [needs.config.dataDir, ...disks], processes, signal }),
    lookAtServices({ ...needs, targets }, signal),
  ])
  const diskPercent = Math.max(...host.disks.map(({ usedPercent }) => usedPercent))
  const figures = { ...hostFigures(host, diskPercent), ...serviceFigures(report.services) }
  const rounded = Object.fromEntries(Object.entries(figures).map(([key, value]) => [key, round(value)]))
  return { host, ...report, diskPercent, sample: { at, host: host.host, figures: rounded } }
}

function hostFigures(host: HostFigures, diskPercent: number): Record<string, number> {
  const outside = Object.entries(host.network).filter(([name]) => name !== 'lo')
  return {
    cpu_percent: host.cpuPercent,
    memory_percent: host.memory.usedPercent,
    disk_percent: diskPercent,
    ...Object.fromEntries(host.disks.map(({ path, usedPercent }) => [`disk_percent:${path}`, usedPercent])),
    load_1m: host.load[0] ?? 0,
    network_received_bytes_per_second: outside.reduce((sum, [, rate]) => sum + rate.received_bytes_per_second, 0),
    network_sent_bytes_per_second: outside.reduce((sum, [, rate]) => sum + rate.sent_bytes_per_second, 0),
  }
}

/** To two decimals: more is noise. Never -0, which JSON cannot hold. */
export function round(value: number): number {
  return Math.round(value * 100) / 100 + 0
}
