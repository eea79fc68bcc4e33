import type { Alert, Category } from '#desk'
import type { Alert as OwnAlert, AlertChange } from './alerts/evaluate-alerts.ts'
import { stateFigures } from './alerts/thresholds.ts'

interface Kind {
  readonly category: Category
  /** For whoever reads the ticket; `of` is the target, for a host's folder the folder. */
  readonly say: (alert: OwnAlert, of: string) => string
}

/** By the name of the alert. What a rule knows for certain is not left to a classifier. */
const kinds: Readonly<Record<string, Kind>> = {
  service_down: {
    category: 'software',
    say: ({ value }, of) =>
      value >= stateFigures.down ? `The service ${of} is down.` : `The service ${of} answers, but not as it should.`,
  },
  canary_failing: { category: 'software', say: () => 'The application gives no answer to its canary question.' },
  disk_full: { category: 'performance', say: ({ value }, of) => `The disk ${of} is ${value} % full.` },
  cpu_high: { category: 'performance', say: ({ value }, of) => `The processor of ${of} is ${value} % busy.` },
  memory_high: { category: 'performance', say: ({ value }, of) => `The memory of ${of} is ${value} % used.` },
  queue_backlog: { category: 'performance', say: ({ value }) => `${value} runs wait in the queue.` },
  certificate_expires: {
    category: 'security',
    say: ({ value }, of) => `The certificate of ${of} ends in ${value} days.`,
  },
}

/** An alert of ours in the words of Alertmanager, in which the desk takes every alert. */
export function asDeskAlert(
  { kind, alert, key }: AlertChange,
  labels: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Alert {
  const { severity, target, value, threshold, since } = alert
  // The canary has a procedure of its own: it is no service that can be started.
  const name = alert.name === 'service_down' && target === 'canary' ? 'canary_failing' : alert.name
  const folder = target.includes(':') ? target.slice(target.indexOf(':') + 1) : undefined
  const known = Object.hasOwn(kinds, name) ? kinds[name] : undefined
  const figures = `${name}: ${target} is at ${value}, and the limit is ${threshold}.`
  return {
    status: kind === 'ended' ? 'resolved' : 'firing',
    labels: {
      ...(known && { category: known.category }),
      ...labels[target],
      ...(folder !== undefined && { ...labels[folder], folder }),
      alertname: name,
      severity,
      target,
    },
    annotations: { summary: known?.say(alert, folder ?? target) ?? figures, description: figures },
    startsAt: since,
    fingerprint: key,
  }
}
