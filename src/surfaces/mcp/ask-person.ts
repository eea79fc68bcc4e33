import {
  inputRequired,
  inputResponse,
  type InputRequiredResult,
  type ServerContext,
} from '@modelcontextprotocol/server'
import { z } from 'zod'
import { objectionTo, type Agents, type PendingAction } from '#agents'
import { AppError } from '#errors'
import type { PendingCall, PendingState } from './pending-state.ts'
import type { ToolCall } from './tool.ts'

export interface AskNeeds {
  readonly agents: Agents
  readonly pending: PendingState
}

const key = 'approval'

/** Chosen by hand, with no default: a form that is sent off as it came says nothing. */
const formSchema = z.object({
  decision: z.enum(['approve', 'refuse']).describe('approve: do exactly this, once. refuse: do not.'),
  reason: z.string().max(1000).optional().describe('Why not; it stands in the receipt.'),
})

/**
 * A form for the client's user with the exact action, and the call as the client keeps it meanwhile. Undefined when the
 * client cannot show one, or the caller may not decide: then the approval waits for another surface, where it stands as well.
 */
export async function askPerson(
  { agents, pending }: AskNeeds,
  call: PendingCall,
  { actor, context, canAsk }: ToolCall,
): Promise<InputRequiredResult | undefined> {
  if (!canAsk || !actor.scopes.has('approvals:decide')) return undefined
  const action = await agents.approvals.find(actor, call.approvalId)
  if (objectionTo(actor, action.run)) return undefined
  return inputRequired({
    inputRequests: {
      [key]: inputRequired.elicit({ message: describe(action), requestedSchema: formSchema }),
    },
    requestState: await pending.seal(call, context),
  })
}

/** The call that this one goes on with. Throws `invalid_input` for the state of another tool. */
export function pendingCall(tool: string, { mcpReq }: ServerContext): PendingCall | undefined {
  const call = mcpReq.requestState<PendingCall>()
  if (call && call.tool !== tool)
    throw new AppError('invalid_input', `This state is of a call of ${call.tool}. Call ${tool} anew, without it.`)
  return call
}

/**
 * Carries out what the person said: `decided` when the action is approved or refused, by them or by somebody on another
 * surface just before; `open` when they looked and said nothing; a form again when the answer is none.
 */
export async function decision(
  needs: AskNeeds,
  pending: PendingCall,
  call: ToolCall,
): Promise<'decided' | 'open' | InputRequiredResult> {
  const { approvals } = needs.agents
  const { actor, context } = call
  const answer = inputResponse(context.mcpReq.inputResponses, key)
  if (answer.kind === 'elicit' && answer.action === 'cancel') return 'open'
  const form = formSchema.safeParse(answer.kind === 'elicit' ? answer.content : undefined)
  const declined = answer.kind === 'elicit' && answer.action === 'decline'
  if (!declined && !(answer.kind === 'elicit' && form.success)) return (await askPerson(needs, pending, call)) ?? 'open'
  try {
    if (!declined && form.data?.decision === 'approve')
      await approvals.approve(actor, pending.approvalId, pending.actionHash)
    else
      await approvals.refuse(
        actor,
        pending.approvalId,
        form.data?.reason || 'The person who was asked in the MCP client said no.',
      )
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'conflict')) throw error
    // Answered elsewhere while the form was open: what was decided there holds. Everything else is the caller's to know.
    const { approval } = await approvals.find(actor, pending.approvalId)
    if (approval.state === 'pending' || approval.state === 'expired') throw error
  }
  return 'decided'
}

function describe({ approval, run }: PendingAction): string {
  const lines = [
    `${run.capability} (${run.risk}) wants to be run:`,
    JSON.stringify(run.input, undefined, 2),
    ...(run.resolved ? [`That comes to: ${JSON.stringify(run.resolved)}`] : []),
    `Asked for by ${run.actor.id} through ${run.origin}. ${approval.reason}`,
    `Action ${approval.actionHash.slice(0, 12)}, ${approval.id}; open until ${approval.expiresAt.toISOString()}.`,
  ]
  return lines.join('\n')
}
