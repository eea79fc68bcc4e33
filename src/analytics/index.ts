export { createAnalytics, type Analytics } from './analytics.ts'
export { createAnalyticsMetrics } from './analytics-metrics.ts'
export { deletionSchema } from './deletion.ts'
export { feedbackSchema, pageEventSchema, ratingOf, type Feedback, type TopicTerm, type Visit } from './event.ts'
export { exportQuerySchema, exportSchema } from './export.ts'
export { analyticsQuerySchema, seriesSteps, type AnalyticsQuery, type SeriesStep } from './period.ts'
export { reportQuerySchema } from './report.ts'
export {
  linksSchema,
  ratingsViewSchema,
  reportSchema,
  seriesSchema,
  summarySchema,
  topicsSchema,
  type Report,
} from './schemas.ts'
