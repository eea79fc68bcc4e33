import { z } from 'zod'
import type { LanguageModel } from '#models'
import { AppError } from '../../errors.ts'
import { defineCapability, verdicts, type Agent } from '../agent.ts'
import type { Frame } from '../agents.ts'
import { executePlan } from './execute-plan.ts'
import { parseCommand } from './parse-command.ts'
import { planSchema, wavesOf, type Plan } from './plan.ts'
import { createTemplates } from './plan-templates.ts'
import { proposePlan } from './propose-plan.ts'

export interface MaestroNeeds {
  readonly frame: Pick<Frame, 'checkCall' | 'describe' | 'findRun'>
  readonly model: LanguageModel | undefined
}

const goalSchema = z
  .strictObject({
    goal: z.string().trim().min(3).max(2000).optional().describe('What is wanted, in words.'),
    ticket_id: z.int().positive().optional(),
    command: z.string().trim().min(3).max(4000).optional().describe('@agent.capability(key=value) …'),
    plan: planSchema.optional(),
  })
  .refine(({ goal, command, plan, ticket_id: ticket }) => goal ?? command ?? plan ?? ticket, {
    message: 'give one of goal, ticket_id, command or plan',
  })

const plannedSchema = z.object({
  plan: planSchema,
  source: z.enum(['given', 'command', 'template', 'model']),
  template: z.string().nullable(),
  waves: z.array(z.array(z.string())).describe('What runs beside one another, in order.'),
})
type Planned = z.infer<typeof plannedSchema>

const resultSchema = z.object({
  id: z.string(),
  capability: z.string(),
  state: z.enum(['succeeded', 'failed', 'skipped', 'compensated']),
  run_id: z.string().nullable(),
  verdict: z.enum(verdicts).nullable(),
  tries: z.int(),
  error: z.string().nullable(),
  output: z.unknown(),
})

/** Takes a goal, a ticket or one-liners; makes a plan of capability calls, shows it, runs it. */
export function createMaestro({ frame, model }: MaestroNeeds): Agent {
  let templates: ReturnType<typeof createTemplates> | undefined // read with the first goal in words, not at every start

  async function plan(input: z.infer<typeof goalSchema>, signal: AbortSignal): Promise<Planned> {
    const made = await choose(input, signal)
    for (const { capability, input: given, compensate } of made.plan.steps) {
      await frame.checkCall(capability, given ?? {})
      if (compensate) await frame.checkCall(compensate.capability, compensate.input ?? {})
    }
    return { ...made, waves: wavesOf(made.plan).map((wave) => wave.map(({ id }) => id)) }
  }

  async function choose(
    { goal, ticket_id: ticketId, command, plan: given }: z.infer<typeof goalSchema>,
    signal: AbortSignal,
  ): Promise<{ plan: Plan; source: Planned['source']; template: string | null }> {
    if (given) return { plan: given, source: 'given', template: null }
    const oneLiner = command ?? (goal?.startsWith('@') ? goal : undefined)
    if (oneLiner) return { plan: parseCommand(oneLiner), source: 'command', template: null }
    const words = goal ?? 'resolve the ticket'
    try {
      templates ??= createTemplates()
      return {
        ...templates.planFor(words, { goal: words, ...(ticketId !== undefined && { ticket_id: ticketId }) }),
        source: 'template',
      }
    } catch (error) {
      if (!model || !(error instanceof AppError)) throw error
      const proposed = await proposePlan(model, words, JSON.stringify(await frame.describe()), signal)
      return { plan: proposed, source: 'model', template: null }
    }
  }

  return {
    name: 'maestro',
    purpose: 'Makes a plan of what other agents can do, shows it, and runs it.',
    capabilities: [
      defineCapability({
        name: 'plan',
        purpose: 'Shows the plan for a goal without running it.',
        risk: 'read',
        timeLimitMs: 60_000,
        input: goalSchema,
        output: plannedSchema,
        run: (context, input) => plan(input, context.signal),
      }),
      defineCapability({
        name: 'orchestrate',
        purpose:
          'Runs the plan for a goal: steps beside one another, tries again, undoes what was done when one fails.',
        risk: 'change',
        timeLimitMs: 3_600_000,
        input: goalSchema,
        output: plannedSchema.extend({ results: z.array(resultSchema) }),
        async run(context, input) {
          const planned = await context.step('plan', () => plan(input, context.signal))
          await context.progress('the plan', { waves: planned.waves })
          const results = await executePlan(
            context,
            planned.plan,
            planned.source === 'model' ? { origin: 'model' } : {},
          )
          return { ...planned, results }
        },
        /** Reads what became of each run; a step that failed, or whose run says otherwise, fails the whole. */
        async probe(_context, _input, { results }) {
          const seen = await Promise.all(
            results.map(async ({ id, run_id: runId, state }) => ({
              id,
              state,
              run: runId ? await lookAtRun(frame, runId) : null,
              isRead: runId === null,
            })),
          )
          const passed = seen.every(
            ({ state, run, isRead }) => state === 'succeeded' && (isRead || run?.state === 'succeeded'),
          )
          const unseen = seen.filter(({ run }) => run !== null && run.verdict !== 'verified')
          if (passed && unseen.length > 0)
            throw new Error(`Nobody could look at what these steps did: ${unseen.map(({ id }) => id).join(', ')}`)
          return { passed, evidence: { steps: seen } }
        },
      }),
    ],
  }
}

async function lookAtRun(frame: Pick<Frame, 'findRun'>, id: string) {
  const run = await frame.findRun(id)
  return { state: run?.state ?? 'gone', verdict: run?.verdict ?? null }
}
