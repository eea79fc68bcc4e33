import { system } from '#auth'
import { troubleOf, type Desk } from '#desk'
import type { OpenAlert } from './snapshot-schema.ts'

/** What fires now, with what to do about it: for who may read tickets. */
export async function readAlerts(desk: Desk): Promise<OpenAlert[]> {
  const firing = await desk.tickets.firing(system)
  return Promise.all(
    firing.map(async ({ startsAt, labels, annotations, ticket }) => {
      const told = { state: 'firing' as const, fingerprint: '', startsAt, labels, annotations }
      const best = (await desk.sops.match(system, troubleOf({ ...ticket, alerts: [told] }))).find(
        ({ chosen }) => chosen,
      )
      return {
        name: labels['alertname'] ?? ticket.title,
        summary: annotations['summary'] ?? ticket.title,
        severity: labels['severity'] ?? ticket.priority,
        target: labels['target'] ?? labels['instance'] ?? null,
        since: startsAt,
        ticketId: ticket.id,
        runbook: {
          sop: best ? { id: best.sop.id, title: best.sop.title } : null,
          url: webAddress(annotations['runbook_url']),
        },
      }
    }),
  )
}

/** Whoever may send alerts writes it, and somebody will follow it: nothing but a page, and nobody's password. */
function webAddress(text: string | undefined): string | null {
  if (text === undefined || !URL.canParse(text)) return null
  const url = new URL(text)
  return /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' ? url.href : null
}
