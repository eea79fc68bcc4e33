import { z } from 'zod'
import { gapIdSchema, gapSchema, gapStates, ownersAnswerSchema, type Twin } from '#twin'
import { defineTool, hints, type McpTool } from './tool.ts'

/** The questions that nothing answered, and what the owner makes of them. */
export function inboxTools({ inbox }: Pick<Twin, 'inbox'>): McpTool[] {
  return [
    defineTool({
      name: 'list_inbox',
      title: 'List unanswered questions',
      description:
        'Questions that people asked and no source answered, the most asked first; of more than 500 those of the most trusted askers.',
      scope: 'inbox:read',
      annotations: { ...hints.reads, title: 'List unanswered questions' },
      input: z.strictObject({ state: z.enum(gapStates).default('open') }),
      output: z.object({ questions: z.array(gapSchema), total: z.int() }),
      answer: ({ state }, { actor }) => inbox.list(actor, state),
    }),
    defineTool({
      name: 'answer_question',
      title: 'Answer a question yourself',
      description:
        'Stores the answer of the owner, in their words, as a source for the audience named. Never write one that the owner did not give.',
      scope: 'inbox:write',
      annotations: { ...hints.adds, title: 'Answer a question yourself' },
      input: z.strictObject({ id: gapIdSchema, ...ownersAnswerSchema.shape }),
      output: z.object({ question: gapSchema, source: z.object({ id: z.string(), version: z.string() }) }),
      async answer({ id, ...input }, { actor }) {
        const { gap, source } = await inbox.answer(actor, id, input)
        return { question: gap, source: { id: source.id, version: source.version } }
      },
    }),
    defineTool({
      name: 'dismiss_question',
      title: 'Dismiss a question',
      description: 'Takes a question out of the inbox without an answer.',
      scope: 'inbox:write',
      annotations: { ...hints.changes, title: 'Dismiss a question' },
      input: z.strictObject({ id: gapIdSchema }),
      output: z.object({ question: gapSchema }),
      answer: async ({ id }, { actor }) => ({ question: await inbox.dismiss(actor, id) }),
    }),
    defineTool({
      name: 'delete_question',
      title: 'Delete a question',
      description: 'Deletes a question in the inbox for good: one that is open or dismissed, or whose answer is gone.',
      scope: 'inbox:write',
      annotations: { ...hints.destroys, title: 'Delete a question' },
      input: z.strictObject({ id: gapIdSchema }),
      output: z.object({ deleted: z.string() }),
      async answer({ id }, { actor }) {
        await inbox.remove(actor, id)
        return { deleted: id }
      },
    }),
  ]
}
