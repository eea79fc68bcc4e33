import { createInterviews, type Interviews, type InterviewsNeeds } from './interviews.ts'
import { createEvaluations, type Evaluations, type EvaluationsNeeds } from './performance/evaluations.ts'
import { scoreAnswer } from './scoring/score-answer.ts'

export interface Interview {
  /** Undefined when they are switched off. */
  readonly interviews: Interviews | undefined
  /** Undefined when interviews are switched off. */
  readonly evaluations: Evaluations | undefined
}

export interface InterviewNeeds extends Omit<InterviewsNeeds, 'score'>, EvaluationsNeeds {
  /** ENABLE_INTERVIEW_SIMULATION. */
  readonly enabled: boolean
}

/** The career half: interviews, how answers are scored, postings and resumes. */
export function createInterview({ enabled, ...needs }: InterviewNeeds): Interview {
  return {
    interviews: enabled ? createInterviews({ ...needs, score: scoreAnswer }) : undefined,
    evaluations: enabled ? createEvaluations(needs) : undefined,
  }
}
