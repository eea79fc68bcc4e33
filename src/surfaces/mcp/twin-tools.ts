import { z } from 'zod'
import {
  answerSchema,
  answerText,
  lastAnswer,
  languages,
  questionSchema,
  questionTextSchema,
  strategies,
  type Answer,
  type Twin,
} from '#twin'
import { defineTool, hints, type McpTool } from './tool.ts'

const answerShape = z.object(answerSchema.shape)
const { language } = questionSchema.shape

/** Asking the twin: every sentence of an answer carries its citations, and without support there is a refusal. */
export function twinTools(twin: Twin): McpTool[] {
  return [
    defineTool({
      name: 'ask_twin',
      title: 'Ask the twin',
      description:
        'Ask the digital twin anything about its owner. Every sentence comes with the exact place in a source that says so; when no source that you may see answers, `refused` is true.',
      scope: 'ask',
      // It may leave a question in the owner's inbox.
      annotations: { ...hints.reads, idempotentHint: false, title: 'Ask the twin' },
      input: z.strictObject({
        question: questionSchema.shape.question,
        conversation_id: questionSchema.shape.conversationId,
        strategy: questionSchema.shape.strategy,
        language,
      }),
      output: answerShape,
      answers: true,
      answer: ({ conversation_id: conversationId, ...input }, { actor, signal, calledFrom }) =>
        lastAnswer(
          twin.answer(actor, { ...input, ...(conversationId && { conversationId }) }, { signal, ...calledFrom }),
        ),
      text: (answer) => answerText(answer as Answer),
    }),
    defineTool({
      name: 'get_personalized_response',
      title: 'Answer as in an interview',
      description:
        'Answer a question in the first person, as its owner would in an interview, with citations. `context` is what was said before, so that "and then?" is understood.',
      scope: 'ask',
      annotations: { ...hints.reads, idempotentHint: false, title: 'Answer as in an interview' },
      input: z.strictObject({
        query: questionTextSchema,
        context: z.string().max(8_000).optional().describe('What was said before, oldest first.'),
        strategy: z.enum(strategies).optional(),
        language,
      }),
      output: answerShape,
      answers: true,
      answer: ({ query, context: before, ...input }, { actor, signal, calledFrom }) =>
        lastAnswer(
          twin.answer(
            actor,
            { question: query, ...input },
            {
              signal,
              ...calledFrom,
              ...(before && { history: [{ fromTwin: false, text: before }] }),
            },
          ),
        ),
      text: (answer) => answerText(answer as Answer),
    }),
    defineTool({
      name: 'search_experience',
      title: 'Search profile and documents',
      description: 'The passages of the profile and the documents that fit a keyword or a phrase best.',
      scope: 'ask',
      annotations: { ...hints.reads, title: 'Search profile and documents' },
      input: z.strictObject({
        keyword: questionTextSchema.describe('A word, a phrase or a question.'),
        limit: z.int().min(1).max(25).default(10),
        language: z.enum(languages).exclude(['und']).optional(),
      }),
      output: z.object({
        results: z.array(
          z.object({
            sourceId: z.string(),
            title: z.string(),
            text: z.string(),
            score: z.number().describe('Comparable within one search only.'),
          }),
        ),
      }),
      async answer({ keyword, limit, language: spoken }, { actor }) {
        return { results: await twin.search(actor, keyword, { limit, language: spoken }) }
      },
    }),
  ]
}
