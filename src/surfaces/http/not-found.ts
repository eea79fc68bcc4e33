import type { FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '#errors'
import { errorBody } from './error-reply.ts'

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Not found</title>
<h1>Not found</h1>
<p>There is nothing at this address. <a href="/">Go to the start page</a></p>
</html>
`

/** Addresses that programs use, whatever they say they accept. */
const forPrograms = /^\/(?:api|v1)(?:\/|$)/

/** An unknown address: a page for a person with a browser, the usual error for everybody else. */
export function replyNotFound(request: FastifyRequest, reply: FastifyReply): void {
  const path = request.url.split('?')[0]!
  void reply.status(404)
  if (request.method === 'GET' && !forPrograms.test(path) && /\btext\/html\b/i.test(request.headers.accept ?? '')) {
    void reply.type('text/html; charset=utf-8').send(page)
    return
  }
  const error = new AppError(
    'not_found',
    `There is nothing at ${request.method} ${path}. The API is described at /api/openapi.json.`,
  )
  void reply.send(errorBody(error, request.id))
}
