import { z } from 'zod'
import { audiences } from '#auth'
import { plainLine } from '../plain-line.ts'

/** As in src/twin/answering/answer.ts, which this domain may not import; the compiler compares them where the twin takes them. */
const armStrategies = ['automatic', 'star', 'concise', 'detailed', 'example-driven'] as const
const writers = ['automatic', 'sources'] as const

/** How an answer is made for an asker who chose nothing. */
const answerSettingsSchema = z.object({
  strategy: z
    .enum(armStrategies)
    .describe('How the answer is shaped; `automatic` chooses by the kind of question, as without an experiment.'),
  writer: z
    .enum(writers)
    .describe("`automatic`: the language model where there is one; `sources`: the sources' own sentences only."),
})
export type AnswerSettings = z.infer<typeof answerSettingsSchema>

export const answerDefaultSchema = z.object({
  audience: z.enum(audiences),
  ...answerSettingsSchema.shape,
  experimentId: z.string().nullable(),
  at: z.iso.datetime(),
})
export type AnswerDefault = z.infer<typeof answerDefaultSchema>

export const outcomeKinds = ['thumb', 'follow-up', 'citation-opened', 'contact-clicked'] as const
export type OutcomeKind = (typeof outcomeKinds)[number]

export const experimentStates = ['draft', 'running', 'stopped', 'shipped'] as const
export type ExperimentState = (typeof experimentStates)[number]

const maxArms = 6
const armName = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'is not lower-case words joined by hyphens')
  .max(40)

const plainText = (most: number) =>
  z
    .string()
    .overwrite(plainLine)
    .trim()
    .min(1, 'is empty')
    .max(most, `is longer than ${most.toLocaleString('en')} characters`)

export const noteSchema = plainText(1_000)

const newArmSchema = z.strictObject({
  name: armName,
  strategy: answerSettingsSchema.shape.strategy.optional(),
  writer: answerSettingsSchema.shape.writer.optional(),
  weight: z
    .number()
    .min(0.01, 'is below 0.01')
    .max(1)
    .optional()
    .describe('Share of the visitors. Of all arms or of none.'),
})

export const experimentIdSchema = z.string().regex(/^exp_[0-9a-f]{32}$/, 'is not the id of an experiment')

export const shipSchema = z.strictObject({
  arm: armName.describe('Whose settings.'),
  force: z.boolean().default(false).describe('Though nothing shows that it is better; say why in `note`.'),
  note: noteSchema.optional(),
})
export type ShipOptions = z.input<typeof shipSchema>

export const outcomeSchema = z.strictObject({
  answerId: z.string().regex(/^[\w-]{1,64}$/, 'is not the id of an answer'),
  kind: z.enum(outcomeKinds),
  at: z.iso
    .datetime({ offset: true })
    .optional()
    .describe('When it happened, for who tells it later; now when left out.'),
})

const settingsShape = {
  name: plainText(200),
  hypothesis: plainText(2_000).describe('What you expect, and why.'),
  metric: z.enum(outcomeKinds).describe('What counts as a success: at most once for each visitor.'),
  arms: z
    .array(newArmSchema)
    .min(2, 'needs a control and something to compare it with')
    .max(maxArms)
    .describe('The first is the control. A name of a strategy is enough: {"name": "concise"}.'),
  audiences: z
    .array(z.enum(audiences).exclude(['owner']))
    .min(1)
    .describe('Whose visitors take part.'),
  expectedVisitors: z
    .int()
    .min(100)
    .max(10_000_000)
    .describe('In all; the intervals are narrowest there, and valid everywhere.'),
  minimumEffect: z
    .number()
    .min(0.001)
    .max(0.5)
    .describe('The smallest difference worth knowing; 0.03 is three points.'),
}

export const newExperimentSchema = z
  .strictObject({
    ...settingsShape,
    audiences: settingsShape.audiences.default(['public', 'recruiter']),
    expectedVisitors: settingsShape.expectedVisitors.default(10_000),
    minimumEffect: settingsShape.minimumEffect.default(0.03),
  })
  .check((context) => void context.issues.push(...problemsOf(context.value)))
