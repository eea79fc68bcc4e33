import { randomUUID } from 'node:crypto'
import type { Storage, Transaction } from '#storage'
import { addCounts } from './add-counts.ts'
import { createCounting, sessionGapMs, startOf, type LocatedEvent } from './counting.ts'
import type { AnalyticsEvent } from './event.ts'
import {
  beginBatch,
  findEvents,
  findRatings,
  findSalts,
  findSegments,
  findTopics,
  findUnder,
  findVisits,
  listClients,
  saveEvents,
  saveRatings,
  saveTopics,
  saveVisits,
  segmentKey,
  type StoredEvent,
} from './recorder-store.ts'
import type { Segment } from './segment.ts'
import { createTopicModel, otherTopic, type TopicModel } from './topics.ts'
import { dayBefore, dayOf, raterKey, visitorKey } from './visitor-key.ts'

/** An event that waits to be counted. */
export interface WaitingEvent {
  readonly event: AnalyticsEvent
  readonly segment: Segment
  /** Raw; it does not leave the memory of this process. */
  readonly visitor: string
  /** One of many who come as the same actor, so that being that actor says nothing. */
  readonly ofCrowd?: boolean | undefined
  /** Milliseconds since 1970. */
  readonly at: number
}

/** Resolves with the ratings that were not counted, because somebody else rated that answer. */
export type StoreBatch = (
  events: readonly WaitingEvent[],
  options: { durable: boolean },
) => Promise<ReadonlySet<WaitingEvent>>

/** Names of MCP clients are chosen by clients: further ones are counted together, so that nobody can fill the database with them. */
const maxNamedClients = 200
const namedClient = 'mcp:'

interface Located extends WaitingEvent {
  readonly id: string
  /** What was handed in. */
  readonly original: WaitingEvent
}

/**
 * Stores batches of events, each in one transaction: what was counted before is left out, and what is new is summed up. Keeps
 * the topics in memory, and reads what other processes changed.
 */
export function createStoreBatch(transaction: Storage['transaction']): StoreBatch {
  let topics = { model: createTopicModel(), version: 0 }
  /** The model has learned what may not have been committed. */
  let unsure = false

  async function currentTopics(within: Transaction): Promise<TopicModel> {
    if (unsure) topics = { model: createTopicModel(), version: 0 }
    unsure = true
    let found = await findTopics(within, topics.version)
    for (const topic of found.topics) topics.model.put(topic)
    // Some have gone since: by a restore, or because they were small and old.
    if (topics.model.size !== found.total || topics.version > found.version) {
      topics = { model: createTopicModel(), version: 0 }
      found = await findTopics(within, 0)
      for (const topic of found.topics) topics.model.put(topic)
    }
    topics.version = found.version
    return topics.model
  }

  async function segmentsOf(
    within: Transaction,
    events: readonly WaitingEvent[],
  ): Promise<(segment: Segment) => number> {
    const distinct = [...new Map(events.map(({ segment }) => [segmentKey(segment), segment])).values()]
    const names = distinct.map(({ client }) => client).filter((client) => client.startsWith(namedClient))
    const known = names.length > 0 ? await listClients(within, namedClient) : new Set<string>()
    for (const name of names) if (known.size < maxNamedClients) known.add(name)
    const counted = (segment: Segment): Segment =>
      segment.client.startsWith(namedClient) && !known.has(segment.client) ? { ...segment, client: 'mcp' } : segment
    const asked = [...new Map(distinct.map(counted).map((segment) => [segmentKey(segment), segment])).values()]
    const ids = await findSegments(within, asked)
    return (segment) => ids.get(segmentKey(counted(segment)))!
  }

  async function store(
    within: Transaction,
    events: readonly WaitingEvent[],
    durable: boolean,
  ): Promise<ReadonlySet<WaitingEvent>> {
    const refused = new Set<WaitingEvent>()
    await beginBatch(within, durable)
    const located = events.map(withId)
    const known = await findEvents(within, located.map(idOfAsked))
    const fresh = located.filter(({ event, id }) => {
      if (event.kind === 'rated') return true
      if (known.has(id)) return false
      known.set(id, { segment: 0, topic: null }) // the same one twice in this batch
      return true
    })
    if (fresh.length === 0) return refused
    const midnights = [...new Set(fresh.map(({ at }) => startOf('day', at)))]
    // Never kept: a batch that failed, or a deletion, would leave salts that nobody else has.
    const days = await findSalts(within, new Set(midnights.flatMap((at) => [dayOf(at), dayBefore(at)])))
    const keysOf = createKeys(days)
    const keys = new Map(fresh.map((waiting) => [waiting, keysOf(waiting)]))
    const segmentOf = await segmentsOf(within, fresh)
    const visitors = [...keys.values()].flatMap((key) => [key.visitor, key.visitorBefore ?? key.visitor])
    const visits = await findVisits(within, [...new Set(visitors)])
    const rated = fresh.flatMap(({ event }) => (event.kind === 'rated' ? [event.answerId] : []))
    const counting = createCounting(visits, rated.length > 0 ? await findRatings(within, rated) : new Map())
    const model = fresh.some(({ event }) => 'terms' in event) ? await currentTopics(within) : undefined
    const stored: StoredEvent[] = []
    for (const waiting of fresh) {
      const { event, at, id } = waiting
      const before = event.kind === 'rated' ? counting.ratingOf(event.answerId) : undefined
      const rater = event.kind === 'rated' ? raterOf(waiting, before?.at ?? at, days) : undefined
      if (before && waiting.ofCrowd && (rater === undefined || rater !== before.rater)) {
        refused.add(waiting.original)
        continue
      }
      const segment = segmentOf(waiting.segment)
      const topic = topicOf(event, at, model, known)
      if (event.kind === 'asked') known.set(id, { segment, topic })
      counting.count({ event, at, ...keys.get(waiting)!, segment, topic, rater } satisfies LocatedEvent)
      if (event.kind !== 'rated') stored.push(asStored(event, { id, at, segment, topic }))
    }
    const changes = counting.changes()
    if (stored.length > 0) await saveEvents(within, stored)
    await saveVisits(within, changes.visits)
    if (changes.ratings.length > 0) await saveRatings(within, changes.ratings)
    const changedTopics = model?.takeChanged() ?? []
    if (changedTopics.length > 0) topics.version = await saveTopics(within, changedTopics)
    const under = await findUnder(within, [...new Set(changes.rows.map(({ segment }) => segment))])
    await addCounts(within, changes.rows, (segment) => under.get(segment)!)
    return refused
  }

  return async (events, { durable }) => {
    const refused = await transaction((within) => store(within, events, durable))
    unsure = false
    return refused
  }
}

