import { audienceOf, type Audience } from '#auth'
import type { Database } from '#storage'
import { listRatings, listTopicTerms, sumByPart, sumBySteps, sumCounts, type Filter } from './counts-store.ts'
import type { Measure } from './counting.ts'
import { latencies, mean, ratingFigures, ratio, total } from './figures.ts'
import { needWork } from './need-work.ts'
import { isoDay, rangesOf, startOfStep, stepsOf, type Period, type SeriesStep } from './period.ts'
import type { Links, Ratings, Series, Summary, TopicFigures, Topics } from './schemas.ts'
import type { Sum } from './sums.ts'
import { otherTopicName, topicName } from './topics.ts'

/** What is asked of the counts. */
export interface Asked {
  readonly period: Period
  readonly filter: Filter
}

/** A share link, as far as it is told of. */
export interface NamedLink {
  readonly name: string
  readonly audience: Audience
  /** Whether it lets anybody in. */
  readonly isOpen: boolean
}

/** By id; a link that is not among them has been removed. */
export type LinkNames = () => Promise<ReadonlyMap<string, NamedLink>>

/** Visitors of one client are counted for each client; of all together each counts once. */
function visitorsOf({ client }: Filter): Measure {
  return client === undefined ? 'visitors' : 'segment_visitors'
}

export async function readSummary(database: Database, { period, filter }: Asked): Promise<Summary> {
  const visitors = visitorsOf(filter)
  const ranges = rangesOf(period)
  const [sums, audiences, clients] = await Promise.all([
    sumCounts(database, { columns: ['counts', 'latency'], ranges, filter }),
    sumByPart(database, 'audience', { columns: ['counts'], ranges, filter }),
    sumByPart(database, 'client', { columns: ['counts'], ranges, filter }),
  ])
  const of = total(sums)
  const figures = figuresOf(sums, visitors)
  const { sessions, questions, refused } = figures
  return {
    period: shown(period),
    ...figures,
    returningVisitors: of('returning'),
    answeredSessions: of('answered_sessions'),
    meanSessionSeconds: sessions === 0 ? null : Math.round(of('session_ms') / sessions / 100) / 10,
    refusalRate: ratio(refused, questions),
    byAudience: audiences
      .sort((one, other) => Number(one.part) - Number(other.part))
      .map(({ part, sums: own }) => ({ audience: audienceOf(Number(part)), ...activity(own, visitors) })),
    byClient: clients
      .map(({ part, sums: own }) => ({ client: part, ...activity(own, 'segment_visitors') }))
      .sort((one, other) => other.questions - one.questions || (one.client < other.client ? -1 : 1)),
  }
}

export async function readSeries(database: Database, { period, filter }: Asked, step: SeriesStep): Promise<Series> {
  const starts = stepsOf(period, step)
  const visitors = step === 'hour' ? 'visitors' : visitorsOf(filter)
  const ranges =
    step === 'month' ? rangesOf(period) : [{ grain: step === 'hour' ? ('hour' as const) : ('day' as const), ...period }]
  const sumsOfStep = await sumBySteps(database, (at) => startOfStep(at, step), {
    columns: ['counts', 'latency'],
    ranges,
    filter,
  })
  const points = starts.map((startsAt) => ({
    startsAt: new Date(startsAt).toISOString(),
    ...figuresOf(sumsOfStep.get(startsAt) ?? [], visitors),
  }))
  return { period: shown(period), step, points }
}

export async function readTopics(database: Database, { period, filter }: Asked, limit: number): Promise<Topics> {
  const all = await topicsOf(database, { period, filter })
  const questions = all.reduce((sum, topic) => sum + topic.questions, 0)
  return { period: shown(period), topics: all.slice(0, limit), questions }
}

