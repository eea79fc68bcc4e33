import type { Alert } from '#desk'
import type { AlertChange } from './alerts/evaluate-alerts.ts'

/** An alert of ours in the words of Alertmanager, in which the desk takes every alert. */
export function asDeskAlert(
  { kind, alert, key }: AlertChange,
  labels: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Alert {
  const { name, severity, target, value, threshold, since } = alert
  const folder = target.includes(':') ? target.slice(target.indexOf(':') + 1) : undefined
  return {
    status: kind === 'ended' ? 'resolved' : 'firing',
    labels: {
      ...labels[target],
      ...(folder !== undefined && { ...labels[folder], folder }),
      // The canary has a procedure of its own: it is no service that can be started.
      alertname: name === 'service_down' && target === 'canary' ? 'canary_failing' : name,
      severity,
      target,
    },
    annotations: {
      summary: `${name}: ${target} is at ${value}, and the limit is ${threshold}.`,
    },
    startsAt: since,
    fingerprint: key,
  }
}
