import type { AnalyticsEvent, AskedEvent, RatedEvent } from './event.ts'
import { bucketOf } from './latency-histogram.ts'
import { addTo, createRows } from './sums.ts'

/** What is summed up of each topic. */
export const topicMeasures = ['topic', 'topic_refused', 'topic_ratings', 'topic_stars', 'topic_good'] as const

/** What is summed up. What each one means: docs/guides/analytics.md. */
const measures = [
  'visitors',
  'segment_visitors',
  'returning',
  'sessions',
  'session_ms',
  'answered_sessions',
  'asked_sessions',
  'cited_sessions',
  'contacted_sessions',
  'questions',
  'refused',
  'follow_ups',
  'opened',
  'citations',
  'contacts',
  'rating',
  'latency',
  ...topicMeasures,
] as const
export type Measure = (typeof measures)[number]

/** Of the roll-ups, as the database stores them. */
export const grains = { hour: 1, day: 2, month: 3 } as const
export type Grain = keyof typeof grains

const dayMs = 86_400_000
/** Sums by the hour: what is older is looked at by the day. */
export const hoursKeptDays = 92

/** A session ends after so much silence. */
export const sessionGapMs = 30 * 60_000

/** A rating of 4 or 5. */
const leastGood = 4

const steps = { asked: 1, answered: 2, cited: 4, contacted: 8 } as const

/** One visitor on one day. */
export interface DayVisit {
  readonly visitor: string
  readonly day: string
  readonly firstAt: number
  lastAt: number
  sessions: number
  /** Where the session under way is counted. */
  segment: number
  steps: number
  segments: number[]
}

export interface StoredRating {
  readonly answerId: string
  readonly at: number
  readonly segment: number
  readonly topic: number
  /** See `raterKey`; undefined for who is known, and once the salt of that day is gone. */
  readonly rater: string | undefined
  rating: number
  reason: string | undefined
}

/** An event with what was found out of it. */
export interface LocatedEvent {
  readonly event: AnalyticsEvent
  /** Milliseconds since 1970. */
  readonly at: number
  readonly day: string
  readonly visitor: string
  /** The key the visitor had the day before, for a session that goes on past midnight. */
  readonly visitorBefore: string | undefined
  readonly segment: number
  readonly topic: number
  /** Of a rating by somebody of a crowd. */
  readonly rater?: string | undefined
}

