import { AppError } from '../errors.ts'

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
  /** Safe to show to anybody: never the text of the failure, which may hold addresses and names. */
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

/** `failed` is told what really went wrong, once for each change. */
export function createHealthMonitor(
  checks: () => readonly HealthCheck[],
  { failed }: { failed: (service: string, error: unknown) => void },
): HealthMonitor {
  const told = new Map<string, string>()
  const recent = new Map<string, { at: number; result: Promise<ServiceHealth> }>()

  function look(check: HealthCheck): Promise<ServiceHealth> {
    const known = recent.get(check.name)
    if (known && performance.now() - known.at < keepMs) return known.result
    const result = measure(check)
    recent.set(check.name, { at: performance.now(), result })
    return result
  }

  async function measure(check: HealthCheck): Promise<ServiceHealth> {
    const started = performance.now()
    const signal = AbortSignal.timeout(timeoutMs)
    const expired = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(new TimeoutError()), { once: true })
    })
    try {
      await Promise.race([check.run(signal), expired])
      told.delete(check.name)
      return { status: 'up', responseTimeMs: performance.now() - started }
    } catch (error) {
      const text = String(error)
      if (told.get(check.name) !== text) failed(check.name, error)
      told.set(check.name, text)
      return { status: 'down', responseTimeMs: performance.now() - started, error: safeText(error) }
    }
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

class TimeoutError extends Error {
  override message = `no answer within ${timeoutMs / 1000} s`
}

function safeText(error: unknown): string {
  if (error instanceof TimeoutError) return error.message
  if (error instanceof AppError) return error.code.replaceAll('_', ' ')
  const { code = '', message = '' } = error as { code?: string; message?: string }
  if (/^(?:ECONN|EPIPE|EHOST|ENET|ETIMEDOUT|ENOTFOUND|EAI_|ENOENT|ERR_TLS|CERT_)/.test(code)) return 'cannot be reached'
  if (/^(?:WRONGPASS|NOAUTH|NOPERM)\b/.test(message)) return 'refuses our name or password'
  return 'does not work; the server log says why'
}
