import { INTERNAL_ERROR, INVALID_REQUEST, PARSE_ERROR } from '@modelcontextprotocol/server'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ErrorCode } from '#errors'
import { setErrorStatus } from '../http/error-reply.ts'

/** JSON-RPC 2.0, section 5.1, of what goes wrong before a request reaches a server. A new code does not compile until it stands here. */
const rpcCode: Record<ErrorCode, number> = {
  invalid_input: INVALID_REQUEST,
  invalid_json: PARSE_ERROR,
  unsupported_media_type: INVALID_REQUEST,
  payload_too_large: INVALID_REQUEST,
  unauthenticated: INVALID_REQUEST,
  forbidden: INVALID_REQUEST,
  not_found: INVALID_REQUEST,
  conflict: INVALID_REQUEST,
  rate_limited: INVALID_REQUEST,
  storage_unavailable: INTERNAL_ERROR,
  storage_full: INTERNAL_ERROR,
  model_unavailable: INTERNAL_ERROR,
  timeout: INTERNAL_ERROR,
  internal: INTERNAL_ERROR,
}

/** The usual status with a JSON-RPC body, because that is what a client of /mcp reads. */
export function replyWithRpcError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { code, message } = setErrorStatus(error, request, reply)
  void reply.send({ jsonrpc: '2.0', id: null, error: { code: rpcCode[code], message, data: { code } } })
}
