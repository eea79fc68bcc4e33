import { z } from 'zod'
import { cleanText } from '../clean-text.ts'
import { dimensions, questionKinds } from '../scoring/rubric.ts'

const percent = z.number().min(0).max(100)

const figure = percent.describe('0 to 100 for all three, or a share of 1 for all three: shares when none is above 1.')

/** The predecessor's record: figures from 0 to 100, or from 0 to 1 as shares; its response time in milliseconds. */
export const performanceRecordSchema = z
  .strictObject({
    accuracy: figure,
    storyCoverage: figure,
    satisfaction: figure,
    responseTime: z.number().min(0).max(86_400_000).describe('Milliseconds.'),
    category: z.string().overwrite(cleanText).trim().min(1).max(100),
  })
  .superRefine(({ responseTime: _, category: __, ...figures }, context) => {
    const given = Object.entries(figures)
    if (!given.some(([, value]) => value > 1)) return
    for (const [name, value] of given)
      if (value > 0 && value < 1)
        context.addIssue({
          code: 'custom',
          path: [name],
          message: `is ${value}, and another figure is above 1: give all three from 0 to 100, or all three as shares of 1`,
        })
  })
export type PerformanceRecord = z.infer<typeof performanceRecordSchema>

const trends = ['improving', 'stable', 'declining', 'unknown'] as const
export type Trend = (typeof trends)[number]

const seriesSchema = z.object({
  mean: z.number().describe('To one decimal.'),
  count: z.int(),
  trend: z
    .enum(trends)
    .describe(
      'The later half against the earlier: `stable` when it differs by less than 5 points, `unknown` with fewer than three in each.',
    ),
  latestRank: z
    .number()
    .nullable()
    .describe(
      'How the latest stands among your own earlier ones: the per cent of them that it exceeds. 100 is your best so far, 0 exceeds none; null when there is no earlier one. It compares with nobody else.',
    ),
})
export type Series = z.infer<typeof seriesSchema>

export const performanceSchema = z
  .object({
    answers: z.int().describe('Answers that were scored, in sessions and by themselves.'),
    total: seriesSchema.nullable(),
    kinds: z.partialRecord(z.enum(questionKinds), seriesSchema),
    dimensions: z.partialRecord(z.enum(dimensions), seriesSchema),
    records: z
      .object({
        count: z.int(),
        accuracy: seriesSchema,
        storyCoverage: seriesSchema,
        satisfaction: seriesSchema,
        responseTimeMs: z.object({ mean: z.number(), median: z.number() }),
        categories: z.record(z.string(), z.int()),
      })
      .nullable()
      .describe('What was handed in by record_performance.'),
    since: z.iso.datetime().nullable(),
    needs: z.string().nullable().describe('What is missing before there are figures.'),
  })
  .meta({ id: 'InterviewPerformance' })
export type Performance = z.infer<typeof performanceSchema>

export const recommendationQuerySchema = z.strictObject({
  userId: z.string().max(100).optional().describe('Your own id, or as the owner anybody’s.'),
  period: z.enum(['daily', 'weekly', 'monthly']).optional().describe('Looks at the last day, week or month only.'),
  includeAnalytics: z.boolean().optional().describe('Gives the figures beside the recommendations.'),
})
export type RecommendationQuery = z.infer<typeof recommendationQuerySchema>

export const recommendationsSchema = z
  .object({
    recommendations: z
      .array(
        z.object({
          dimension: z.enum(dimensions),
          text: z.string(),
          mean: z.number(),
          trend: z.enum(trends),
          weakest: z.object({ question: z.string(), points: z.int() }).describe('The answer that shows it most.'),
        }),
      )
      .describe('At most five, what costs most points first.'),
    answers: z.int(),
    needs: z.string().nullable(),
    analytics: performanceSchema.optional(),
  })
  .meta({ id: 'InterviewRecommendations' })
export type Recommendations = z.infer<typeof recommendationsSchema>

export const milestoneQuerySchema = z.strictObject({
  userId: z.string().max(100).optional().describe('Your own id, or as the owner anybody’s.'),
  numberOfMilestones: z.coerce.number().int().min(1).max(20).default(5),
})
export type MilestoneQuery = z.infer<typeof milestoneQuerySchema>

export const milestonesSchema = z
  .object({
    milestones: z
      .array(
        z.object({
          measure: z.string().describe('`total`, a kind of question or a dimension.'),
          threshold: z.int().describe('65, 75 or 85.'),
          current: z.number().describe('Mean of the last five answers.'),
          missing: z.number(),
        }),
      )
      .describe('The nearest first.'),
    reached: z.array(z.object({ measure: z.string(), threshold: z.int() })),
    answers: z.int(),
    needs: z.string().nullable(),
  })
  .meta({ id: 'InterviewMilestones' })
export type Milestones = z.infer<typeof milestonesSchema>
