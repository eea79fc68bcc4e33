import { z } from 'zod'
import {
  analyticsQuerySchema,
  feedbackSchema,
  linksSchema,
  ratingsViewSchema,
  reportQuerySchema,
  reportSchema,
  seriesSchema,
  seriesSteps,
  summarySchema,
  topicsSchema,
  type Analytics,
} from '#analytics'
import type { Twin } from '#twin'
import { defineTool, hints, type McpTool } from './tool.ts'

const { audience, link, client, days, from, to } = analyticsQuerySchema.shape
/** As tools take it: numbers are numbers. */
const asked = z.strictObject({
  days: z.int().min(1).max(3_660).optional().describe(days.description!),
  from,
  to,
  audience,
  link,
  client,
})

/** What was counted, and what people think of answers. None when analytics is switched off. */
export function analyticsTools({ analytics, twin }: { analytics: Analytics; twin: Pick<Twin, 'rate'> }): McpTool[] {
  if (!analytics.enabled) return []
  return [
    defineTool({
      name: 'get_analytics_report',
      title: 'Report on how the twin is used',
      description:
        'How well questions are answered, how that changes, how many people came, and what to do about it. The last day, 7 days or 30 days.',
      scope: 'analytics:read',
      annotations: { ...hints.reads, title: 'Report on how the twin is used' },
      input: reportQuerySchema,
      output: z.object(reportSchema.shape),
      answer: (query, { actor }) => analytics.report(actor, query),
    }),
    defineTool({
      name: 'get_analytics_summary',
      title: 'Count visitors and questions',
      description:
        'Visitors, sessions, questions, refusals, ratings and latencies of a period, by audience and by client.',
      scope: 'analytics:read',
      annotations: { ...hints.reads, title: 'Count visitors and questions' },
      input: asked,
      output: z.object(summarySchema.shape),
      answer: (query, { actor }) => analytics.summary(actor, query),
    }),
    defineTool({
      name: 'get_analytics_series',
      title: 'Count by hour, day, week or month',
      description: 'The same figures, step by step.',
      scope: 'analytics:read',
      annotations: { ...hints.reads, title: 'Count by hour, day, week or month' },
      input: asked.extend({ step: z.enum(seriesSteps).default('day') }),
      output: z.object(seriesSchema.shape),
      answer: ({ step, ...query }, { actor }) => analytics.series(actor, query, step),
    }),
    defineTool({
      name: 'get_question_topics',
      title: 'List what people ask about',
      description: 'Topics of the questions, the most asked first, with how many of each found no answer.',
      scope: 'analytics:read',
      annotations: { ...hints.reads, title: 'List what people ask about' },
      input: asked.extend({ limit: z.int().min(1).max(300).default(20) }),
      output: z.object(topicsSchema.shape),
      answer: ({ limit, ...query }, { actor }) => analytics.topics(actor, query, limit),
    }),
    defineTool({
      name: 'get_share_link_funnels',
      title: 'See what share links led to',
      description:
        'Of each share link: how many sessions it had, in how many somebody asked, opened a citation, and got in touch.',
      scope: 'analytics:read',
      annotations: { ...hints.reads, title: 'See what share links led to' },
      input: asked,
      output: z.object(linksSchema.shape),
      answer: (query, { actor }) => analytics.links(actor, query),
    }),
    defineTool({
      name: 'get_answer_ratings',
      title: 'List ratings of answers',
      description:
        'What people think of the answers, which topics need work, and the newest ratings with their reasons.',
      scope: 'analytics:read',
      annotations: { ...hints.reads, title: 'List ratings of answers' },
      input: asked,
      output: z.object(ratingsViewSchema.shape),
      answer: (query, { actor }) => analytics.ratings(actor, query),
    }),
    defineTool({
      name: 'rate_answer',
      title: 'Rate an answer',
      description:
        'What the user thinks of an answer that ask_twin gave: a rating of 1 to 5, or a thumb. Rate only what the user said; said again, it counts in place of the first. Refused when somebody else rated it.',
      scope: 'ask',
      annotations: { ...hints.changes, title: 'Rate an answer' },
      input: z
        .strictObject({
          answer_id: z
            .string()
            .regex(/^ans_[0-9a-f]{32}$/, 'is not the id of an answer')
            .describe('`id` of the answer.'),
          ...feedbackSchema.shape,
        })
        .refine(
          ({ rating, thumb }) => (rating === undefined) !== (thumb === undefined),
          'give either a rating or a thumb',
        ),
      output: z.object({ answer_id: z.string(), stored: z.literal(true) }),
      async answer({ answer_id: answerId, ...feedback }, { actor, calledFrom }) {
        await twin.rate(actor, answerId, feedback, calledFrom)
        return { answer_id: answerId, stored: true as const }
      },
    }),
  ]
}