export type NewExperiment = z.infer<typeof newExperimentSchema>

export const experimentChangeSchema = z
  .strictObject(settingsShape)
  .partial()
  .check((context) => void context.issues.push(...problemsOf(context.value)))
export type ExperimentChange = z.infer<typeof experimentChangeSchema>

type NewArm = z.infer<typeof newArmSchema>

function problemsOf(value: { arms?: readonly NewArm[] | undefined; audiences?: readonly string[] | undefined }) {
  const problems: z.core.$ZodRawIssue[] = []
  const add = (path: (string | number)[], message: string) =>
    problems.push({ code: 'custom', path, message, input: value })
  if (value.audiences && new Set(value.audiences).size < value.audiences.length)
    add(['audiences'], 'names an audience twice')
  const { arms } = value
  if (!arms) return problems
  if (new Set(arms.map(({ name }) => name)).size < arms.length) add(['arms'], 'has two arms of the same name')
  for (const [index, arm] of arms.entries())
    if (arm.strategy === undefined && strategyNamed(arm.name) === undefined)
      add(
        ['arms', index, 'strategy'],
        `is missing, and "${arm.name}" is not the name of one: ${armStrategies.join(', ')}`,
      )
  const settings = arms.map((arm) => JSON.stringify(settingsOf(arm)))
  if (new Set(settings).size < settings.length) add(['arms'], 'has two arms that answer alike')
  const weights = arms.flatMap(({ weight }) => weight ?? [])
  const sum = weights.reduce((total, weight) => total + weight, 0)
  if (weights.length > 0 && (weights.length < arms.length || Math.abs(sum - 1) > 1e-6))
    add(
      ['arms'],
      `has weights that add up to ${Number(sum.toFixed(6))} for ${weights.length} of ${arms.length} arms: give every arm one, 1 in all, or none`,
    )
  return problems
}

/** The predecessor's `control` told stories. */
export function strategyNamed(variant: string): AnswerSettings['strategy'] | undefined {
  if (variant === 'control') return 'star'
  return armStrategies.find((strategy) => strategy === variant)
}

function settingsOf({ name, strategy, writer }: NewArm): AnswerSettings {
  return { strategy: strategy ?? strategyNamed(name) ?? 'automatic', writer: writer ?? 'automatic' }
}

/** Arms as they are kept: everything said. */
export function armsOf(arms: readonly NewArm[]): Pick<Arm, 'name' | 'strategy' | 'writer' | 'weight'>[] {
  return arms.map((arm) => ({ name: arm.name, ...settingsOf(arm), weight: arm.weight ?? 1 / arms.length }))
}

const stopReasons = ['by-hand', 'sample-ratio', 'guardrails'] as const
export const guardrailNames = ['refusals', 'unsupported-claims'] as const
export type GuardrailName = (typeof guardrailNames)[number]

export const armSchema = z.object({
  name: z.string(),
  ...answerSettingsSchema.shape,
  weight: z.number(),
  stoppedAt: z.iso.datetime().nullable(),
  stoppedFor: z
    .enum(guardrailNames)
    .nullable()
    .describe('What of its answers was worse than the control; null while it runs.'),
})
export type Arm = z.infer<typeof armSchema>

export const experimentSchema = z
  .object({
    id: z.string(),
    ...settingsShape,
    name: z.string(),
    hypothesis: z.string(),
    audiences: z.array(z.enum(audiences)),
    arms: z.array(armSchema),
    state: z.enum(experimentStates),
    stoppedFor: z.enum(stopReasons).nullable(),
    note: z.string().nullable(),
    shippedArm: z.string().nullable(),
    createdBy: z.string(),
    createdAt: z.iso.datetime(),
    startedAt: z.iso.datetime().nullable(),
    endedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Experiment' })
export type Experiment = z.infer<typeof experimentSchema>
