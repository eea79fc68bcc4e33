import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { z } from 'zod'
import { risks, type Risk } from '../agent.ts'
import { ConfigurationError } from '../../errors.ts'

const origins = ['rest', 'cli', 'schedule', 'alert', 'agent', 'model'] as const
export type Origin = (typeof origins)[number]

const ruleSchema = z.strictObject({
  risk: z.enum(risks).optional(),
  capability: z
    .string()
    .regex(/^[a-z_*]+\.[a-z_*]+$/, 'is written agent.capability, with * for any')
    .optional(),
  actor: z.string().min(1).optional(),
  origin: z.enum(origins).optional(),
  decision: z.enum(['allow', 'ask']),
})

const policySchema = z.strictObject({
  expiresAfterMinutes: z.int().min(1).max(43_200).default(60),
  /** Steps that a person does: they are not decided in passing. */
  humanStepsExpireAfterMinutes: z.int().min(1).max(43_200).default(10_080),
  rules: z.array(ruleSchema).min(1),
})

export interface Action {
  readonly capability: string
  readonly risk: Risk
  readonly actorId: string
  /** Of somebody who has signed in. */
  readonly actorRole: string | undefined
  readonly origin: Origin
}

export interface ApprovalPolicy {
  readonly expiresAfterMinutes: number
  readonly humanStepsExpireAfterMinutes: number
  /** Why a person must be asked; `undefined` when nobody need be. */
  mustAsk(action: Action): string | undefined
}

const shipped = new URL('./default-policy.yaml', import.meta.url)

/** Reads the policy file, or the shipped one. Throws an Error that names the line or the key that is wrong. */
export async function readApprovalPolicy(path?: string): Promise<ApprovalPolicy> {
  const name = path ?? 'the shipped approval policy'
  const text = await readFile(path ?? shipped, 'utf8').catch((error: Error) => {
    throw new ConfigurationError(`The approval policy ${name} cannot be read: ${error.message}`)
  })
  let value: unknown
  try {
    value = parse(text)
  } catch (error) {
    throw new ConfigurationError(`The approval policy ${name} is not YAML: ${(error as Error).message}`, {
      cause: error,
    })
  }
  const parsed = policySchema.safeParse(value)
  if (!parsed.success)
    throw new ConfigurationError(`The approval policy ${name} is wrong:\n${z.prettifyError(parsed.error)}`)
  const { expiresAfterMinutes, humanStepsExpireAfterMinutes } = parsed.data
  const rules = parsed.data.rules.map((rule) => ({ rule, names: patternOf(rule.capability ?? '*') }))
  return {
    expiresAfterMinutes,
    humanStepsExpireAfterMinutes,
    mustAsk(action) {
      const rule = rules.find(
        ({ rule: candidate, names }) => fits(candidate, action) && names.test(action.capability),
      )?.rule
      if (rule?.decision === 'allow') return undefined
      return rule ? `The policy asks for ${describe(rule)}.` : 'No rule of the policy allows it.'
    },
  }
}

function fits(rule: z.infer<typeof ruleSchema>, action: Action): boolean {
  return (
    (rule.risk === undefined || rule.risk === action.risk) &&
    (rule.actor === undefined || rule.actor === action.actorId || rule.actor === action.actorRole) &&
    (rule.origin === undefined || rule.origin === action.origin)
  )
}

function patternOf(pattern: string): RegExp {
  return new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`)
}

function describe({ decision: _, ...conditions }: z.infer<typeof ruleSchema>): string {
  const words = Object.entries(conditions).map(([key, value]) => `${key} ${value}`)
  return words.length > 0 ? words.join(' and ') : 'everything'
}
