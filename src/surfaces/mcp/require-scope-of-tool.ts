import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { anyone, leastScopes, type Scope } from '#auth'
import { AppError } from '#errors'
import { challengeForToken } from '../http/bearer-challenge.ts'
import { oauthOrigin } from '../http/public-address.ts'

const toolCall = z.object({ method: z.literal('tools/call'), params: z.object({ name: z.string() }) })

/**
 * For a call of a tool that needs more than the caller has, where its client could get it: throws `unauthenticated` for a stranger and
 * `forbidden` for an app that its person could let do more, each with the challenge on which MCP clients ask for it (2026-07-28,
 * authorization, scope challenge handling). Whoever else lacks a scope is told by the tool itself: no sign-in would change it.
 */
export function requireScopeOfTool(
  request: FastifyRequest,
  reply: FastifyReply,
  { scopeOf, publicUrl }: { scopeOf: (tool: string) => Scope | undefined; publicUrl: string | undefined },
): void {
  const { actor } = request
  if (actor.id !== anyone.id && !actor.grantable) return
  const call = toolCall.safeParse(request.body)
  const scope = call.success ? scopeOf(call.data.params.name) : undefined
  if (scope === undefined || actor.scopes.has(scope) || oauthOrigin(publicUrl, request) === undefined) return
  const name = call.data!.params.name
  if (actor.id === anyone.id) {
    challengeForToken(request, reply, publicUrl, { scopes: [...new Set([...leastScopes, scope])] })
    throw new AppError(
      'unauthenticated',
      `${name} needs the scope "${scope}". Sign in, or send a token as "Authorization: Bearer <token>".`,
    )
  }
  if (!actor.grantable?.has(scope)) return
  challengeForToken(request, reply, publicUrl, { error: 'insufficient_scope', scopes: [scope] })
  throw new AppError('forbidden', `${name} needs the scope "${scope}", which this app was not given. Ask for it.`)
}