export async function readLinks(database: Database, { period, filter }: Asked, names: LinkNames): Promise<Links> {
  const [parts, nameOf] = await Promise.all([
    sumByPart(database, 'link', { columns: ['counts'], ranges: rangesOf(period), filter }),
    names(),
  ])
  const counted = new Set(parts.map(({ part }) => part))
  // One that nobody has come by is told of too, as long as somebody may.
  const unused = [...nameOf]
    .filter(([id, { audience, isOpen }]) => isOpen && !counted.has(id) && isAsked(filter, id, audience))
    .map(([part]) => ({ part, sums: [] }))
  const links = [...parts, ...unused].map(({ part: link, sums }) => {
    const of = total(sums)
    return {
      link,
      name: nameOf.get(link)?.name ?? 'removed link',
      ...activity(sums, visitorsOf(filter)),
      funnel: {
        opened: of('sessions'),
        asked: of('asked_sessions'),
        citationOpened: of('cited_sessions'),
        contactClicked: of('contacted_sessions'),
      },
    }
  })
  links.sort((one, other) => other.questions - one.questions || (one.link < other.link ? -1 : 1))
  return { period: shown(period), links }
}

function isAsked(filter: Filter, link: string, audience: Audience): boolean {
  return (filter.link ?? link) === link && (filter.audience ?? audience) === audience
}

const recentRatings = 50

export async function readRatings(database: Database, asked: Asked): Promise<Ratings> {
  const { period, filter } = asked
  const [sums, topics, recent] = await Promise.all([
    sumCounts(database, { columns: ['counts'], ranges: rangesOf(period), filter }),
    topicsOf(database, asked),
    listRatings(database, { ...period, filter, limit: recentRatings }),
  ])
  const nameOf = new Map(topics.map(({ id, name }) => [id, name]))
  return {
    period: shown(period),
    ratings: ratingFigures(sums),
    byRating: [1, 2, 3, 4, 5].map((rating) => ({
      rating,
      count: sums.find(({ measure, item }) => measure === 'rating' && item === rating)?.n ?? 0,
    })),
    needWork: needWork(topics),
    recent: recent.map(({ topic, at, ...rated }) => ({
      ...rated,
      at: at.toISOString(),
      topic: nameOf.get(topic ?? 0) ?? otherTopicName,
    })),
  }
}

/** The topics with the most questions first. */
async function topicsOf(database: Database, { period, filter }: Asked): Promise<TopicFigures[]> {
  const sums = await sumCounts(database, { columns: ['topics'], ranges: rangesOf(period), filter })
  const ofTopics = Map.groupBy(sums, ({ item }) => item)
  const terms = await listTopicTerms(database, [...ofTopics.keys()])
  const nameOf = new Map(terms.map((topic) => [topic.id, topicName(topic)]))
  return [...ofTopics]
    .map(([id, own]) => {
      const of = total(own)
      const [count, stars, good] = [of('topic_ratings'), of('topic_stars'), of('topic_good')]
      return {
        id,
        name: nameOf.get(id) ?? otherTopicName,
        questions: of('topic'),
        refused: of('topic_refused'),
        ratings: { count, mean: mean(stars, count), good: ratio(good, count) },
      }
    })
    .sort((one, other) => other.questions - one.questions || one.id - other.id)
}

function activity(sums: readonly Sum[], visitors: Measure) {
  const of = total(sums)
  return { visitors: of(visitors), sessions: of('sessions'), questions: of('questions'), refused: of('refused') }
}

/** What is told of a whole period, and of each step of it. */
function figuresOf(sums: readonly Sum[], visitors: Measure) {
  const of = total(sums)
  return {
    ...activity(sums, visitors),
    followUps: of('follow_ups'),
    opened: of('opened'),
    citationsOpened: of('citations'),
    contactsClicked: of('contacts'),
    ratings: ratingFigures(sums),
    latencyMs: latencies(sums),
  }
}

function shown({ from, to }: Period): Summary['period'] {
  return { from: isoDay(from), to: isoDay(to - 1) }
}
