import { z } from 'zod'
import { audiences } from '#auth'
import { citationSchema, languages } from '#twin'
import { seniorities } from './posting-facts.ts'
import { longestPosting } from './read-posting.ts'

export const jobIdSchema = z.string().regex(/^job_[0-9a-f]{20}$/, 'is not the id of a posting')

/** A posting as pasted text; a file is sent in other ways on each surface. */
export const importJobSchema = z.strictObject({
  text: z
    .string({ error: 'is required: paste the posting, or its page' })
    .max(5_000_000, 'is longer than 5,000,000 characters')
    .refine((text) => text.trim() !== '', 'is empty: paste the posting')
    .describe(
      `The posting: plain text, Markdown, the HTML of its page (JSON-LD JobPosting is preferred) or JSON-LD. At most ${longestPosting.toLocaleString('en')} characters of it as read.`,
    ),
  title: z.string().trim().min(1).max(300).optional().describe('Of the post. Read from the posting when left out.'),
})

const requirementSchema = z
  .object({
    text: z.string().describe("The posting's own words."),
    start: z.int().describe('UTF-16 index into the text of the posting.'),
    end: z.int(),
    must: z.boolean().describe('False: it is only welcome.'),
  })
  .meta({ id: 'JobRequirement' })

const summaryShape = {
  id: z.string(),
  title: z.string(),
  language: z.string(),
  contentHash: z.string().describe('SHA-256 of the text. The same posting twice is one.'),
  company: z.string().optional(),
  location: z.string().optional(),
  salary: z.string().optional(),
  seniority: z.enum(seniorities).optional(),
  employmentType: z.string().optional(),
  validThrough: z.string().optional(),
  importedAt: z.iso.datetime(),
}

export const jobSummarySchema = z
  .object({
    ...summaryShape,
    musts: z.int(),
    nices: z.int(),
    fit: z
      .number()
      .nullable()
      .optional()
      .describe('In percent, in a list by fit. Null: it asks for nothing that was read.'),
  })
  .meta({ id: 'JobSummary' })
export type JobSummary = z.output<typeof jobSummarySchema>

export const jobSorts = ['newest', 'fit'] as const
export type JobSort = (typeof jobSorts)[number]

export const jobListSchema = z.strictObject({
  sort: z
    .enum(jobSorts)
    .default('newest')
    .describe('`fit`: those that the profile fits best first; each is matched, which takes a moment the first time.'),
})

export const jobSchema = z
  .object({
    ...summaryShape,
    text: z.string(),
    requirements: z.array(requirementSchema),
    note: z.string().optional().describe('What could not be read.'),
  })
  .meta({ id: 'Job' })
export type Job = z.output<typeof jobSchema>

export const importedJobSchema = z
  .object({ job: jobSchema, created: z.boolean().describe('False: it was there.') })
  .meta({ id: 'ImportedJob' })

const evidenceSchema = z.object({ proves: z.string(), citation: citationSchema }).meta({ id: 'JobEvidence' })

const matchedRequirementSchema = requirementSchema
  .extend({
    status: z.enum(['matched', 'partly', 'gap']).describe('partly: a part is proved and another is missing.'),
    evidence: z.array(evidenceSchema),
    missing: z.array(z.string()).describe('What nothing proves.'),
    reasons: z.array(z.string()),
  })
  .meta({ id: 'MatchedRequirement' })

const countsSchema = z.object({ matched: z.int(), partly: z.int(), gap: z.int(), weight: z.number() })

export const fitSchema = z
  .object({
    percent: z
      .number()
      .nullable()
      .describe('Weight of what is matched (partly: half) by the weight of all requirements. Null: there are none.'),
    must: countsSchema,
    nice: countsSchema,
  })
  .meta({ id: 'JobFit' })

const wantedSkillSchema = z
  .object({
    skill: z.string(),
    postings: z.int().describe('Stored postings that ask for it.'),
    asMust: z.int().describe('Those that need it.'),
  })
  .meta({ id: 'WantedSkill' })
export type WantedSkill = z.output<typeof wantedSkillSchema>

export const jobMatchSchema = z
  .object({
    job: jobSummarySchema,
    fit: fitSchema,
    requirements: z.array(matchedRequirementSchema),
    learn: z
      .array(wantedSkillSchema)
      .describe('Skills that are missing here, those that most stored postings ask for first.'),
    note: z.string().optional(),
  })
  .meta({ id: 'JobMatch' })
export type JobMatch = z.output<typeof jobMatchSchema>

export const resumeOptionsSchema = z.strictObject({
  audience: z.enum(audiences).default('recruiter').describe('Nothing that this audience may not see is used.'),
})

const resumeLineSchema = z
  .object({
    path: z.string().describe('JSON pointer into the résumé.'),
    text: z.string(),
    citation: citationSchema,
  })
  .meta({ id: 'ResumeLine' })

export const tailoredResumeSchema = z
  .object({
    job: z.object({ id: z.string(), title: z.string() }),
    language: z.enum(languages).describe('Of the profile, whose words these are.'),
    resume: z.record(z.string(), z.unknown()).describe('JSON Resume v1.0.0.'),
    lines: z.array(resumeLineSchema).describe('Where each value of the résumé stands in the profile.'),
    omitted: z.int().describe('Highlights, projects and the like that were left out for this posting.'),
  })
  .meta({ id: 'TailoredResume' })
export type TailoredResume = z.output<typeof tailoredResumeSchema>
