import type { Logger } from 'pino'
import type { Config } from '#config'
import { version } from '../version.ts'
import type { ErrorReports } from './error-reports.ts'
import { createLogger } from './logger.ts'
import { untraced, type Tracing } from './tracing.ts'

export interface Observed extends AsyncDisposable {
  readonly log: Logger
  readonly tracing: Tracing
  /** Undefined without SENTRY_DSN. */
  readonly reports: Pick<ErrorReports, 'flush'> | undefined
}

/** The log of a process, with traces and reports of errors if they are wanted: else their code is not loaded. Disposing sends what is left. */
export async function observe(
  config: Config,
  { service, level = config.log.level }: { service: string; level?: string },
): Promise<Observed> {
  const { tracesEndpoint: endpoint, sentryDsn: dsn } = config
  let telemetry: (Tracing & AsyncDisposable) | undefined
  if (endpoint !== undefined) {
    const { openTelemetry } = await import('./open-telemetry.ts')
    telemetry = openTelemetry({
      endpoint,
      service,
      version,
      failed: (error) =>
        log.warn({ reason: reasonOf(error) }, 'traces cannot be sent to OTEL_EXPORTER_OTLP_ENDPOINT; they are dropped'),
    })
  }
  const tracing: Tracing = telemetry ?? untraced
  let reports: ErrorReports | undefined
  if (dsn !== undefined) {
    const { createErrorReports } = await import('./error-reports.ts')
    reports = createErrorReports({
      dsn,
      service,
      environment: config.production ? 'production' : 'development',
      secrets: secretsOf(config),
      traceFields: tracing.logFields,
      failed: (error) =>
        log.warn({ reason: reasonOf(error) }, 'errors cannot be reported to SENTRY_DSN; they are in the log only'),
    })
  }
  const log = createLogger(level, { fields: telemetry?.logFields, failed: reports?.report })
  return {
    log,
    tracing,
    reports,
    async [Symbol.asyncDispose]() {
      await Promise.all([telemetry?.[Symbol.asyncDispose](), reports?.flush()])
    },
  }
}

/** Why nobody could be reached; fetch tells it only as the cause. */
function reasonOf(error: Error): string {
  const { code, message } = (error.cause ?? error) as { code?: unknown; message?: string }
  return typeof code === 'string' ? code : message || error.name
}

function secretsOf({ secrets, http, storage, redisUrl, agents, models }: Config): (string | undefined)[] {
  const { passphrase, s3 } = agents.backup
  return [
    secrets.ownerToken,
    secrets.intakeToken,
    secrets.signingKey,
    http.metricsToken,
    storage.url,
    redisUrl,
    passphrase,
    s3?.accessKey,
    s3?.secretKey,
    models.embedding?.apiKey,
    ...models.chat.map(({ apiKey }) => apiKey),
  ]
}
