const dayMs = 86_400_000

/** From now to the end of a certificate, as X.509 dates are written: `Jun  1 12:00:00 2030 GMT`. Negative when past. */
export function daysUntil(end: string): number {
  return (Date.parse(end) - Date.now()) / dayMs
}
