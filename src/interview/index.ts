export { createInterview, type Interview } from './interview.ts'
export type { Interviews } from './interviews.ts'
export {
  evaluationIdSchema,
  evaluationInputSchema,
  evaluationQuerySchema,
  evaluationSchema,
  type Evaluation,
} from './performance/evaluation.ts'
export {
  milestoneQuerySchema,
  milestonesSchema,
  performanceRecordSchema,
  performanceSchema,
  recommendationQuerySchema,
  recommendationsSchema,
  type Milestones,
  type Performance,
  type Recommendations,
} from './performance/performance.ts'
export { planInputSchema, planSchema, postingSchema, type PlanInput } from './interviewer/plan.ts'
export {
  practiceProgressSchema,
  sessionAnswerSchema,
  sessionIdSchema,
  sessionQuerySchema,
  sessionReportSchema,
  sessionSchema,
  sessionSummarySchema,
  type Session,
  type SessionReport,
} from './practice/session.ts'
export {
  bankLanguages,
  levels,
  questionIdSchema,
  questionPageSchema,
  questionQuerySchema,
  questionSchema,
  stages,
  type BankLanguage,
  type Level,
  type Stage,
} from './question-bank/question.ts'
export { questionKinds, type QuestionKind } from './scoring/rubric.ts'
export { scoreAnswer } from './scoring/score-answer.ts'
export type { AnswerToScore, Score } from './scoring/score.ts'
export { simulationInputSchema, simulationSchema, type Simulation } from './simulation/simulation.ts'
export { switchedOn } from './switched-on.ts'
export {
  importJobSchema,
  importedJobSchema,
  jobIdSchema,
  jobListSchema,
  jobMatchSchema,
  jobSchema,
  jobSorts,
  jobSummarySchema,
  resumeOptionsSchema,
  tailoredResumeSchema,
  type Job,
  type JobMatch,
  type JobSummary,
  type TailoredResume,
} from './job-match/job-schemas.ts'
export type { Jobs } from './job-match/jobs.ts'
export { provesSkill } from './job-match/mentions.ts'
export { resumeHtml } from './resume/resume-html.ts'
export { resumePdf } from './resume/resume-pdf.ts'
