import { z } from 'zod'
import { approvalIdSchema, approvalStates, objectionTo, pendingActionSchema, showPendingAction } from '#agents'
import { AppError } from '#errors'
import { askPerson, decision, pendingCall, type AskNeeds } from './ask-person.ts'
import { answered, defineAskingTool, defineTool, hints, type McpTool, type ToolCall } from './tool.ts'

/** What waits for a person. A yes is never the model's to give: it is asked of the person, in a form. */
export function approvalTools(needs: AskNeeds): McpTool[] {
  const { approvals } = needs.agents
  return [
    defineTool({
      name: 'list_approvals',
      title: 'List approvals',
      description: 'Actions that wait for a person, or did.',
      scope: 'agents:read',
      annotations: { ...hints.reads, title: 'List approvals' },
      input: z.strictObject({ state: z.enum(approvalStates).optional() }),
      output: z.object({ approvals: z.array(pendingActionSchema) }),
      answer: async ({ state }, { actor }) => ({
        approvals: (await approvals.list(actor, state)).map(showPendingAction),
      }),
    }),
    defineAskingTool({
      name: 'approve_action',
      title: 'Have a person approve an action',
      description:
        'Shows the person the exact action in a form, and does what they answer. You cannot approve it yourself.',
      scope: 'approvals:decide',
      annotations: { ...hints.destroys, title: 'Have a person approve an action' },
      input: z.strictObject({ approval_id: approvalIdSchema }),
      output: z.object(pendingActionSchema.shape),
      run: ({ approval_id }, call) => approve(needs, approval_id, call),
    }),
    defineTool({
      name: 'refuse_action',
      title: 'Refuse an action',
      description: 'Says no to an action that waits; its run ends with the reason, in its receipt.',
      scope: 'approvals:decide',
      annotations: { ...hints.changes, title: 'Refuse an action' },
      input: z.strictObject({
        approval_id: approvalIdSchema,
        reason: z.string().trim().min(1, 'say why').max(1000),
      }),
      output: z.object(pendingActionSchema.shape),
      answer: async ({ approval_id, reason }, { actor }) =>
        showPendingAction(await approvals.refuse(actor, approval_id, reason)),
    }),
  ]
}

const name = 'approve_action'

async function approve(needs: AskNeeds, approvalId: string, call: ToolCall) {
  const { approvals } = needs.agents
  const resumed = pendingCall(name, call.context)
  if (resumed) {
    const decided = await decision(needs, resumed, call)
    if (typeof decided !== 'string') return decided
    return answered(showPendingAction(await approvals.find(call.actor, resumed.approvalId)))
  }
  const { approval, run } = await approvals.find(call.actor, approvalId)
  if (approval.state !== 'pending')
    throw new AppError('conflict', `The approval ${approvalId} is ${approval.state} already.`)
  const pending = { tool: name, runId: run.id, approvalId, actionHash: approval.actionHash, after: 0 }
  const asked = await askPerson(needs, pending, call)
  if (asked) return asked
  throw new AppError(
    'forbidden',
    objectionTo(call.actor, run) ??
      `This client cannot show its user a form, and a model's word approves nothing. A person says yes over REST, or with: npm run pollux -- approve ${approvalId}`,
  )
}
