import { AppError } from '../errors.ts'

/** `traceparent` and `tracestate` (W3C Trace Context), as headers or with a job. */
export type Carrier = Readonly<Record<string, string>>

/** Names by the semantic conventions of OpenTelemetry. Never a question, an answer, a body, a token or a query string. */
export type SpanAttributes = Readonly<Record<string, string | number>>

export interface NewSpan {
  readonly name: string
  /** By default `internal`. */
  readonly kind?: 'internal' | 'server' | 'client'
  readonly attributes?: SpanAttributes
}

export interface OpenSpan {
  /** What goes to elsewhere, so that its spans are children of this one. */
  readonly carrier: Carrier
  /** Spans opened within `work`, however late, are children of this one. */
  run<Result>(work: () => Result): Result
  /** With `errorType` it has failed. */
  end(outcome?: { errorType?: string | undefined; attributes?: SpanAttributes }): void
}

export interface Tracing {
  /** Whether spans go anywhere. */
  readonly isOn: boolean
  /** A child of the span that this is called in. */
  open(span: NewSpan): OpenSpan
  /** Does `work` in a span of its own. */
  inSpan<Result>(span: NewSpan, work: () => Promise<Result>): Promise<Result>
  /** Does `work` as a part of the trace that came with a request or a job; without one, a new trace begins in it. */
  continuing<Result>(parent: Readonly<Record<string, unknown>>, work: () => Result): Result
  /** Of the span that this is called in. */
  carrier(): Carrier
  /** `trace_id` and `span_id`, for a line of the log. */
  logFields(): Readonly<Record<string, string>>
}

const unopened: OpenSpan = { carrier: {}, run: (work) => work(), end() {} }

/** Where nobody looks at traces. */
export const untraced: Tracing = {
  isOn: false,
  open: () => unopened,
  inSpan: (_span, work) => work(),
  continuing: (_parent, work) => work(),
  carrier: () => ({}),
  logFields: () => ({}),
}

/** What `error.type` says of a failure: its code or its class, never its text. */
export function errorType(error: unknown): string {
  if (error instanceof AppError) return error.code
  return error instanceof Error ? error.name : typeof error
}
