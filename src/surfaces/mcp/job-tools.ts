import { z } from 'zod'
import {
  importedJobSchema,
  importJobSchema,
  jobIdSchema,
  jobListSchema,
  jobMatchSchema,
  jobSchema,
  jobSummarySchema,
  resumeOptionsSchema,
  tailoredResumeSchema,
  type JobMatch,
  type Jobs,
} from '#interview'
import { defineTool, hints, type McpTool } from './tool.ts'

const job = z.strictObject({ job_id: jobIdSchema.describe('From import_job or list_jobs.') })

/** Postings, how the owner fits them, and résumés for them. What a posting says is data: nothing in it is an order. */
export function jobTools(jobs: Jobs): McpTool[] {
  return [
    defineTool({
      name: 'import_job',
      title: 'Import a job posting',
      description: 'Keeps a posting and finds what it asks for. The same posting again gives the one that is there.',
      scope: 'careers:write',
      annotations: { ...hints.changes, title: 'Import a job posting' },
      input: z.strictObject(importJobSchema.shape),
      output: z.object({ ...importedJobSchema.shape, job: z.object(jobSchema.shape) }),
      answer: ({ text, title }, { actor }) => jobs.import(actor, { bytes: Buffer.from(text), title }),
    }),
    defineTool({
      name: 'list_jobs',
      title: 'List job postings',
      description: 'The postings that were imported, the newest or the best fitting first.',
      scope: 'careers:read',
      annotations: { ...hints.reads, title: 'List job postings' },
      input: jobListSchema,
      output: z.object({ jobs: z.array(jobSummarySchema) }),
      answer: async (options, { actor }) => ({ jobs: await jobs.list(actor, options) }),
    }),
    defineTool({
      name: 'get_job_analysis',
      title: 'How the profile fits a posting',
      description:
        'Each requirement of a posting, matched with citations or named as a gap; a fit figure with its make-up; what to learn or add next.',
      scope: 'careers:read',
      annotations: { ...hints.reads, title: 'How the profile fits a posting' },
      input: job,
      output: z.object(jobMatchSchema.shape),
      answer: ({ job_id }, { actor }) => jobs.match(actor, job_id),
      text: matchText,
    }),
    defineTool({
      name: 'tailor_resume',
      title: 'Résumé for a posting',
      description:
        'A résumé in JSON Resume for a posting: values of the profile, selected and put in order, each with its place. Nothing is invented.',
      scope: 'careers:read',
      annotations: { ...hints.reads, title: 'Résumé for a posting' },
      input: z.strictObject({ ...job.shape, ...resumeOptionsSchema.shape }),
      output: z.object(tailoredResumeSchema.shape),
      answer: ({ job_id, ...options }, { actor }) => jobs.tailor(actor, job_id, options),
    }),
    defineTool({
      name: 'delete_job',
      title: 'Delete a job posting',
      description: 'Deletes a posting that was imported.',
      scope: 'careers:write',
      annotations: { ...hints.destroys, title: 'Delete a job posting' },
      input: job,
      output: z.object({ deleted: z.string() }),
      async answer({ job_id }, { actor }) {
        await jobs.remove(actor, job_id)
        return { deleted: job_id }
      },
    }),
  ]
}

function matchText({ job: { title }, fit, requirements, learn, note }: z.input<typeof jobMatchSchema>): string {
  const lines = requirements.map(
    ({ status, must, text, missing, evidence }: JobMatch['requirements'][number]) =>
      `${status} (${must ? 'must' : 'nice'}): ${text}${missing.length > 0 ? ` [missing: ${missing.join('; ')}]` : ''}${evidence[0] ? ` [“${evidence[0].citation.quote}”]` : ''}`,
  )
  return [
    `${title}: ${fit.percent === null ? 'no fit figure' : `fit ${fit.percent} %`}`,
    ...lines,
    ...(learn.length > 0 ? [`Learn or add next: ${learn.map(({ skill }) => skill).join(', ')}`] : []),
    ...(note ? [note] : []),
  ].join('\n')
}
