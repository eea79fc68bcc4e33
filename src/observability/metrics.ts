import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { createRecentRequests, type RecentRequests } from './recent-requests.ts'

export interface Metrics extends MetricRegistry {
  readonly contentType: string
  /** The exposition page, for Prometheus. */
  page(): Promise<string>
  /** Totals since start, for /api/health. */
  summary(): Promise<{ totalRequests: number; averageResponseTime: number; errorRate: number }>
  /** Of the last five minutes, without what only asks whether the server lives. */
  recentRequests(): RecentRequests
  /** What one metric holds now; nothing for one that nobody declared. A histogram's parts have names of their own, such as `…_sum`. */
  values(name: string): Promise<readonly MetricValue[]>
  httpRequest(request: { method: string; path: string; status: number; seconds: number; isStream: boolean }): void
  answer(answer: { mode: string; refused: boolean; seconds: number }): void
  cacheRequest(cache: string, outcome: 'hit' | 'miss'): void
  droppedSentence(reason: string): void
  ingestedFile(status: string): void
  signIn(outcome: string): void
  ticket(ticket: { source: string; why: 'created' | 'reopened' }): void
  rateLimited(labels: { limit: string }): void
  oauthToken(outcome: 'issued' | 'refreshed' | 'refused' | 'revoked'): void
  modelRequest(request: { provider: string; outcome: string; seconds: number }): void
}

export interface MetricValue {
  readonly name: string
  readonly labels: Readonly<Record<string, string | number>>
  readonly value: number
}

export interface MetricOptions<Label extends string> {
  /** `pollux_<noun>_<unit>` */
  readonly name: string
  readonly help: string
  readonly labels: readonly Label[]
}

/** Where other parts declare metrics of their own; each is described in docs/reference/metrics.md by that. */
export interface MetricRegistry {
  counter<Label extends string>(options: MetricOptions<Label>): (labels: Record<Label, string>, by?: number) => void
  gauge<Label extends string>(options: MetricOptions<Label>): (labels: Record<Label, string>, value: number) => void
  /** `buckets` are upper bounds, in the unit of the name. */
  histogram<Label extends string>(
    options: MetricOptions<Label> & { readonly buckets: readonly number[] },
  ): (labels: Record<Label, string>, value: number) => void
}

/** Routes that only ask how the server is. */
export const probes: ReadonlySet<string> = new Set(['/health', '/ready', '/api/health', '/metrics'])

/** Metric names are `pollux_<noun>_<unit>` plus the standard `http_*` and `process_*`; docs/reference/metrics.md lists them. */
export function createMetrics(gauges: { version: string; sources?: () => Promise<number> }): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  new Gauge({
    name: 'pollux_build_info',
    help: 'Always 1; the version is its label.',
    labelNames: ['version'],
    registers,
  }).set({ version: gauges.version }, 1)

  const requests = new Counter({
    name: 'http_requests_total',
    help: 'HTTP requests answered.',
    labelNames: ['method', 'path', 'status'],
    registers,
  })
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the request to the end of its answer.',
    labelNames: ['method', 'path', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  })
  const answers = new Counter({
    name: 'pollux_answers_total',
    help: 'Questions answered or refused.',
    labelNames: ['mode', 'refused'],
    registers,
  })
  const answerSeconds = new Histogram({
    name: 'pollux_answer_seconds',
    help: 'Time to answer a question, without the HTTP around it.',
    labelNames: ['mode'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers,
  })
  const cacheRequests = new Counter({
    name: 'pollux_cache_requests_total',
    help: 'Look-ups in a cache, by what came of them.',
    labelNames: ['cache', 'outcome'],
    registers,
  })
  const dropped = new Counter({
    name: 'pollux_dropped_sentences_total',
    help: 'Sentences of a model that the verifier dropped.',
    labelNames: ['reason'],
    registers,
  })
  const files = new Counter({
    name: 'pollux_ingested_files_total',
    help: 'Files given to be read, by what became of them.',
    labelNames: ['status'],
    registers,
  })
  const modelRequests = new Counter({
    name: 'pollux_model_requests_total',
    help: 'Requests to language models.',
    labelNames: ['provider', 'outcome'],
    registers,
  })
  const modelSeconds = new Histogram({
    name: 'pollux_model_request_seconds',
    help: 'Time a language model took.',
    labelNames: ['provider'],
    buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    registers,
  })
  const tickets = new Counter({
    name: 'pollux_tickets_total',
    help: 'Tickets that somebody must take up: new ones and reopened ones, by where they came from.',
    labelNames: ['source', 'why'],
    registers,
  })
  const rateLimited = new Counter({
    name: 'pollux_rate_limited_total',
    help: 'Requests refused because their caller sent too many, by the limit they met.',
    labelNames: ['limit'],
    registers,
  })
  const oauthTokens = new Counter({
    name: 'pollux_oauth_tokens_total',
    help: 'Requests of connected apps for tokens, by what came of them.',
    labelNames: ['outcome'],
    registers,
  })
  const signIns = new Counter({
    name: 'pollux_sign_ins_total',
    help: 'Sign-ins, by what came of each step.',
    labelNames: ['outcome'],
    registers,
  })
  const totals = { requests: 0, seconds: 0, errors: 0 }
  const recent = createRecentRequests()

  return {
    contentType: registry.contentType,
    page: () => registry.metrics(),
    async summary() {
      const { requests: count, seconds, errors } = totals
      return {
        totalRequests: count,
        averageResponseTime: count === 0 ? 0 : (seconds / count) * 1000,
        errorRate: count === 0 ? 0 : errors / count,
      }
    },
    recentRequests: recent.read,
    async values(name) {
      const metric = await registry.getSingleMetric(name)?.get()
      return (metric?.values ?? []).map((one) => ({
        name: 'metricName' in one ? String(one.metricName) : name,
        labels: one.labels as Record<string, string | number>,
        value: one.value,
      }))
    },
    httpRequest({ method, path, status, seconds, isStream }) {
      if (!probes.has(path)) recent.add({ status, seconds, isStream })
      const labels = { method, path, status: String(status) }
      requests.inc(labels)
      durations.observe(labels, seconds)
      totals.requests++
      totals.seconds += seconds
      if (status >= 500) totals.errors++
    },
    answer({ mode, refused, seconds }) {
      answers.inc({ mode, refused: String(refused) })
      answerSeconds.observe({ mode }, seconds)
    },
    cacheRequest: (cache, outcome) => cacheRequests.inc({ cache, outcome }),
    droppedSentence: (reason) => dropped.inc({ reason }),
    ingestedFile: (status) => files.inc({ status }),
    signIn: (outcome) => signIns.inc({ outcome }),
    ticket: ({ source, why }) => tickets.inc({ source, why }),
    rateLimited: (labels) => rateLimited.inc(labels),
    oauthToken: (outcome) => oauthTokens.inc({ outcome }),
    modelRequest({ provider, outcome, seconds }) {
      modelRequests.inc({ provider, outcome })
      modelSeconds.observe({ provider }, seconds)
    },
    counter({ labels: labelNames, ...options }) {
      const counter = new Counter({ ...options, labelNames, registers })
      return (labels, by = 1) => counter.inc(labels, by)
    },
    gauge({ labels: labelNames, ...options }) {
      const gauge = new Gauge({ ...options, labelNames, registers })
      return (labels, value) => gauge.set(labels, value)
    },
    histogram({ labels: labelNames, buckets, ...options }) {
      const histogram = new Histogram({ ...options, labelNames, buckets: [...buckets], registers })
      return (labels, value) => histogram.observe(labels, value)
    },
  }
}
