export { createInterview, type Interview } from './interview.ts'
export {
  importJobSchema,
  importedJobSchema,
  jobIdSchema,
  jobMatchSchema,
  jobSchema,
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
