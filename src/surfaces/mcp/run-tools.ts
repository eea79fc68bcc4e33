import { z } from 'zod'
import {
  receiptSchema,
  runDetailsSchema,
  runIdSchema,
  runSchema,
  runStates,
  showRun,
  showRunDetails,
  type Agents,
} from '#agents'
import { defineTool, hints, type McpTool } from './tool.ts'

/** What agents did and do. */
export function runTools({ runs }: Pick<Agents, 'runs'>): McpTool[] {
  return [
    defineTool({
      name: 'list_runs',
      title: 'List runs',
      description: 'Runs of agents, the newest first.',
      scope: 'agents:read',
      annotations: { ...hints.reads, title: 'List runs' },
      input: z.strictObject({
        state: z.enum(runStates).optional(),
        capability: z.string().max(100).optional().describe('agent.capability'),
        parent_id: runIdSchema.optional().describe('Only those that this run started.'),
      }),
      output: z.object({ runs: z.array(runSchema) }),
      answer: async ({ state, capability, parent_id: parentId }, { actor }) => ({
        runs: (await runs.list(actor, { state, capability, parentId })).map(showRun),
      }),
    }),
    defineTool({
      name: 'find_run',
      title: 'Read a run',
      description: 'A run with its steps, its approval, and what it waits for.',
      scope: 'agents:read',
      annotations: { ...hints.reads, title: 'Read a run' },
      input: z.strictObject({ id: runIdSchema }),
      output: runDetailsSchema,
      answer: async ({ id }, { actor }) => showRunDetails(await runs.find(actor, id)),
    }),
    defineTool({
      name: 'cancel_run',
      title: 'Stop a run',
      description: 'Stops a run: at once when nothing was begun, else when its step listens.',
      scope: 'agents:run',
      annotations: { ...hints.destroys, title: 'Stop a run' },
      input: z.strictObject({ id: runIdSchema }),
      output: z.object(runSchema.shape),
      answer: async ({ id }, { actor }) => showRun(await runs.cancel(actor, id)),
    }),
    defineTool({
      name: 'find_receipt',
      title: 'Read a receipt',
      description: 'What a run that has ended leaves for good, with its place in the hash chain.',
      scope: 'agents:read',
      annotations: { ...hints.reads, title: 'Read a receipt' },
      input: z.strictObject({ id: runIdSchema.describe('Of the run.') }),
      output: z.object(receiptSchema.shape),
      answer: async ({ id }, { actor }) => ({ ...(await runs.receipt(actor, id)) }),
    }),
  ]
}
