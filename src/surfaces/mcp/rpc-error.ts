import type { ServerResponse } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ErrorCode } from '#errors'
import { setErrorStatus } from '../http/error-reply.ts'

const parseError = -32700
export const invalidRequest = -32600
export const internalError = -32603

/** JSON-RPC 2.0, section 5.1, of what goes wrong before a request reaches a server. A new code does not compile until it stands here. */
const rpcCode: Record<ErrorCode, number> = {
  invalid_input: invalidRequest,
  invalid_json: parseError,
  unsupported_media_type: invalidRequest,
  payload_too_large: invalidRequest,
  unauthenticated: invalidRequest,
  forbidden: invalidRequest,
  not_found: invalidRequest,
  conflict: invalidRequest,
  rate_limited: invalidRequest,
  storage_unavailable: internalError,
  storage_full: internalError,
  model_unavailable: internalError,
  timeout: internalError,
  internal: internalError,
}

/** The usual status with a JSON-RPC body, because that is what a client of /mcp reads. */
export function replyWithRpcError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { code, message } = setErrorStatus(error, request, reply)
  void reply.send({ jsonrpc: '2.0', id: idOf(request.body), error: { code: rpcCode[code], message, data: { code } } })
}

/** Of the request that is refused, when it was read and is one. */
function idOf(body: unknown): string | number | null {
  const { id } = (body ?? {}) as { id?: unknown }
  return typeof id === 'string' || typeof id === 'number' ? id : null
}

/** The same on a reply that Fastify has given away. */
export function refuse(response: ServerResponse, status: number, code: number, message: string): void {
  if (!response.headersSent) response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ jsonrpc: '2.0', id: null, error: { code, message } }))
}
