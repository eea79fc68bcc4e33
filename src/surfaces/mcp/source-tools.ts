import { z } from 'zod'
import { sourceSummarySchema, sourceTextSchema, type Twin } from '#twin'
import { defineTool, hints, type McpTool } from './tool.ts'

export const sourceId = z.string().regex(/^[a-z]+_[0-9a-z]{1,60}$/, 'is not the id of a source')

/** What the twin answers from. */
export function sourceTools(twin: Twin): McpTool[] {
  return [
    defineTool({
      name: 'list_sources',
      title: 'List sources',
      description: 'The sources you may see, the latest change first.',
      scope: 'ask',
      annotations: { ...hints.reads, title: 'List sources' },
      input: z.strictObject({}),
      output: z.object({ sources: z.array(sourceSummarySchema) }),
      answer: async (_, { actor }) => ({ sources: await twin.sources.list(actor) }),
    }),
    defineTool({
      name: 'find_source',
      title: 'Read a source',
      description: 'The text that citations point into; `start` and `end` of a citation are UTF-16 indices into it.',
      scope: 'ask',
      annotations: { ...hints.reads, title: 'Read a source' },
      input: z.strictObject({
        id: sourceId,
        version: z
          .string()
          .regex(/^[0-9a-f]{64}$/, 'is a SHA-256 in hexadecimal')
          .optional()
          .describe('Of a citation; the present version when left out.'),
      }),
      output: z.object(sourceTextSchema.shape),
      answer: ({ id, version }, { actor }) => twin.sources.read(actor, id, version),
      text: ({ title, text }) => `${title}\n\n${text}`,
    }),
  ]
}
