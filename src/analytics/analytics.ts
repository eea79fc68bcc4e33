import { requireScope, type Actor } from '#auth'
import type { Database, Storage, Transaction } from '#storage'
import { deleteEveryDay } from '../delete-every-day.ts'
import { AppError } from '../errors.ts'
import {
  deleteOnDemand,
  eventsKeptDays,
  foldSmallTopics,
  forgetOld,
  visitorsKeptDays,
  type Deletion,
} from './deletion.ts'
import type { AskedEvent, PageEvent, PostedEvent, RatedEvent, Visit } from './event.ts'
import { readRows, rowsAsCsv, type ExportQuery } from './export.ts'
import { periodOf, type AnalyticsQuery, type SeriesStep } from './period.ts'
import { readLinks, readRatings, readSeries, readSummary, readTopics, type Asked, type LinkNames } from './reading.ts'
import { createRecorder } from './recorder.ts'
import { readReport, type ReportQuery } from './report.ts'
import { deleteOfAnswers } from './retention-store.ts'
import type { Links, Ratings, Report, Series, Summary, Topics } from './schemas.ts'
import { createStoreBatch, type WaitingEvent } from './store-batch.ts'

/**
 * What people do with the twin, counted. What is read needs the scope `analytics:read` and the audience `owner`: counts are of
 * everybody's questions, and topics are named by their words. Switched off, it counts nothing, and whatever is asked of it throws
 * `not_found`.
 */
export interface Analytics extends AsyncDisposable {
  readonly enabled: boolean
  /** How long what is counted is kept, in days; sums for ever when it is 0. */
  readonly retention: {
    readonly enabled: boolean
    readonly days: number
    readonly eventsDays: number
    readonly visitorsDays: number
  }
  /** Throws `not_found` when it is switched off. */
  requireEnabled(): void
  /** Counts within about a second, apart from whoever tells it; `at` in the future is now. */
  record(visit: Visit, event: AskedEvent | PageEvent, at?: Date): void
  /**
   * Resolves when it is counted for good. Throws `invalid_input` for a moment more than a day ago, and `forbidden` for what is
   * told of an answer by who may not ask.
   */
  post(visit: Visit, event: PostedEvent): Promise<void>
  /**
   * One rating an answer: the last one counts. Resolves when it is stored for good. Throws `conflict` for a visitor of a crowd
   * who is not known to have given the one that is there.
   */
  rate(visit: Visit, rated: Omit<RatedEvent, 'kind'>): Promise<void>
  summary(actor: Actor, query: AnalyticsQuery): Promise<Summary>
  series(actor: Actor, query: AnalyticsQuery, step: SeriesStep): Promise<Series>
  /** The topics with the most questions. */
  topics(actor: Actor, query: AnalyticsQuery, limit: number): Promise<Topics>
  /** Share links, each with how far its visitors came. */
  links(actor: Actor, query: AnalyticsQuery): Promise<Links>
  ratings(actor: Actor, query: AnalyticsQuery): Promise<Ratings>
  report(actor: Actor, query: ReportQuery): Promise<Report>
  /** The rows, and as CSV if that is asked for. */
  export(
    actor: Actor,
    query: ExportQuery,
  ): Promise<{ rows: Record<string, string | number | boolean | null>[]; csv?: string }>
  /** For the owner alone, also when it is switched off. */
  delete(actor: Actor, deletion: Deletion): Promise<void>
  /** Resolves when what was recorded here is counted, or cannot be now. */
  flush(): Promise<void>
  /** Within the transaction that deletes them: what is known of single answers. */
  forgetAnswers(transaction: Transaction, ids: readonly string[]): Promise<void>
  /** Of answers before that moment nothing is known any more but counts. */
  forgetWords(before: Date): Promise<void>
  /** Deletes what is too old, now and then daily, until disposed. */
  maintain(told: { deleted: (count: number) => void; failed: (error: unknown) => void }): AsyncDisposable
}

export interface AnalyticsNeeds {
  readonly database: Database
  readonly transaction: Storage['transaction']
  readonly enabled: boolean
  /** Days that sums are kept; 0 for ever. */
  readonly keepDays: number
  readonly isVisitorOfLink: (actor: Actor) => boolean
  readonly linkNames: LinkNames
  readonly observe: (outcome: 'stored' | 'dropped', count: number) => void
  readonly failed: (error: unknown) => void
  readonly now?: () => number
}

