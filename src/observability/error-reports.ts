import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AppError } from '../errors.ts'
import { scrub } from '../scrub.ts'
import { version } from '../version.ts'
import type { LoggedError } from './logger.ts'

export interface ErrorReportsOptions {
  /** "https://key@sentry.example.com/1" */
  readonly dsn: string
  readonly environment: string
  readonly service: string
  /** Never told, wherever they stand. */
  readonly secrets: readonly (string | undefined)[]
  /** `trace_id` and `span_id` of where it happened. */
  readonly traceFields: () => Readonly<Record<string, string>>
  /** Told of the first report that cannot be sent, and again of the first after one was. */
  readonly failed: (error: Error) => void
}

export interface ErrorReports {
  report(failure: LoggedError): void
  /** Resolves when nothing is under way any more, after `sendWithinMs` at most. */
  flush(): Promise<void>
}

const sendWithinMs = 1_500
/** A fault that every request meets is told often enough by so many. */
const mostPerMinute = 30
/** After 429, when it does not say how long. */
const pauseMs = 60_000
const mostCauses = 5
const mostFrames = 50

/** What may be told of a line of the log: ids, and names that are ours. */
const tags = ['reqId', 'runId', 'capability', 'tool', 'method', 'path'] as const

/**
 * Reports to Sentry, or what speaks its protocol, by envelopes (https://develop.sentry.dev/sdk/foundations/transport/envelopes/).
 * An event is made of what is named here and of nothing else: no request, no header, no body, no host name.
 */
export function createErrorReports(options: ErrorReportsOptions): ErrorReports {
  const { failed } = options
  const { address, authorization } = endpointOf(options.dsn)
  const underWay = new Set<Promise<void>>()
  let told = false
  let minute = { begun: 0, count: 0 }
  let silentUntil = 0

  async function send(failure: LoggedError): Promise<void> {
    const {
      status,
      headers,
      body: answer,
    } = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/x-sentry-envelope', 'x-sentry-auth': authorization },
      body: envelopeOf(failure, options),
      redirect: 'error',
      signal: AbortSignal.timeout(sendWithinMs),
    })
    await answer?.cancel()
    if (status === 429) silentUntil = Date.now() + (Number(headers.get('retry-after')) * 1000 || pauseMs)
    if (status >= 400) throw new Error(`HTTP ${status}`)
    told = false
  }

  return {
    report(failure) {
      if (isForeseen(failure.error)) return
      const now = Date.now()
      if (now < silentUntil) return
      if (now - minute.begun >= 60_000) minute = { begun: now, count: 0 }
      if (++minute.count > mostPerMinute) return
      const sending: Promise<void> = send(failure)
        .catch((error: Error) => {
          if (!told) failed(error)
          told = true
        })
        .finally(() => underWay.delete(sending))
      underWay.add(sending)
    },
    async flush() {
      await Promise.all(underWay)
    },
  }
}

/** A model that is away, a full disk: alerts tell of them. */
const isForeseen = (error: unknown): boolean => error instanceof AppError && error.code !== 'internal'

/** https://develop.sentry.dev/sdk/foundations/transport/authentication/ */
function endpointOf(dsn: string): { address: string; authorization: string } {
  const url = new URL(dsn)
  const [, path = '', project = ''] = /^(.*)\/(\d+)$/.exec(url.pathname) ?? []
  return {
    address: `${url.origin}${path}/api/${project}/envelope/`,
    authorization: `Sentry sentry_version=7, sentry_client=pollux/${version}, sentry_key=${url.username}`,
  }
}

function envelopeOf(
  { level, message, error, about }: LoggedError,
  { environment, service, secrets, traceFields }: ErrorReportsOptions,
): string {
  const id = randomUUID().replaceAll('-', '')
  const at = new Date().toISOString()
  const { method, path } = about
  const told = tags.flatMap((tag) => (typeof about[tag] === 'string' ? [[tag, about[tag]]] : []))
  const fields = traceFields()
  const event = {
    event_id: id,
    timestamp: at,
    platform: 'node',
    level,
    release: `pollux@${version}`,
    environment,
    ...(message !== undefined && { logentry: { formatted: scrub(message, secrets) } }),
    ...(typeof path === 'string' && { transaction: `${String(method)} ${path}` }),
    tags: { service, ...Object.fromEntries(told) },
    contexts: {
      runtime: { name: 'node', version: process.version },
      ...('trace_id' in fields && { trace: fields }),
    },
    exception: { values: causesOf(error).map((one) => exceptionOf(one, secrets)) },
  }
  return `${[{ event_id: id, sent_at: at }, { type: 'event' }, event].map((part) => JSON.stringify(part)).join('\n')}\n`
}

/** As Sentry wants them: what began it first. */
function causesOf(error: unknown): unknown[] {
  const found = [error]
  for (let cause = error; found.length < mostCauses && cause instanceof Error && cause.cause !== undefined;) {
    cause = cause.cause
    found.unshift(cause)
  }
  return found
}

function exceptionOf(error: unknown, secrets: ErrorReportsOptions['secrets']) {
  if (!(error instanceof Error)) return { type: typeof error }
  const frames = framesOf(error)
  return {
    type: error.name,
    value: scrub(withoutQuotes(error.message), secrets),
    ...(frames.length > 0 && { stacktrace: { frames } }),
  }
}

/**
 * Libraries quote what they were given, which is what people wrote. From the first mark to the last one of its kind, because a
 * quoted text may have marks of its own; and to the end, where nothing closes it.
 */
function withoutQuotes(message: string): string {
  return message
    .replace(/"(.*"|.*$)/s, '"…"')
    .replace(/`(.*`|.*$)/s, '`…`')
    .replace(/(?<!\w)'(.*'(?!\w)|.*$)/s, "'…'")
    .replace(/[“«](.*[”»]|.*$)/s, '“…”')
}

const frameLine = /^ +at (?:async )?(?:(.+) \()?((?:file:\/\/|node:|\/)[^)\n]+):(\d+):(\d+)\)?$/gm

/** Of V8's stack, the call that failed last. */
function framesOf({ stack = '', message }: Error) {
  // The text comes first, and may have lines of its own.
  const calls = stack.replace(message, () => '').matchAll(frameLine)
  return [...calls]
    .slice(0, mostFrames)
    .map(([, name, file = '', line, column]) => {
      const filename = placeOf(file)
      return {
        ...(name !== undefined && { function: name }),
        filename,
        lineno: Number(line),
        colno: Number(column),
        in_app: filename.startsWith('src/'),
      }
    })
    .reverse()
}

const project = fileURLToPath(new URL('../../', import.meta.url))

/** Where it stands in the project; elsewhere only its name, because the path would tell of the machine. */
function placeOf(file: string): string {
  if (file.startsWith('node:')) return file
  const path = file.startsWith('file:') ? fileURLToPath(file) : file
  return path.startsWith(project) ? path.slice(project.length) : basename(path)
}
