import { z } from 'zod'

/** Beyond what a person means, and beyond some of the dates that PostgreSQL and JavaScript share. */
const lastYear = 2999

const form =
  'write the last day as YYYY-MM-DD, for example 2027-12-31 (until the end of that day in UTC), or a time with its zone, for example 2027-12-31T18:00:00Z'

const day = z.iso.date()
const time = z.iso.datetime({ offset: true })

/**
 * When something stops being true, as people write it: a day, or an RFC 3339 time with its zone. Parses to an ISO 8601
 * time in UTC. What is over already is refused: a source that nobody can see is a mistake.
 */
export const expirySchema = z
  .string()
  .transform((text, context) => {
    const moment = day.safeParse(text).success
      ? endOfDay(text)
      : new Date(time.safeParse(text).success ? text : Number.NaN)
    if (Number.isNaN(moment.getTime()) || moment.getUTCFullYear() > lastYear) context.addIssue(form)
    else if (moment.getTime() <= Date.now()) context.addIssue(`${text} is in the past; ${form}`)
    else return moment.toISOString()
    return z.NEVER
  })
  .describe(
    'When it stops being true: a day (2027-12-31, until its end in UTC) or a time with its zone (2027-12-31T18:00:00Z).',
  )

/** The last second of a day (YYYY-MM-DD) in UTC. */
export function endOfDay(day: string): Date {
  return new Date(`${day}T23:59:59Z`)
}
