import { z } from 'zod'
import { system } from '#auth'
import { categories, templateValues, type Desk } from '#desk'
import { defineCapability, type Agent } from '../agent.ts'
import type { Frame } from '../agents.ts'
import { checkWorld } from './check-world.ts'
import { chooseSop } from './choose-sop.ts'
import { finish, takeUp } from './keep-ticket.ts'
import { runSop, stepReportSchema } from './run-sop.ts'
import { showSop } from './show-sop.ts'

export interface ResolverNeeds {
  readonly desk: Desk
  readonly frame: Pick<Frame, 'look'>
}

const inputSchema = z.strictObject({
  ticket_id: z.int().positive().optional().describe('Left out, the procedure is only shown.'),
  category: z.enum(categories).optional(),
  description: z.string().max(5000).optional(),
  sop_id: z.string().max(80).optional().describe('Instead of the one that fits best.'),
  inputs: z.record(z.string(), z.unknown()).default({}).describe('What the procedure asks for beforehand.'),
  dry_run: z.boolean().default(false).describe('Show what would be done, with everything filled in.'),
})

const outputSchema = z.object({
  sop_executed: z.string().nullable().describe('null when no procedure fits well enough.'),
  title: z.string().nullable(),
  ticket_id: z.int().nullable(),
  outcome: z.enum(['resolved', 'failed', 'abandoned', 'none', 'shown']),
  reasons: z.array(z.string()),
  steps: z.array(stepReportSchema),
  estimated_time: z.string().nullable(),
  success_rate: z.number().nullable().describe('From outcomes that happened; null until there are any.'),
  method: z.enum(['sop', 'dry_run', 'none']),
})
type Output = z.infer<typeof outputSchema>

