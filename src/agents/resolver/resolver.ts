import { z } from 'zod'
import { categories, templateValues, type Desk, type Sop } from '#desk'
import { defineCapability, type Agent } from '../agent.ts'
import type { Frame } from '../agents.ts'
import { checkWorld } from './check-world.ts'
import { chooseSop } from './choose-sop.ts'
import { finish, takeUp } from './keep-ticket.ts'
import { runSop, stepReportSchema } from './run-sop.ts'

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
            const steps = [...sop.preconditions, ...sop.steps, ...sop.postconditions].map(shownStep)
            return { ...found, outcome: 'shown', steps, method: 'dry_run' }
          }
          const ticketId = input.ticket_id
          // Before anything is begun: it throws when the procedure needs what nobody gave.
          templateValues(sop, await desk.tickets.find(actor, ticketId), input.inputs)
          const begun = await context.write('take up', (transaction) =>
            takeUp(desk.within(transaction), actor, ticketId, context.runId!, sop.when.category),
          )
          const { outcome, steps } = await runSop(context, sop, await desk.tickets.find(actor, ticketId), input.inputs)
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
            return { passed: true, evidence: { changed: [] } }
          const ticket = await desk.tickets.find(actor, output.ticket_id)
          const { sop } = await desk.sops.find(actor, output.sop_executed)
          const claims = output.outcome === 'resolved'
          const isResolved = ticket.status === 'resolved' || ticket.status === 'closed'
          const unmet = claims
            ? await checkWorld(needs.frame.look, { actor, signal, sop, ticket, input: input.inputs })
            : []
          return {
            passed: output.outcome === 'abandoned' ? !isResolved : claims && isResolved && unmet.length === 0,
            evidence: { ticket: ticket.id, status: ticket.status, outcome: output.outcome, unmet },
          }
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
            const text = `Done by a person: ${step}`
            await desk.within(transaction).tickets.comment(context.actor, ticketId, { text }, 'agent')
            return { ticked: true }
          }),
        async probe({ actor }, { ticket_id: ticketId, step }) {
          const { comments } = await desk.tickets.find(actor, ticketId)
          const noted = comments.filter(({ text }) => text === `Done by a person: ${step}`).length
          return { passed: noted > 0, evidence: { ticket: ticketId, noted } }
        },
      }),
    ],
  }
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

function shownStep(step: Sop['steps'][number]) {
  const text = step.text ?? `${step.kind === 'text' ? '' : step.capability}`
  return { name: step.name, kind: step.kind, text, state: 'shown' as const, run_id: null, detail: null }
}
