import { createJobs, type Jobs, type JobsNeeds } from './job-match/jobs.ts'

/** The career half of the twin: postings and what they ask for. */
export interface Interview {
  readonly jobs: Jobs
}

export type InterviewNeeds = JobsNeeds

export function createInterview(needs: InterviewNeeds): Interview {
  return { jobs: createJobs(needs) }
}
