import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { AppError } from '#errors'
import { errorStatus } from './error-status.ts'

export interface ErrorBody {
  error: { code: string; message: string; details?: readonly { path: string; message: string }[]; requestId?: string }
}

/** The body every surface over HTTP answers an error with. */
export function errorBody(error: AppError, requestId?: string): ErrorBody {
  return {
    error: {
      code: error.code,
      message: error.message,
      ...(error.details && { details: error.details }),
      ...(requestId && { requestId }),
    },
  }
}

/** What a thrown value means to a caller. Anything unexpected becomes `internal`, without its text. */
export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (hasZodFastifySchemaValidationErrors(error)) {
    const details = error.validation.flatMap((problem) => fieldProblems(problem, error.validationContext))
    const summary = details.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; ')
    return new AppError('invalid_input', `The request is not valid: ${summary}.`, { details, cause: error })
  }
  const { code, statusCode, message } = error as FastifyError
  if (
    code === 'FST_ERR_CTP_INVALID_JSON_BODY' ||
    code === 'FST_ERR_CTP_EMPTY_JSON_BODY' ||
    error instanceof SyntaxError
  ) {
    return new AppError('invalid_json', 'The body is not valid JSON.', { cause: error })
  }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' || code === 'FST_REQ_FILE_TOO_LARGE' || statusCode === 413) {
    return new AppError('payload_too_large', 'The body is larger than this server accepts.', { cause: error })
  }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE' || statusCode === 415 || statusCode === 406) {
    return new AppError('unsupported_media_type', 'Send JSON as application/json, or files as multipart/form-data.', {
      cause: error,
    })
  }
  if (/multipart|unexpected end of form|boundary not found/i.test(message ?? '')) {
    return new AppError('invalid_input', 'The multipart body is not complete. Send the file again.', { cause: error })
  }
  if (statusCode === 404) return new AppError('not_found', message, { cause: error })
  if (statusCode && statusCode < 500) return new AppError('invalid_input', message, { cause: error })
  return new AppError('internal', 'Something went wrong on our side. It has been logged under the request id.', {
    cause: error,
  })
}

export function replyWithError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  void reply.send(errorBody(setErrorStatus(error, request, reply), request.id))
}

/** Sets status and headers for an error and logs what is ours; the body is the caller's to send. */
export function setErrorStatus(error: unknown, request: FastifyRequest, reply: FastifyReply): AppError {
  const appError = asAppError(error)
  const status = errorStatus[appError.code]
  const { method, routeOptions } = request
  if (status >= 500 && appError.code !== 'storage_unavailable')
    request.log.error({ err: error, method, path: routeOptions.url ?? 'unmatched' }, 'request failed')
  else if (status >= 500) request.log.warn({ code: appError.code }, 'request refused')
  const wait = appError.retryAfterSeconds ?? (status === 503 ? 5 : undefined)
  if (wait !== undefined) void reply.header('retry-after', String(wait))
  void reply.status(status)
  return appError
}

function fieldProblems(
  problem: { keyword?: string; instancePath?: string; message?: string; params?: unknown },
  context: string | undefined,
) {
  const path = (problem.instancePath ?? '').replace(/^\//, '').replaceAll('/', '.')
  const place = path || (context === 'querystring' ? 'query' : (context ?? 'body'))
  const { keys } = (problem.params ?? {}) as { keys?: string[] }
  if (problem.keyword === 'unrecognized_keys' && keys)
    return keys.map((key) => ({ path: path ? `${path}.${key}` : key, message: 'is not a known field' }))
  return [{ path: place, message: problem.message ?? 'is not valid' }]
}
