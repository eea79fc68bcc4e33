import { z } from 'zod'
import {
  evaluationInputSchema,
  evaluationSchema,
  milestoneQuerySchema,
  milestonesSchema,
  performanceRecordSchema,
  performanceSchema,
  recommendationQuerySchema,
  recommendationsSchema,
  type Interview,
} from '#interview'
import { defineTool, hints, type McpTool } from './tool.ts'

const { question, answer, kind, ...rest } = evaluationInputSchema.shape

/** Answers that are scored, and what the scores show over time; none when interviews are switched off. */
export function evaluationTools({ evaluations }: Interview): McpTool[] {
  if (!evaluations) return []
  return [
    defineTool({
      name: 'evaluate_response',
      title: 'Score an answer to an interview question',
      description:
        'Scores an answer by a published rubric in eight dimensions, with the words of the answer that show each, a band, and advice. The evaluation is kept, for the progress.',
      scope: 'careers:write',
      annotations: { ...hints.adds, title: 'Score an answer to an interview question' },
      input: z.strictObject({ question, response: answer, question_type: kind, ...rest }),
      output: z.object(evaluationSchema.shape),
      answer: ({ response, question_type, ...input }, { actor, signal }) =>
        evaluations.evaluate(actor, { ...input, answer: response, kind: question_type }, { signal }),
    }),
    defineTool({
      name: 'record_performance',
      title: 'Record interview performance',
      description: 'Keeps figures of an interview that were measured elsewhere.',
      scope: 'careers:write',
      annotations: { ...hints.adds, title: 'Record interview performance' },
      input: performanceRecordSchema,
      output: z.object({ id: z.string() }),
      answer: (record, { actor }) => evaluations.record(actor, record),
    }),
    defineTool({
      name: 'get_performance_metrics',
      title: 'Show interview performance',
      description: 'Means and trends of your scored answers, by kind of question and by dimension.',
      scope: 'careers:read',
      annotations: { ...hints.reads, title: 'Show interview performance' },
      input: z.strictObject({}),
      output: z.object(performanceSchema.shape),
      answer: (_input, { actor }) => evaluations.performance(actor),
    }),
    defineTool({
      name: 'get_personalized_recommendations',
      title: 'Recommend what to practise',
      description: 'What to work on, from your scored answers, what costs most points first.',
      scope: 'careers:read',
      annotations: { ...hints.reads, title: 'Recommend what to practise' },
      input: recommendationQuerySchema,
      output: z.object(recommendationsSchema.shape),
      answer: (query, { actor }) => evaluations.recommendations(actor, query),
    }),
    defineTool({
      name: 'get_next_milestones',
      title: 'Show the next milestones',
      description: 'The thresholds of 65, 75 and 85 that your latest answers do not reach yet, the nearest first.',
      scope: 'careers:read',
      annotations: { ...hints.reads, title: 'Show the next milestones' },
      input: milestoneQuerySchema,
      output: z.object(milestonesSchema.shape),
      answer: (query, { actor }) => evaluations.milestones(actor, query),
    }),
  ]
}
