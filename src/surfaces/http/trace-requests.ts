import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { probes, type OpenSpan, type Tracing } from '#observability'

/** Each request but probes in a span of its own, which goes on with the trace of who sent it. */
export function traceRequests(server: FastifyInstance, tracing: Tracing): void {
  const spans = new WeakMap<FastifyRequest, OpenSpan>()
  const within = (request: FastifyRequest, _reply: FastifyReply, done: () => void) => {
    const span = spans.get(request)
    if (span) span.run(done)
    else done()
  }

  server.addHook('onRequest', (request, { raw }, done) => {
    const { method, protocol, routeOptions } = request
    const route = routeOptions.url
    if (route !== undefined && probes.has(route)) return done()
    const span = tracing.continuing(request.headers, () =>
      tracing.open({
        name: route === undefined ? method : `${method} ${route}`,
        kind: 'server',
        // The path itself is left out: it may hold the secret of a link.
        attributes: {
          'http.request.method': method,
          'url.scheme': protocol,
          ...(route !== undefined && { 'http.route': route }),
        },
      }),
    )
    spans.set(request, span)
    // Of an answer that nobody waited for there is no onResponse.
    raw.once('close', () => {
      const { statusCode: status, headersSent } = raw
      if (!headersSent) return span.end({ errorType: 'aborted' })
      span.end({
        ...(status >= 500 && { errorType: String(status) }),
        attributes: { 'http.response.status_code': status },
      })
    })
    span.run(done)
  })
  // These begin in events of the socket, which know nothing of the span: when the body was read, and when the answer was sent.
  server.addHook('preValidation', within)
  server.addHook('onResponse', within)
}
