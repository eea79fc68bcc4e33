import { createHash, timingSafeEqual } from 'node:crypto'
import { BlockList, isIP } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { AppError } from '#errors'
import type { HealthMonitor, Metrics } from '#observability'

export interface HealthRoutesOptions {
  readonly version: string
  readonly monitor: HealthMonitor
  readonly metrics: Metrics
  /** True once the database is open and the first answers can be given. */
  readonly isReady: () => boolean
  readonly metricsToken: string | undefined
}

/** /health (the process lives), /ready (it can answer), /api/health (each dependency), /metrics (Prometheus). */
export function registerHealthRoutes(
  server: FastifyInstance,
  { version, monitor, metrics, isReady, metricsToken }: HealthRoutesOptions,
): void {
  server.get('/health', { schema: { hide: true } }, () => ({ status: 'ok', version, uptime: process.uptime() }))

  server.get('/ready', { schema: { hide: true } }, async (_request, reply) => {
    if (isReady() && (await monitor.essentialsUp())) return { status: 'ready', version }
    return reply
      .status(503)
      .header('retry-after', '1')
      .send({ status: isReady() ? 'unavailable' : 'starting', version })
  })

  server.get('/api/health', { schema: { hide: true } }, async (_request, reply) => {
    const { status, services } = await monitor.check()
    return reply
      .status(status === 'unhealthy' ? 503 : 200)
      .header('cache-control', 'no-store')
      .send({
        status,
        timestamp: new Date().toISOString(),
        uptime: process.uptime(),
        version,
        services,
        metrics: await metrics.summary(),
      })
  })

  server.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    if (!mayReadMetrics(request.ip, request.headers.authorization, metricsToken))
      throw new AppError('not_found', 'There is nothing here.')
    return reply.header('content-type', metrics.contentType).send(await metrics.page())
  })
}

const privateAddresses = new BlockList()
privateAddresses.addSubnet('127.0.0.0', 8, 'ipv4')
privateAddresses.addSubnet('10.0.0.0', 8, 'ipv4')
privateAddresses.addSubnet('172.16.0.0', 12, 'ipv4')
privateAddresses.addSubnet('192.168.0.0', 16, 'ipv4')
privateAddresses.addAddress('::1', 'ipv6')
privateAddresses.addSubnet('fc00::', 7, 'ipv6')

/** Loopback and private addresses (RFC 1918, RFC 4193), or the bearer of METRICS_TOKEN. */
function mayReadMetrics(address: string, authorization: string | undefined, token: string | undefined): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  if (token && authorization && timingSafeEqual(digest(authorization), digest(`Bearer ${token}`))) return true
  const ip = address.replace(/^::ffff:/, '')
  const family = isIP(ip)
  return family !== 0 && privateAddresses.check(ip, family === 6 ? 'ipv6' : 'ipv4')
}