/** Finds the procedure for a ticket and runs it, with a person where it says so; writes back how it ended. */
export function createResolver(needs: ResolverNeeds): Agent {
  const { desk } = needs
  return {
    name: 'resolver',
    purpose: 'Finds the procedure (SOP) for a ticket, runs it step by step, and writes back how it ended.',
    capabilities: [
      defineCapability({
        name: 'resolve_ticket',
        purpose: 'Runs the procedure that fits a ticket; without a ticket, shows it.',
        risk: 'change',
        riskOf: (input) => (isShown(input) ? 'read' : 'change'),
        timeLimitMs: 900_000,
        input: inputSchema,
        output: outputSchema,
        async run(context, input): Promise<Output> {
          const { actor } = context
          const chosen = await context.step('choose', () => chooseSop(desk, actor, input))
          if (!chosen) return { ...nothing, ticket_id: input.ticket_id ?? null }
          const { sop, figures } = await desk.sops.find(actor, chosen.sopId)
          const found = {
            sop_executed: sop.id,
            title: sop.title,
            ticket_id: input.ticket_id ?? null,
            reasons: chosen.reasons,
            estimated_time: `${sop.estimated_minutes} minutes`,
            success_rate: figures.successRate,
          }
          if (input.ticket_id === undefined || isShown(input)) {
            const ticket = input.ticket_id === undefined ? undefined : await desk.tickets.find(actor, input.ticket_id)
            const steps = showSop(sop, ticket, input.inputs)
            return { ...found, outcome: 'shown', steps, method: 'dry_run' }
          }
          const ticketId = input.ticket_id
          // Once, and before anything is begun: a label that changes meanwhile must not become another command.
          const ticket = await context.step('read the ticket', () => desk.tickets.find(actor, ticketId))
          templateValues(sop, ticket, input.inputs) // throws when the procedure needs what nobody gave
          const begun = await context.write('take up', (transaction) =>
            takeUp(desk.within(transaction), actor, ticketId, context.runId!, sop.when.category),
          )
          const { outcome, steps } = await runSop(context, sop, ticket, input.inputs)
          await context.write('write back', (transaction) =>
            finish(desk.within(transaction), actor, {
              ticketId,
              runId: context.runId!,
              sop,
              outcome,
              steps,
              durationMs: Date.now() - begun.at,
            }),
          )
          return { ...found, outcome, steps, method: 'sop' }
        },
        /** Reads the ticket again, and looks at the world once more through each check the procedure ends with. */
        async probe({ actor, signal }, input, output) {
          if (output.ticket_id === null || output.sop_executed === null)
            throw new Error('No procedure was run, so there is nothing to look at.')
          const ticket = await desk.tickets.find(actor, output.ticket_id)
          const { sop } = await desk.sops.find(actor, output.sop_executed)
          const claims = output.outcome === 'resolved'
          const isResolved = ticket.status === 'resolved' || ticket.status === 'closed'
          const unmet = claims
            ? await checkWorld(needs.frame.look, { actor, signal, sop, ticket, input: input.inputs })
            : []
          if (output.outcome === 'abandoned' && !isResolved)
            throw new Error('The procedure did not apply, and nothing was done.')
          if (claims && isResolved && !sop.postconditions.some(({ kind }) => kind === 'check'))
            throw new Error('People say that it is done; the procedure has no check that could tell.')
          return {
            passed: claims && isResolved && unmet.length === 0,
            evidence: { ticket: ticket.id, status: ticket.status, outcome: output.outcome, unmet },
            because: output.outcome === 'failed' ? whyItStopped(output.steps) : undefined,
          }
        },
        /** However it ends, the ticket hears of it: else it would wait for this run for ever. */
        async ended(transaction, { runId, input, state, message }) {
          if (state === 'succeeded' || input.ticket_id === undefined) return
          const { tickets } = desk.within(transaction)
          const found = await tickets.list(system, { cursor: input.ticket_id + 1, limit: 1 })
          if (found.tickets[0]?.id !== input.ticket_id) return
          const { runs } = await tickets.find(system, input.ticket_id)
          if (!runs.some((run) => run.runId === runId && run.outcome === null)) return
          await tickets.endRun(system, input.ticket_id, { runId, outcome: state, ...(message && { summary: message }) })
        },
      }),
      defineCapability({
        name: 'human_step',
        purpose: 'A person does this step and ticks it.',
        risk: 'change',
        needsPerson: true,
        timeLimitMs: 10_000,
        input: z.strictObject({ ticket_id: z.int().positive(), sop: z.string(), step: z.string(), text: z.string() }),
        output: z.object({ ticked: z.boolean() }),
        run: (context, { ticket_id: ticketId, step }) =>
          context.write('note', async (transaction) => {
            const text = ticked(step, context.runId)
            await desk.within(transaction).tickets.comment(context.actor, ticketId, { text }, 'agent')
            return { ticked: true }
          }),
        async probe({ actor, runId }, { ticket_id: ticketId, step }) {
          const { comments } = await desk.tickets.find(actor, ticketId)
          const noted = comments.filter(({ text }) => text === ticked(step, runId)).length
          return { passed: noted === 1, evidence: { ticket: ticketId, noted } }
        },
      }),
    ],
  }
}

function whyItStopped(steps: Output['steps']): string | undefined {
  const failed = steps.find(({ state }) => state === 'failed')
  return (
    failed &&
    `The procedure stopped at its step "${failed.name.replaceAll('_', ' ')}": ${failed.detail ?? 'it failed.'}`
  )
}

const nothing: Output = {
  sop_executed: null,
  title: null,
  ticket_id: null,
  outcome: 'none',
  reasons: ['No procedure fits well enough. Choose one with sop_id, or take the ticket up yourself.'],
  steps: [],
  estimated_time: null,
  success_rate: null,
  method: 'none',
}

function isShown({ ticket_id: ticketId, dry_run: dryRun }: z.infer<typeof inputSchema>): boolean {
  return ticketId === undefined || dryRun
}

/** The comment of one ticked step; the run in it tells it from the same step of another time. */
function ticked(step: string, runId: string | undefined): string {
  return `Done by a person: ${step} (${runId})`
}
