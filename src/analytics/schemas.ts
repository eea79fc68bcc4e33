import { z } from 'zod'
import { audiences } from '#auth'
import { seriesSteps } from './period.ts'

const share = z.number().min(0).max(1).nullable()

const periodSchema = z.object({ from: z.iso.date(), to: z.iso.date().describe('Last day of it.') })

const ratingsSchema = z.object({
  count: z.int(),
  mean: z.number().nullable().describe('Of 1 to 5.'),
  good: share.describe('Share of 4 and 5.'),
})
export type RatingFigures = z.infer<typeof ratingsSchema>

const latencySchema = z
  .object({
    p50: z.number().nullable(),
    p90: z.number().nullable(),
    p95: z.number().nullable(),
    p99: z.number().nullable(),
  })
  .describe('Milliseconds an answer took, each within 2 %.')

const activityShape = {
  visitors: z.int().describe('Different ones of each day, added up: nobody is known again on another day.'),
  sessions: z.int().describe('Ended by 30 minutes of silence.'),
  questions: z.int(),
  refused: z.int(),
}

export const summarySchema = z
  .object({
    period: periodSchema,
    ...activityShape,
    returningVisitors: z.int().describe('Those who began a second session on the same day.'),
    answeredSessions: z.int().describe('Sessions in which something was answered.'),
    meanSessionSeconds: z.number().nullable(),
    refusalRate: share,
    followUps: z.int().describe('Questions that went on in a conversation.'),
    opened: z.int().describe('How often the page was opened.'),
    citationsOpened: z.int(),
    contactsClicked: z.int(),
    ratings: ratingsSchema,
    latencyMs: latencySchema,
    byAudience: z.array(z.object({ audience: z.enum(audiences), ...activityShape })),
    byClient: z.array(z.object({ client: z.string(), ...activityShape })),
  })
  .meta({ id: 'AnalyticsSummary' })
export type Summary = z.infer<typeof summarySchema>

export const seriesSchema = z
  .object({
    period: periodSchema,
    step: z.enum(seriesSteps),
    points: z.array(
      z.object({
        startsAt: z.iso.datetime(),
        ...activityShape,
        followUps: z.int(),
        opened: z.int(),
        citationsOpened: z.int(),
        contactsClicked: z.int(),
        ratings: ratingsSchema,
        latencyMs: latencySchema,
      }),
    ),
  })
  .meta({ id: 'AnalyticsSeries' })
export type Series = z.infer<typeof seriesSchema>

const topicSchema = z.object({
  id: z.int(),
  name: z.string().describe('Its commonest words.'),
  questions: z.int(),
  refused: z.int(),
  ratings: ratingsSchema,
})
export type TopicFigures = z.infer<typeof topicSchema>

export const topicsSchema = z
  .object({ period: periodSchema, topics: z.array(topicSchema), questions: z.int().describe('Of all topics.') })
  .meta({ id: 'AnalyticsTopics' })
export type Topics = z.infer<typeof topicsSchema>

export const linksSchema = z
  .object({
    period: periodSchema,
    links: z.array(
      z.object({
        link: z.string(),
        name: z.string().describe('"removed link" when it is there no more.'),
        ...activityShape,
        funnel: z
          .object({ opened: z.int(), asked: z.int(), citationOpened: z.int(), contactClicked: z.int() })
          .describe('Sessions that came so far.'),
      }),
    ),
  })
  .meta({ id: 'AnalyticsLinks' })
export type Links = z.infer<typeof linksSchema>

export const ratingsViewSchema = z
  .object({
    period: periodSchema,
    ratings: ratingsSchema,
    byRating: z.array(z.object({ rating: z.int(), count: z.int() })),
    needWork: z
      .array(topicSchema.extend({ priority: z.enum(['high', 'medium']) }))
      .describe(
        'Topics whose mean is below 2.5, or of which fewer than 60 % are good: `high` from 5 ratings on, `medium` from 3.',
      ),
    recent: z.array(
      z.object({
        answerId: z.string(),
        at: z.iso.datetime(),
        rating: z.int(),
        reason: z.string().nullable(),
        topic: z.string(),
      }),
    ),
  })
  .meta({ id: 'AnalyticsRatings' })
export type Ratings = z.infer<typeof ratingsViewSchema>

const metricSchema = z.object({
  mean: z.number().nullable(),
  trend: z
    .enum(['improving', 'stable', 'declining', 'unknown'])
    .describe(
      'The second half of the period beside the first; within 5 % it is stable, and unknown with nothing in one of them.',
    ),
  percentileRank: z
    .number()
    .nullable()
    .describe('Of the eleven periods before it, the percentage that were not better; null without any.'),
})

export const reportSchema = z
  .object({
    period: periodSchema,
    metrics: z.object({
      answered: metricSchema.describe('Percentage of questions that the sources answered.'),
      satisfaction: metricSchema.describe('Mean rating, 1 to 5.'),
      citationsOpened: metricSchema.describe('Percentage of sessions with a question in which a citation was opened.'),
      responseTimeMs: metricSchema.describe('Median; less is better.'),
    }),
    engagement: z.object({
      totalVisitors: z.int(),
      totalSessions: z.int(),
      completedSessions: z.int().describe('In which something was answered.'),
      averageSessionDuration: z.number().nullable().describe('Seconds.'),
      returnUserRate: share.describe('Share of visitors who began a second session on the same day.'),
      questionsAnswered: z.int(),
      favoriteTopic: z.string().nullable(),
    }),
    recommendations: z.array(z.string()).max(5),
  })
  .meta({ id: 'AnalyticsReport' })
export type Report = z.infer<typeof reportSchema>