/** A rating belongs to where its question was counted, as long as that is known. */
function topicOf(
  event: AnalyticsEvent,
  at: number,
  model: TopicModel | undefined,
  known: ReadonlyMap<string, { topic: number | null }>,
): number {
  if (event.kind === 'asked') return model!.assign(event.terms, at)
  if (event.kind === 'rated') return known.get(event.answerId)?.topic ?? model!.find(event.terms)
  return otherTopic
}

function withId(waiting: WaitingEvent): Located {
  const { event } = waiting
  const id = event.kind === 'asked' || event.kind === 'rated' ? event.answerId : `evt_${event.id ?? randomUUID()}`
  return { ...waiting, id, original: waiting }
}

const idOfAsked = ({ id }: Located): string => id

/** Undefined for who is known, and where the salt of the day of the first rating is gone. */
function raterOf(
  { event, visitor, ofCrowd }: WaitingEvent,
  firstAt: number,
  salts: ReadonlyMap<string, Buffer>,
): string | undefined {
  const salt = salts.get(dayOf(firstAt))
  return ofCrowd && salt && event.kind === 'rated' ? raterKey(salt, visitor, event.answerId) : undefined
}

interface Keys {
  readonly day: string
  readonly visitor: string
  readonly visitorBefore: string | undefined
}

/** Each visitor's key is computed once a batch: it takes 30 µs. */
function createKeys(salts: ReadonlyMap<string, Buffer>): (waiting: WaitingEvent) => Keys {
  const known = new Map<string, Keys>()
  return ({ visitor, segment, at }) => {
    // Who sees more is counted apart: a visitor has one audience.
    const text = `${segment.audience}|${visitor}`
    const midnight = startOf('day', at)
    const afterMidnight = at - midnight <= sessionGapMs
    const name = `${midnight} ${afterMidnight} ${text}`
    let keys = known.get(name)
    if (!keys) {
      const keyOn = (day: string) => visitorKey(salts.get(day)!, text)
      const visitorBefore = afterMidnight ? keyOn(dayBefore(at)) : undefined
      keys = { day: dayOf(at), visitor: keyOn(dayOf(at)), visitorBefore }
      known.set(name, keys)
    }
    return keys
  }
}

function asStored(
  event: Exclude<AnalyticsEvent, { kind: 'rated' }>,
  { id, at, segment, topic }: { id: string; at: number; segment: number; topic: number },
): StoredEvent {
  const common = { id, at, kind: event.kind, segment }
  if (event.kind === 'asked')
    return { ...common, topic, refused: event.refused, durationMs: event.durationMs, answerId: null }
  return { ...common, topic: null, refused: null, durationMs: null, answerId: event.answerId ?? null }
}
