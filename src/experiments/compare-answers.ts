import { z } from 'zod'
import type { Actor } from '#auth'
import { AppError } from '../errors.ts'
import {
  newExperimentSchema,
  strategyNamed,
  type AnswerSettings,
  type Experiment,
  type NewExperiment,
} from './experiment.ts'
import type { ExperimentResult } from './judge.ts'

/** An answer as far as two of them are compared. */
export interface ComparedAnswer {
  readonly refused: boolean
  readonly sentences: readonly string[]
  readonly sources: readonly string[]
  readonly seconds: number
}

/** Answers by given settings, leaving no trace. Handed in, because what answers stands above this domain. */
export type AnswerWith = (
  actor: Actor,
  asked: { question: string; context?: string | undefined },
  settings: AnswerSettings,
  signal: AbortSignal,
) => Promise<ComparedAnswer>

const variantId = z.string().trim().min(1).max(40)

export const comparisonInputSchema = z.strictObject({
  questionId: z.string().trim().min(1).max(100).describe('Yours; it comes back with the answer.'),
  question: z.string().trim().min(1).max(2000),
  context: z.string().max(8_000).optional().describe('What was said before.'),
  controlVariantId: variantId
    .default('control')
    .describe('control (tells stories), concise, detailed, example-driven, or automatic.'),
  testVariantId: variantId.default('concise'),
})
export type ComparisonInput = z.infer<typeof comparisonInputSchema>

const sideSchema = z.object({
  variant: z.string(),
  strategy: z.string(),
  refused: z.boolean(),
  sentences: z.array(z.string()),
  sources: z.array(z.string()).describe('Ids of the sources that its sentences rest on.'),
  words: z.int(),
  seconds: z.number(),
})

export const comparisonSchema = z
  .object({
    questionId: z.string(),
    control: sideSchema,
    test: sideSchema,
    differences: z.object({
      onlyControl: z.array(z.string()),
      onlyTest: z.array(z.string()),
      both: z.array(z.string()),
    }),
    experiment: z
      .object({ id: z.string(), name: z.string(), started: z.boolean().describe('By this call.') })
      .nullable(),
    winner: z
      .string()
      .nullable()
      .describe('Null until an experiment shows one: two answers to one question show nothing.'),
    message: z.string(),
  })
  .meta({ id: 'Comparison' })
export type Comparison = z.infer<typeof comparisonSchema>

interface ComparisonNeeds {
  readonly answerWith: AnswerWith
  readonly running: () => Promise<Experiment[]>
  readonly begin: (experiment: NewExperiment) => Promise<Experiment>
  readonly resultOf: (experiment: Experiment) => Promise<ExperimentResult>
}

/** The predecessor's run_ab_test: both answers, what differs, and the experiment that will tell, without a winner before that. */
export async function compareAnswers(
  needs: ComparisonNeeds,
  actor: Actor,
  { questionId, question, context, controlVariantId, testVariantId }: ComparisonInput,
  signal: AbortSignal,
): Promise<Comparison> {
  const [controlStrategy, testStrategy] = [controlVariantId, testVariantId].map(requireVariant) as [Strategy, Strategy]
  if (controlStrategy === testStrategy)
    throw new AppError(
      'invalid_input',
      `"${controlVariantId}" and "${testVariantId}" answer alike: name two different ones.`,
    )
  const answerBy = async (variant: string, strategy: Strategy) => {
    const answer = await needs.answerWith(actor, { question, context }, { strategy, writer: 'automatic' }, signal)
    const words = answer.sentences
      .join(' ')
      .split(/\s+/u)
      .filter((word) => word !== '').length
    return { variant, strategy, ...answer, sentences: [...answer.sentences], sources: [...answer.sources], words }
  }
  const control = await answerBy(controlVariantId, controlStrategy)
  const test = await answerBy(testVariantId, testStrategy)
  const differences = {
    onlyControl: control.sentences.filter((text) => !test.sentences.includes(text)),
    onlyTest: test.sentences.filter((text) => !control.sentences.includes(text)),
    both: control.sentences.filter((text) => test.sentences.includes(text)),
  }
  const sides = { questionId, control, test, differences }
  const { experiment, started, busy } = await experimentOf(needs, [controlStrategy, testStrategy], {
    control: controlVariantId,
    test: testVariantId,
  })
  if (!experiment)
    return {
      ...sides,
      experiment: null,
      winner: null,
      message: `Two answers show nothing by themselves, and no experiment could be begun: ${busy}`,
    }
  const { verdict } = await needs.resultOf(experiment)
  return {
    ...sides,
    experiment: { id: experiment.id, name: experiment.name, started },
    winner: verdict.winner,
    message: verdict.message,
  }
}

type Strategy = AnswerSettings['strategy']

function requireVariant(id: string): Strategy {
  const strategy = strategyNamed(id)
  if (strategy === undefined)
    throw new AppError(
      'invalid_input',
      `There is no variant "${id}". Variants: control, star, concise, detailed, example-driven, automatic.`,
    )
  return strategy
}

/** The one that compares the two, or a new one; `busy` says why there is none. */
async function experimentOf(
  { running, begin }: Pick<ComparisonNeeds, 'running' | 'begin'>,
  strategies: readonly [Strategy, Strategy],
  names: { control: string; test: string },
): Promise<{ experiment?: Experiment; started: boolean; busy?: string }> {
  const compares = ({ arms }: Experiment) =>
    arms[0]!.strategy === strategies[0] && arms.slice(1).some(({ strategy }) => strategy === strategies[1])
  const known = (await running()).find(compares)
  if (known) return { experiment: known, started: false }
  const draft = newExperimentSchema.parse({
    name: `${names.control} or ${names.test}`,
    hypothesis: `Askers ask on more often after answers of "${names.test}" than of "${names.control}".`,
    metric: 'follow-up',
    arms: [
      { name: names.control, strategy: strategies[0] },
      { name: names.test, strategy: strategies[1] },
    ],
  })
  try {
    return { experiment: await begin(draft), started: true }
  } catch (error) {
    if (error instanceof AppError && (error.code === 'conflict' || error.code === 'forbidden'))
      return { started: false, busy: error.message }
    throw error
  }
}
