export interface InterviewSearch {
  tab?: 'progress' | 'simulate' | 'score' | undefined
  job?: string | undefined
}

/** What the address says about the page: which part, and for which posting. */
export function readInterviewSearch({ tab, job }: Record<string, unknown>): InterviewSearch {
  return {
    ...((tab === 'progress' || tab === 'simulate' || tab === 'score') && { tab }),
    ...(typeof job === 'string' && { job }),
  }
}
