import type { Priority, ServiceLevel } from './ticket.ts'

/** Minutes on a clock that runs day and night, from creation. docs/guides/desk.md shows the same table. */
export const serviceLevels: Readonly<Record<Priority, { responseMinutes: number; resolutionMinutes: number }>> = {
  critical: { responseMinutes: 15, resolutionMinutes: 240 },
  high: { responseMinutes: 60, resolutionMinutes: 480 },
  medium: { responseMinutes: 240, resolutionMinutes: 1_440 },
  low: { responseMinutes: 480, resolutionMinutes: 4_320 },
}

/** When the clocks of a ticket run out; time in which it was resolved does not count. */
export function dueTimes(
  priority: Priority,
  createdAt: Date,
  pausedMs: number,
): { responseDueAt: Date; resolutionDueAt: Date } {
  const { responseMinutes, resolutionMinutes } = serviceLevels[priority]
  const after = (minutes: number) => new Date(createdAt.getTime() + minutes * 60_000 + pausedMs)
  return { responseDueAt: after(responseMinutes), resolutionDueAt: after(resolutionMinutes) }
}

/** The clocks as they stand at `now`. One that is stopped (answered, resolved) is judged by when it stopped. */
export function serviceLevelAt(
  now: Date,
  ticket: { responseDueAt: Date; resolutionDueAt: Date; respondedAt: Date | null; resolvedAt: Date | null },
): ServiceLevel {
  const stopped = ticket.resolvedAt ?? now
  return {
    responseDueAt: ticket.responseDueAt.toISOString(),
    resolutionDueAt: ticket.resolutionDueAt.toISOString(),
    respondedAt: ticket.respondedAt?.toISOString() ?? null,
    responseBreached: (ticket.respondedAt ?? stopped) > ticket.responseDueAt,
    resolutionBreached: stopped > ticket.resolutionDueAt,
    paused: ticket.resolvedAt !== null,
  }
}
