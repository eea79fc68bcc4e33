/** What stands in the address of a part of the settings. */
export interface SettingsSearch {
  /** Of keys and links: also those that have ended. */
  show?: 'ended'
  /** The share link that is looked at. */
  link?: string
  /** Of the audit log: what kind of entries, about what, since when and until when (days), after which entry. */
  kind?: string
  subject?: string
  from?: string
  to?: string
  after?: number
}

const day = /^\d{4}-\d{2}-\d{2}$/

/** Keeps of an address what is meant and in order; the rest is as if it were not there. */
export function settingsSearch(search: Record<string, unknown>): SettingsSearch {
  const { show, link, from, to } = search
  const text = (value: unknown, longest: number) =>
    (typeof value === 'string' || typeof value === 'number') && value !== '' && String(value).length <= longest
      ? String(value)
      : undefined
  const kind = text(search['kind'], 100)
  const subject = text(search['subject'], 200)
  const after = Number(search['after'])
  return {
    ...(show === 'ended' && { show }),
    ...(typeof link === 'string' && { link }),
    ...(kind !== undefined && { kind }),
    ...(subject !== undefined && { subject }),
    ...(typeof from === 'string' && day.test(from) && { from }),
    ...(typeof to === 'string' && day.test(to) && { to }),
    ...(Number.isSafeInteger(after) && after > 0 && { after }),
  }
}
