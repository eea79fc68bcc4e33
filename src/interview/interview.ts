import { createInterviews, type Interviews, type InterviewsNeeds } from './interviews.ts'
import { scoreAnswer } from './scoring/score-answer.ts'

export interface Interview {
  /** Undefined when they are switched off. */
  readonly interviews: Interviews | undefined
}

export interface InterviewNeeds extends Omit<InterviewsNeeds, 'score'> {
  /** ENABLE_INTERVIEW_SIMULATION. */
  readonly enabled: boolean
}

/** The career half: interviews, how answers are scored, postings and resumes. */
export function createInterview({ enabled, ...needs }: InterviewNeeds): Interview {
  return { interviews: enabled ? createInterviews({ ...needs, score: scoreAnswer }) : undefined }
}
