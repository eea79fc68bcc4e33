import type { ForgetActors } from '#auth'
import { forgetHolders } from './holder-store.ts'
import { createInterviews, type Interviews, type InterviewsNeeds } from './interviews.ts'
import { createJobs, type Jobs, type JobsNeeds } from './job-match/jobs.ts'
import { createEvaluations, type Evaluations, type EvaluationsNeeds } from './performance/evaluations.ts'
import { scoreAnswer } from './scoring/score-answer.ts'

export interface Interview {
  readonly jobs: Jobs
  /** Undefined when they are switched off. */
  readonly interviews: Interviews | undefined
  /** Undefined when interviews are switched off. */
  readonly evaluations: Evaluations | undefined
  /** Deletes the practice sessions, scored answers and figures of actors who have ended; also when interviews are switched off. */
  readonly forget: ForgetActors
}

export type InterviewNeeds = Omit<InterviewsNeeds, 'score' | 'findPosting'> &
  EvaluationsNeeds &
  JobsNeeds & {
    /** ENABLE_INTERVIEW_SIMULATION. */
    readonly enabled: boolean
  }

/** The career half: interviews, how answers are scored, postings and resumes. */
export function createInterview({ enabled, ...needs }: InterviewNeeds): Interview {
  const jobs = createJobs(needs)
  return {
    jobs,
    interviews: enabled ? createInterviews({ ...needs, findPosting: jobs.posting, score: scoreAnswer }) : undefined,
    evaluations: enabled ? createEvaluations(needs) : undefined,
    forget: forgetHolders,
  }
}