const dayMs = 86_400_000

/** A topic of fewer questions than this tells by its words what somebody asked. */
const fewestToName = 5

export function createAnalytics(needs: AnalyticsNeeds): Analytics {
  const { database, transaction, enabled, keepDays, linkNames, now = Date.now } = needs
  const recorder = createRecorder({ store: createStoreBatch(transaction), ...needs })

  function requireEnabled(): void {
    if (!enabled)
      throw new AppError(
        'not_found',
        'Analytics is switched off here. Start the server with ENABLE_ANALYTICS=true to have it.',
      )
  }

  function waiting({ actor, visitor, client }: Visit, event: WaitingEvent['event'], at = now()): WaitingEvent {
    return {
      event,
      segment: {
        audience: actor.audience,
        link: needs.isVisitorOfLink(actor) ? actor.id : '',
        client: client ?? 'other',
      },
      visitor: visitor ?? actor.id,
      ofCrowd: visitor !== undefined && visitor !== actor.id,
      at: Math.min(at, now()),
    }
  }

  /** What was just done is in what is read. */
  async function asked(actor: Actor, { days, from, to, ...filter }: AnalyticsQuery): Promise<Asked> {
    await requireReader(actor)
    return { period: periodOf({ days, from, to }, now()), filter }
  }

  async function requireReader(actor: Actor): Promise<void> {
    requireScope(actor, 'analytics:read')
    if (actor.audience !== 'owner')
      throw new AppError(
        'forbidden',
        'Counts are of everybody\'s questions: reading them needs the audience "owner" beside the scope "analytics:read".',
      )
    requireEnabled()
    await recorder.flush()
  }

  return {
    enabled,
    retention: { enabled, days: keepDays, eventsDays: eventsKeptDays, visitorsDays: visitorsKeptDays },
    requireEnabled,
    record(visit, event, at) {
      if (enabled) recorder.take(waiting(visit, event, at?.getTime()))
    },
    async post(visit, { type, eventId, answerId, at }) {
      requireEnabled()
      if (answerId !== undefined) requireScope(visit.actor, 'ask')
      const moment = at === undefined ? undefined : Date.parse(at)
      if (moment !== undefined && moment < now() - dayMs)
        throw new AppError(
          'invalid_input',
          '`at` is more than a day ago, which is not counted any more. Leave it out for now.',
        )
      const kind = (
        { opened: 'opened', 'citation-opened': 'citation_opened', 'contact-clicked': 'contact_clicked' } as const
      )[type]
      await recorder.store(waiting(visit, { kind, id: eventId, answerId }, moment))
    },
    async rate(visit, rated) {
      requireEnabled()
      await recorder.store(waiting(visit, { kind: 'rated', ...rated }))
    },
    summary: async (actor, query) => readSummary(database, await asked(actor, query)),
    async series(actor, query, step) {
      const { audience, link, client } = query
      if (step === 'hour' && (audience ?? link ?? client) !== undefined)
        throw new AppError(
          'invalid_input',
          'Hours are counted of everybody together. Choose the step "day", or leave audience, link and client out.',
        )
      return readSeries(database, await asked(actor, query), step)
    },
    topics: async (actor, query, limit) => readTopics(database, await asked(actor, query), limit),
    links: async (actor, query) => readLinks(database, await asked(actor, query), linkNames),
    ratings: async (actor, query) => readRatings(database, await asked(actor, query)),
    async report(actor, query) {
      await requireReader(actor)
      return readReport(database, query, { to: periodOf({}, now()).to, names: linkNames })
    },
    async export(actor, { what, format, step, ...query }) {
      const rows = await readRows(database, { what, step }, { asked: await asked(actor, query), names: linkNames })
      return { rows, ...(format === 'csv' && { csv: rowsAsCsv(what, rows) }) }
    },
    async delete(actor, deletion) {
      requireScope(actor, 'analytics:read')
      await recorder.flush()
      await deleteOnDemand({ transaction }, actor, deletion, now())
    },
    flush: recorder.flush,
    forgetAnswers: deleteOfAnswers,
    forgetWords: (before) => foldSmallTopics({ transaction }, before, fewestToName),
    maintain: (told) => deleteEveryDay(() => forgetOld({ transaction }, keepDays, now()), told),
    [Symbol.asyncDispose]: () => recorder[Symbol.asyncDispose](),
  }
}
