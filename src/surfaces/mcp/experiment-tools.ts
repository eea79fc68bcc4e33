import { z } from 'zod'
import {
  comparisonInputSchema,
  comparisonSchema,
  experimentIdSchema,
  experimentResultSchema,
  experimentSchema,
  experimentStates,
  newExperimentSchema,
  noteSchema,
  outcomeSchema,
  shipSchema,
  variantNameSchema,
  variantPerformanceSchema,
  type Experiments,
} from '#experiments'
import { defineTool, hints, type McpTool } from './tool.ts'

const experiment = z.object(experimentSchema.shape)
const scope = 'experiments:manage'

/** Trying ways of answering on real askers; two tools have the names and the inputs of the predecessor. */
export function experimentTools(experiments: Experiments): McpTool[] {
  return [
    defineTool({
      name: 'run_ab_test',
      title: 'Answer in two ways',
      description:
        'Answers a question in two ways and says what differs, and which experiment tells which way is better. If none runs, one is started on the real visitors (stop_experiment ends it). No winner is named before an experiment shows one.',
      scope,
      annotations: { ...hints.adds, title: 'Answer in two ways' },
      input: comparisonInputSchema,
      output: z.object(comparisonSchema.shape),
      answer: (input, { actor, signal }) => experiments.compare(actor, input, signal),
    }),
    defineTool({
      name: 'get_variant_performance',
      title: 'How a way of answering did',
      description: 'Visitors, successes and differences from the control of an arm or a strategy, in every experiment.',
      scope,
      annotations: { ...hints.reads, title: 'How a way of answering did' },
      input: z.strictObject({ variantId: variantNameSchema }),
      output: z.object(variantPerformanceSchema.shape),
      answer: ({ variantId }, { actor }) => experiments.variant(actor, variantId),
    }),
    defineTool({
      name: 'list_experiments',
      title: 'List experiments',
      description: 'Experiments with ways of answering, the newest first.',
      scope,
      annotations: { ...hints.reads, title: 'List experiments' },
      input: z.strictObject({ state: z.enum(experimentStates).optional() }),
      output: z.object({ experiments: z.array(experimentSchema) }),
      answer: async (filter, { actor }) => ({ experiments: await experiments.list(actor, filter) }),
    }),
    defineTool({
      name: 'find_experiment',
      title: 'Read an experiment',
      description: 'What an experiment says so far. Its intervals are valid whenever they are looked at.',
      scope,
      annotations: { ...hints.reads, title: 'Read an experiment' },
      input: z.strictObject({ id: experimentIdSchema }),
      output: z.object(experimentResultSchema.shape),
      answer: ({ id }, { actor }) => experiments.result(actor, id),
    }),
    defineTool({
      name: 'create_experiment',
      title: 'Create an experiment',
      description: 'Creates a draft. The first arm is the control; nothing happens until it is started.',
      scope,
      annotations: { ...hints.adds, title: 'Create an experiment' },
      input: newExperimentSchema,
      output: experiment,
      answer: (input, { actor }) => experiments.create(actor, input),
    }),
    defineTool({
      name: 'start_experiment',
      title: 'Start an experiment',
      description: 'Starts a draft: from now on askers of its audiences are shown its arms.',
      scope,
      annotations: { ...hints.changes, title: 'Start an experiment' },
      input: z.strictObject({ id: experimentIdSchema }),
      output: experiment,
      answer: ({ id }, { actor }) => experiments.start(actor, id),
    }),
    defineTool({
      name: 'stop_experiment',
      title: 'Stop an experiment',
      description: 'Stops it for good; what it found stays.',
      scope,
      annotations: { ...hints.destroys, title: 'Stop an experiment' },
      input: z.strictObject({ id: experimentIdSchema, note: noteSchema.optional() }),
      output: experiment,
      answer: ({ id, note }, { actor }) => experiments.stop(actor, id, { note }),
    }),
    defineTool({
      name: 'delete_experiment',
      title: 'Delete an experiment',
      description:
        'Deletes a draft or an ended experiment with all that was counted of it. One that runs is refused: stop it first.',
      scope,
      annotations: { ...hints.destroys, title: 'Delete an experiment' },
      input: z.strictObject({ id: experimentIdSchema }),
      output: z.object({ deleted: z.string() }),
      async answer({ id }, { actor }) {
        await experiments.delete(actor, id)
        return { deleted: id }
      },
    }),
    defineTool({
      name: 'ship_experiment',
      title: 'Answer as an arm does, from now on',
      description:
        'Makes the settings of an arm those of its audiences. Refused while nothing shows that it is better; `force`, with the reason of a person in `note`, does it all the same.',
      scope,
      annotations: { ...hints.destroys, title: 'Answer as an arm does, from now on' },
      input: z.strictObject({ id: experimentIdSchema, ...shipSchema.shape }),
      output: experiment,
      answer: ({ id, ...options }, { actor }) => experiments.ship(actor, id, options),
    }),
    defineTool({
      name: 'record_outcome',
      title: 'Tell what became of an answer',
      description:
        'Tells that the person who was shown an answer liked it, opened a citation, or clicked the contact. Only what really happened.',
      scope: 'ask',
      annotations: { ...hints.changes, title: 'Tell what became of an answer' },
      input: outcomeSchema,
      output: z.object({ recorded: z.boolean() }),
      answer: (input, { actor }) => experiments.outcome(actor, input),
    }),
  ]
}
