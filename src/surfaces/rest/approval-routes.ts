import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  approvalIdSchema,
  approvalStates,
  decidableActionSchema,
  pendingActionSchema,
  showDecidableAction,
  showPendingAction,
  type Agents,
} from '#agents'
import { failures } from './failures.ts'

const tags = ['approvals']
const approvalId = z.object({ id: approvalIdSchema })

/** What waits for a person, and the person's answer. */
export function registerApprovalRoutes(server: FastifyInstance, agents: Agents): void {
  const routes = server.withTypeProvider<ZodTypeProvider>()

  routes.get(
    '/api/v1/approvals',
    {
      schema: {
        tags,
        operationId: 'listApprovals',
        summary: 'Actions that wait for a person, or did',
        querystring: z.strictObject({ state: z.enum(approvalStates).optional() }),
        response: { 200: z.object({ approvals: z.array(decidableActionSchema) }), ...failures },
      },
    },
    async (request) => {
      const approvals = await agents.approvals.list(request.actor, request.query.state)
      return { approvals: approvals.map(showDecidableAction) }
    },
  )

  routes.post(
    '/api/v1/approvals/:id/approve',
    {
      schema: {
        tags,
        operationId: 'approve',
        summary: 'Say yes to exactly this action, once',
        params: approvalId,
        body: z.strictObject({
          actionHash: z
            .string()
            .regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 in hex')
            .describe('Of the action as you saw it.'),
          note: z
            .string()
            .trim()
            .min(1, 'leave it out, or write something')
            .max(1000)
            .optional()
            .describe('Stays with the run and in its receipt.'),
        }),
        response: { 200: pendingActionSchema, ...failures },
      },
    },
    async (request) => {
      const { actor, params, body } = request
      return showPendingAction(await agents.approvals.approve(actor, params.id, body.actionHash, body.note))
    },
  )

  routes.post(
    '/api/v1/approvals/:id/refuse',
    {
      schema: {
        tags,
        operationId: 'refuse',
        summary: 'Say no, and why',
        params: approvalId,
        body: z.strictObject({ reason: z.string().trim().min(1, 'say why').max(1000) }),
        response: { 200: pendingActionSchema, ...failures },
      },
    },
    async (request) => {
      const { actor, params, body } = request
      return showPendingAction(await agents.approvals.refuse(actor, params.id, body.reason))
    },
  )
}
