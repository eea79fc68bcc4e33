import { AsyncLocalStorage } from 'node:async_hooks'
import {
  defaultTextMapGetter,
  defaultTextMapSetter,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
} from '@opentelemetry/api'
import { ExportResultCode, W3CTraceContextPropagator } from '@opentelemetry/core'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, TracerProvider, type SpanExporter } from '@opentelemetry/sdk-trace'
import { errorType, type Carrier, type NewSpan, type OpenSpan, type Tracing } from './tracing.ts'

export interface TelemetryOptions {
  /** Of a collector; `/v1/traces` is added. */
  readonly endpoint: string
  /** `service.name` */
  readonly service: string
  readonly version: string
  /** Told of the first failure, and again of the first after something was sent. */
  readonly failed: (error: Error) => void
}

/** So that an end which waits 8 s for open requests still comes within the 10 s that it may take. */
const sendWithinMs = 1_500

const kinds = { internal: SpanKind.INTERNAL, server: SpanKind.SERVER, client: SpanKind.CLIENT }

/**
 * Traces by the OpenTelemetry SDK. Nothing of it is global: the context is our own `AsyncLocalStorage`, and spans are opened by
 * us alone. Spans are sent in the background, every 5 s; what a collector does not take is dropped.
 */
export function openTelemetry({ endpoint, service, version, failed }: TelemetryOptions): Tracing & AsyncDisposable {
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: sendWithinMs })
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service, 'service.version': version }),
    spanProcessors: [new BatchSpanProcessor({ exporter: tellingOnce(exporter, failed) })],
  })
  const tracer = provider.getTracer('pollux', version)
  const propagator = new W3CTraceContextPropagator()
  const contexts = new AsyncLocalStorage<Context>()
  const active = () => contexts.getStore() ?? ROOT_CONTEXT

  function carrierOf(context: Context): Carrier {
    const carrier: Record<string, string> = {}
    propagator.inject(context, carrier, defaultTextMapSetter)
    return carrier
  }

  function open({ name, kind = 'internal', attributes = {} }: NewSpan): OpenSpan {
    const around = active()
    const span = tracer.startSpan(name, { kind: kinds[kind], attributes }, around)
    const within = trace.setSpan(around, span)
    return {
      get carrier() {
        return carrierOf(within)
      },
      run: (work) => contexts.run(within, work),
      end({ errorType: type, attributes: more = {} } = {}) {
        span.setAttributes(more)
        if (type !== undefined) span.setAttribute('error.type', type).setStatus({ code: SpanStatusCode.ERROR })
        span.end()
      },
    }
  }

  return {
    isOn: true,
    open,
    async inSpan(start, work) {
      const span = open(start)
      try {
        const result = await span.run(work)
        span.end()
        return result
      } catch (error) {
        span.end({ errorType: errorType(error) })
        throw error
      }
    },
    continuing: (parent, work) => contexts.run(propagator.extract(ROOT_CONTEXT, parent, defaultTextMapGetter), work),
    carrier: () => carrierOf(active()),
    logFields() {
      const span = trace.getSpanContext(active())
      return span ? { trace_id: span.traceId, span_id: span.spanId } : {}
    },
    async [Symbol.asyncDispose]() {
      // Why it could not be sent has been told.
      await provider.shutdown().catch(() => {})
    },
  }
}

function tellingOnce(exporter: SpanExporter, failed: (error: Error) => void): SpanExporter {
  let told = false
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        const isSent = result.code === ExportResultCode.SUCCESS
        if (!isSent && !told) failed(result.error ?? new Error('the collector did not take them'))
        told = !isSent
        done(result)
      })
    },
    shutdown: () => exporter.shutdown(),
  }
}