/** Sums of what a batch of events adds; `visits` and `ratings` hold those that the events touch, and are changed. */
export function createCounting(visits: Map<string, DayVisit>, ratings: Map<string, StoredRating>) {
  const rows = createRows()
  const touchedVisits = new Set<DayVisit>()
  const touchedRatings = new Set<StoredRating>()

  function add(grain: Grain, measure: Measure, at: number, segment: number, item: number, n: number): void {
    addTo(rows.at({ segment, grain: grains[grain], startsAt: startOf(grain, at) }), { measure, item, n })
  }

  /** By day and month, and by the hour what is looked at by the hour. */
  function count(measure: Measure, at: number, segment: number, { item = 0, n = 1, byHour = true } = {}): void {
    if (byHour) add('hour', measure, at, segment, item, n)
    add('day', measure, at, segment, item, n)
    add('month', measure, at, segment, item, n)
  }

  /** The visit that the event is part of: who is here for the first time today, or again after a silence, is counted. */
  function visit({ at, day, visitor, visitorBefore, segment }: LocatedEvent): DayVisit {
    let known = visits.get(visitor)
    if (!known) {
      const before = visitorBefore === undefined ? undefined : visits.get(visitorBefore)
      const goesOn = before !== undefined && at - before.lastAt <= sessionGapMs
      known = {
        visitor,
        day,
        firstAt: at,
        lastAt: goesOn ? before.lastAt : at,
        sessions: goesOn ? 1 : 0,
        segment: goesOn ? before.segment : segment,
        steps: goesOn ? before.steps : 0,
        segments: [],
      }
      visits.set(visitor, known)
      count('visitors', at, segment, { byHour: false })
      add('hour', 'visitors', at, segment, 0, 1)
    } else if (startOf('hour', at) > startOf('hour', known.lastAt)) add('hour', 'visitors', at, segment, 0, 1)
    if (!known.segments.includes(segment)) {
      known.segments.push(segment)
      count('segment_visitors', at, segment, { byHour: false })
    }
    const silence = at - known.lastAt
    if (known.sessions === 0 || silence > sessionGapMs) {
      known.sessions++
      known.segment = segment
      known.steps = 0
      count('sessions', at, segment)
      if (known.sessions === 2) count('returning', at, segment, { byHour: false })
    } else if (silence > 0) count('session_ms', at, known.segment, { n: silence, byHour: false })
    known.lastAt = Math.max(known.lastAt, at)
    touchedVisits.add(known)
    return known
  }

  function step(of: DayVisit, at: number, name: keyof typeof steps): void {
    if ((of.steps & steps[name]) !== 0) return
    of.steps |= steps[name]
    count(`${name}_sessions`, at, of.segment)
  }

  /** A rating that is changed is taken back where it was counted. */
  function rate({ at, segment, topic, rating }: StoredRating, sign: 1 | -1, byHour: boolean): void {
    count('rating', at, segment, { item: rating, n: sign, byHour })
    const of = (n: number) => ({ item: topic, n: sign * n, byHour: false })
    count('topic_ratings', at, segment, of(1))
    count('topic_stars', at, segment, of(rating))
    if (rating >= leastGood) count('topic_good', at, segment, of(1))
  }

  function countAnswer(event: AskedEvent, { at, segment, topic }: LocatedEvent, visited: DayVisit): void {
    const ofTopic = { item: topic, byHour: false }
    count('questions', at, segment)
    count('latency', at, segment, { item: bucketOf(event.durationMs) })
    count('topic', at, segment, ofTopic)
    step(visited, at, 'asked')
    if (event.followUp) count('follow_ups', at, segment)
    if (!event.refused) return step(visited, at, 'answered')
    count('refused', at, segment)
    count('topic_refused', at, segment, ofTopic)
  }

  function countRating({ answerId, rating, reason }: RatedEvent, { at, segment, topic, rater }: LocatedEvent): void {
    const before = ratings.get(answerId)
    // Its hour may be deleted already: one taken off nothing would be less than none.
    const byHour = before === undefined || startOf('day', at) - before.at < (hoursKeptDays - 1) * dayMs
    if (before) rate(before, -1, byHour)
    const stored = before ?? { answerId, at, segment, topic, rater, rating, reason }
    stored.rating = rating
    stored.reason = reason
    ratings.set(answerId, stored)
    touchedRatings.add(stored)
    rate(stored, 1, byHour)
  }

  return {
    ratingOf: (answerId: string): StoredRating | undefined => ratings.get(answerId),
    /** Counts an event that was not counted before. */
    count(located: LocatedEvent): void {
      const { event, at, segment } = located
      const visited = visit(located)
      if (event.kind === 'asked') countAnswer(event, located, visited)
      else if (event.kind === 'rated') countRating(event, located)
      else if (event.kind === 'opened') count('opened', at, segment)
      else if (event.kind === 'citation_opened') {
        count('citations', at, segment)
        step(visited, at, 'cited')
      } else {
        count('contacts', at, segment)
        step(visited, at, 'contacted')
      }
    },
    changes: () => ({
      rows: rows.all(),
      visits: [...touchedVisits],
      ratings: [...touchedRatings],
    }),
  }
}

/** When the hour, day or month began, UTC. */
export function startOf(grain: Grain, at: number): number {
  if (grain === 'hour') return at - (at % 3_600_000)
  if (grain === 'day') return at - (at % 86_400_000)
  const date = new Date(at)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1)
}
