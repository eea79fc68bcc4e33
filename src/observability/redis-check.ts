import type { HealthCheck } from './health.ts'

/** Signs in and pings on a connection of its own, so that a wrong password shows as well as a dead server. */
export function redisCheck(url: string): HealthCheck {
  return {
    name: 'redis',
    essential: false,
    async run(signal) {
      const { createClient } = await import('redis')
      const client = createClient({ url, socket: { reconnectStrategy: false, connectTimeout: 4_000 } })
      client.on('error', () => {}) // the rejected call below tells the same
      signal.addEventListener('abort', () => client.destroy(), { once: true })
      try {
        await client.connect()
        await client.ping()
      } finally {
        if (client.isOpen) client.destroy()
      }
    },
  }
}
