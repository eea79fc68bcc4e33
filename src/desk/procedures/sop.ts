import { z } from 'zod'
import { categories } from '../tickets/ticket.ts'

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])

/** A number, or a placeholder that stands for one. */
const limit = z.union([z.number(), z.string().regex(/^\{\{[^{}]*\}\}$/, 'is a number or one placeholder')])

/** What one value must be. */
const conditionSchema = z.union([
  scalar,
  z
    .strictObject({
      equals: scalar.optional(),
      not: scalar.optional(),
      one_of: z.array(scalar).min(1).optional(),
      at_least: limit.optional(),
      at_most: limit.optional(),
      contains: z.string().min(1).optional(),
    })
    .refine(
      (condition) => Object.keys(condition).length > 0,
      'says nothing: give equals, not, one_of, at_least, at_most or contains',
    ),
])
export type Condition = z.infer<typeof conditionSchema>

const expectSchema = z
  .record(
    z.string().regex(/^[a-z_](\w|\{\{[^{}]*\}\})*(\.(\w|\{\{[^{}]*\}\})+)*$/i, 'is a field, or fields joined by dots'),
    conditionSchema,
  )
  .refine((expect) => Object.keys(expect).length > 0, 'expects nothing')
export type Expectation = z.infer<typeof expectSchema>

const capabilityName = z.string().regex(/^[a-z_]+\.[a-z_]+$/, 'is written agent.capability')
const inputSchema = z.record(z.string(), z.unknown())
const nameSchema = z.string().regex(/^[a-z][a-z0-9_]*$/, 'is lower-case letters, digits and underscores')

/** Something a person reads and ticks. */
const textStep = z.strictObject({ name: nameSchema, kind: z.literal('text'), text: z.string().trim().min(1) })

/** A look at the world, by a capability of risk `read`. */
const checkStep = z.strictObject({
  name: nameSchema,
  kind: z.literal('check'),
  text: z.string().trim().min(1).optional(),
  capability: capabilityName,
  input: inputSchema.default({}),
  expect: expectSchema,
})

/** Work. */
const capabilityStep = z.strictObject({
  name: nameSchema,
  kind: z.literal('capability'),
  text: z.string().trim().min(1).optional(),
  capability: capabilityName,
  input: inputSchema.default({}),
  expect: expectSchema.optional(),
})

/** Fields of what earlier steps answered, by their names: the step is left out unless they are so. */
const onlyIf = { only_if: expectSchema.optional() }

const conditionStep = z.discriminatedUnion('kind', [textStep, checkStep])
const anyStep = z.discriminatedUnion('kind', [
  textStep.extend(onlyIf),
  checkStep.extend(onlyIf),
  capabilityStep.extend(onlyIf),
])
export type SopStep = z.infer<typeof anyStep>

const keyword = z.string().trim().min(2).max(80)

/**
 * The front matter of a procedure. Keys of documents (language, audience, owner, reviewed) may stand beside it, so that
 * the same file can be a source of the twin.
 */
export const sopSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'is lower-case words joined by hyphens'),
  title: z.string().trim().min(1).max(200),
  kind: z.literal('sop').optional(),
  language: z.string().optional(),
  audience: z.string().optional(),
  owner: z.string().optional(),
  reviewed: z.string().optional(),
  category: z.string().optional(),
  when: z.strictObject({
    category: z.enum(categories),
    subcategory: z
      .string()
      .regex(/^[a-z][a-z_]*$/)
      .optional(),
    keywords: z.array(keyword).default([]),
    /** Names of alert rules. */
    alert: z.array(z.string().min(1)).default([]),
  }),
  /** What must be known beforehand; `default` may be taken from the ticket. */
  inputs: z
    .array(
      z.strictObject({
        name: nameSchema,
        text: z.string().trim().min(1),
        type: z.enum(['text', 'number']).default('text'),
        default: z.union([z.string(), z.number(), z.boolean()]).optional(),
      }),
    )
    .default([]),
  preconditions: z.array(conditionStep).default([]),
  steps: z.array(anyStep).min(1),
  postconditions: z.array(conditionStep).default([]),
  risk: z.enum(['low', 'medium', 'high']),
  estimated_minutes: z.number().positive().max(10_080),
})

/** A standard operating procedure. */
export interface Sop extends Omit<z.infer<typeof sopSchema>, 'kind' | 'language' | 'audience' | 'category'> {
  /** The explanation, in Markdown. */
  readonly body: string
  /** File it was read from. */
  readonly file: string
}
