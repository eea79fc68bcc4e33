export interface HealthCheck {
  readonly name: string
  /** Without an essential one the product cannot do its work: `unhealthy`. Without another: `degraded`. */
  readonly essential: boolean
  /** Resolves when all is well; throws what is wrong. */
  run(signal: AbortSignal): Promise<void>
}

export interface ServiceHealth {
  status: 'up' | 'down'
  responseTimeMs: number
  error?: string
}

export interface HealthReport {
  status: 'healthy' | 'degraded' | 'unhealthy'
  services: Record<string, ServiceHealth>
}

export interface HealthMonitor {
  /** The state of every dependency, at most `keepMs` old; checks run side by side, each within its time limit. */
  check(): Promise<HealthReport>
  essentialsUp(): Promise<boolean>
}

const timeoutMs = 5_000
const keepMs = 3_000

export function createHealthMonitor(checks: () => readonly HealthCheck[]): HealthMonitor {
  const recent = new Map<string, { at: number; result: Promise<ServiceHealth> }>()

  function look(check: HealthCheck): Promise<ServiceHealth> {
    const known = recent.get(check.name)
    if (known && performance.now() - known.at < keepMs) return known.result
    const result = measure(check)
    recent.set(check.name, { at: performance.now(), result })
    return result
  }

  async function check(): Promise<HealthReport> {
    const list = checks()
    const results = await Promise.all(list.map(look))
    const down = list.filter((_, index) => results[index]!.status === 'down')
    return {
      status: down.some((item) => item.essential) ? 'unhealthy' : down.length > 0 ? 'degraded' : 'healthy',
      services: Object.fromEntries(list.map((item, index) => [item.name, results[index]!])),
    }
  }

  return {
    check,
    async essentialsUp() {
      const results = await Promise.all(
        checks()
          .filter((item) => item.essential)
          .map(measure),
      )
      return results.every((result) => result.status === 'up')
    },
  }
}

async function measure(check: HealthCheck): Promise<ServiceHealth> {
  const started = performance.now()
  const signal = AbortSignal.timeout(timeoutMs)
  const expired = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error(`no answer within ${timeoutMs / 1000} s`)), { once: true })
  })
  try {
    await Promise.race([check.run(signal), expired])
    return { status: 'up', responseTimeMs: performance.now() - started }
  } catch (error) {
    return { status: 'down', responseTimeMs: performance.now() - started, error: (error as Error).message }
  }
}
