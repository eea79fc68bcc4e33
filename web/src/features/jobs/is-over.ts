/** Whether a posting's last day has passed; what is no date says nothing. */
export function isOver(validThrough: string | undefined, now = Date.now()): boolean {
  if (validThrough === undefined) return false
  const day = /^\d{4}-\d{2}-\d{2}$/.test(validThrough) ? `${validThrough}T23:59:59` : validThrough
  return Date.parse(day) < now
}
