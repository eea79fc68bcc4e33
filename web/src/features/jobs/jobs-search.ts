import type { JobOrder } from './job-list.tsx'
import { audiences, type ResumeChoice } from './resume-choice.ts'
import { statuses, type Status } from './statuses.ts'

export interface JobsSearch {
  add?: boolean | undefined
  order?: JobOrder | undefined
}

export const readJobsSearch = ({ add, order }: Record<string, unknown>): JobsSearch => ({
  ...(add === true && { add }),
  ...(order === 'best' && { order }),
})

export interface JobSearch extends Partial<{ [Key in keyof ResumeChoice]: ResumeChoice[Key] | undefined }> {
  tab?: 'match' | 'resume' | 'posting' | undefined
  show?: Status | undefined
}

/** What the address says about one posting's page; what makes no sense is left out. */
export function readJobSearch({ tab, show, audience, view, sources }: Record<string, unknown>): JobSearch {
  const status = statuses.find((one) => one === show)
  const whom = audiences.find((one) => one === audience)
  return {
    ...((tab === 'resume' || tab === 'posting') && { tab }),
    ...(status && { show: status }),
    ...(whom && { audience: whom }),
    ...(view === 'lines' && { view }),
    ...(sources === true && { sources }),
  }
}
