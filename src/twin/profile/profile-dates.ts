import { isOpenEnd, parsePartialDate, type PartialDate } from './partial-date.ts'
import type { Field, ProfileView } from './profile-view.ts'

/** A date of the profile; `date` is absent when the person wrote something else than an ISO date. */
export interface DateField extends Field {
  readonly date?: PartialDate
}

export interface Period {
  readonly start?: DateField
  /** Absent when it goes on. */
  readonly end?: DateField
  /** Begun, with no end (also not a hidden one) or with an end such as "present". */
  readonly ongoing: boolean
}

export function dateField(field: Field | undefined): DateField | undefined {
  if (!field) return undefined
  const date = parsePartialDate(field.text)
  return date === undefined || date === 'impossible' ? field : { ...field, date }
}

export function periodOf(view: ProfileView): Period {
  const start = dateField(view.text('startDate'))
  const end = dateField(view.text('endDate'))
  const open = end !== undefined && isOpenEnd(end.text)
  return {
    ...(start && { start }),
    ...(end && !open && { end }),
    ongoing: open || (end === undefined && start !== undefined && !view.hides('endDate')),
  }
}
