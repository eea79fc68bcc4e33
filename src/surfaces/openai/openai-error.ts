import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { AppError, type ErrorCode } from '#errors'
import { setErrorStatus } from '../http/error-reply.ts'

const errorSchema = z
  .object({
    error: z.object({
      message: z.string(),
      type: z.enum(['invalid_request_error', 'requests', 'server_error']),
      param: z.string().nullable().describe('The part of the request that it is about.'),
      code: z.string(),
    }),
  })
  .meta({ id: 'OpenAiErrorBody' })

export const failures = { '4xx': errorSchema, '5xx': errorSchema } as const

/** An error that clients of OpenAI know by a code of OpenAI's. */
export class OpenAiError extends AppError {
  readonly openAiCode: 'model_not_found' | 'unsupported_parameter'

  constructor(code: ErrorCode, openAiCode: OpenAiError['openAiCode'], param: string, message: string) {
    super(code, message, { details: [{ path: param, message }] })
    this.openAiCode = openAiCode
  }
}

/** Where OpenAI has another name for what happened; every other code is ours, as docs/reference/errors.md lists it. */
const openAiCodes: Partial<Record<ErrorCode, string>> = {
  unauthenticated: 'invalid_api_key',
  rate_limited: 'rate_limit_exceeded',
}

/** @param status of the answer. */
export function openAiErrorBody(error: AppError, status: number): z.infer<typeof errorSchema> {
  const path = error.details?.[0]?.path
  return {
    error: {
      message: error.message,
      type: status >= 500 ? 'server_error' : status === 429 ? 'requests' : 'invalid_request_error',
      // "messages.0.content" is written "messages[0].content" there.
      param: path === undefined || path === 'body' ? null : path.replace(/\.(\d+)(?=\.|$)/g, '[$1]'),
      code: error instanceof OpenAiError ? error.openAiCode : (openAiCodes[error.code] ?? error.code),
    },
  }
}

export function replyWithOpenAiError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const appError = setErrorStatus(error, request, reply)
  void reply.send(openAiErrorBody(appError, reply.statusCode))
}
