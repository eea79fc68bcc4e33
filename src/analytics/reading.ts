import { audienceOf } from '#auth'
import type { Database } from '#storage'
import {
  listRatings,
  listTopicTerms,
  sumByPart,
  sumBySteps,
  sumCounts,
  sumTopics,
  type Filter,
  type PartSum,
} from './counts-store.ts'
import type { Measure } from './counting.ts'
import { latencies, mean, ratingFigures, ratio, total } from './figures.ts'
import { needWork } from './need-work.ts'
import { isoDay, rangesOf, stepsOf, type Period, type SeriesStep } from './period.ts'
import type { Links, Ratings, Series, Summary, TopicFigures, Topics } from './schemas.ts'
import { otherTopicName, topicName } from './topics.ts'

/** What is asked of the counts. */
export interface Asked {
  readonly period: Period
  readonly filter: Filter
}

/** Of each share link, by id; a link that is not among them has been removed. */
export type LinkNames = () => Promise<ReadonlyMap<string, string>>

const counted: Measure[] = [
  'returning',
  'sessions',
  'session_ms',
  'answered_sessions',
  'questions',
  'refused',
  'follow_ups',
  'opened',
  'citations',
  'contacts',
]

/** Visitors of one client are counted for each client; of all together each counts once. */
function visitorsOf({ client }: Filter): Measure {
  return client === undefined ? 'visitors' : 'segment_visitors'
}

export async function readSummary(database: Database, { period, filter }: Asked): Promise<Summary> {
  const visitors = visitorsOf(filter)
  const ranges = rangesOf(period)
  const apart = {
    measures: ['visitors', 'segment_visitors', 'sessions', 'questions', 'refused'] as Measure[],
    ranges,
    filter,
  }
  const [sums, audiences, clients] = await Promise.all([
    sumCounts(database, { measures: [visitors, ...counted, 'rating', 'latency'], ranges, filter }),
    sumByPart(database, 'audience', apart),
    sumByPart(database, 'client', apart),
  ])
  const of = total(sums)
  const [questions, sessions] = [of('questions'), of('sessions')]
  return {
    period: shown(period),
    visitors: of(visitors),
    returningVisitors: of('returning'),
    sessions,
    answeredSessions: of('answered_sessions'),
    meanSessionSeconds: sessions === 0 ? null : Math.round(of('session_ms') / sessions / 100) / 10,
    questions,
    refused: of('refused'),
    refusalRate: ratio(of('refused'), questions),
    followUps: of('follow_ups'),
    opened: of('opened'),
    citationsOpened: of('citations'),
    contactsClicked: of('contacts'),
    ratings: ratingFigures(sums),
    latencyMs: latencies(sums),
    byAudience: [...Map.groupBy(audiences, ({ part }) => part)]
      .sort(([one], [other]) => Number(one) - Number(other))
      .map(([level, rows]) => ({ audience: audienceOf(Number(level)), ...activity(rows, visitors) })),
    byClient: [...Map.groupBy(clients, ({ part }) => part)]
      .map(([client, rows]) => ({ client, ...activity(rows, 'segment_visitors') }))
      .sort((one, other) => other.questions - one.questions || (one.client < other.client ? -1 : 1)),
  }
}

export async function readSeries(database: Database, { period, filter }: Asked, step: SeriesStep): Promise<Series> {
  const starts = stepsOf(period, step)
  const visitors = step === 'hour' ? 'visitors' : visitorsOf(filter)
  const ranges =
    step === 'month' ? rangesOf(period) : [{ grain: step === 'hour' ? ('hour' as const) : ('day' as const), ...period }]
  const measures: Measure[] = [
    visitors,
    'sessions',
    'questions',
    'refused',
    'follow_ups',
    'opened',
    'citations',
    'contacts',
    'rating',
    'latency',
  ]
  const byStart = Map.groupBy(
    await sumBySteps(database, step, { measures, ranges, filter }),
    ({ startsAt }) => startsAt,
  )
  const points = starts.map((startsAt) => {
    const sums = byStart.get(startsAt) ?? []
    const of = total(sums)
    return {
      startsAt: new Date(startsAt).toISOString(),
      visitors: of(visitors),
      sessions: of('sessions'),
      questions: of('questions'),
      refused: of('refused'),
      followUps: of('follow_ups'),
      opened: of('opened'),
      citationsOpened: of('citations'),
      contactsClicked: of('contacts'),
      ratings: ratingFigures(sums),
      latencyMs: latencies(sums),
    }
  })
  return { period: shown(period), step, points }
}

export async function readTopics(database: Database, { period, filter }: Asked, limit: number): Promise<Topics> {
  const all = await topicsOf(database, { period, filter })
  const questions = all.reduce((sum, topic) => sum + topic.questions, 0)
  return { period: shown(period), topics: all.slice(0, limit), questions }
}

export async function readLinks(database: Database, { period, filter }: Asked, names: LinkNames): Promise<Links> {
  const measures: Measure[] = [
    'visitors',
    'segment_visitors',
    'sessions',
    'asked_sessions',
    'cited_sessions',
    'contacted_sessions',
    'questions',
    'refused',
  ]
  const [sums, nameOf] = await Promise.all([
    sumByPart(database, 'link', { measures, ranges: rangesOf(period), filter }),
    names(),
  ])
  const links = [...Map.groupBy(sums, ({ part }) => part)].map(([link, rows]) => {
    const of = total(rows)
    return {
      link,
      name: nameOf.get(link) ?? 'removed link',
      ...activity(rows, visitorsOf(filter)),
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

const recentRatings = 50

export async function readRatings(database: Database, asked: Asked): Promise<Ratings> {
  const { period, filter } = asked
  const [sums, topics, recent] = await Promise.all([
    sumCounts(database, { measures: ['rating'], ranges: rangesOf(period), filter }),
    topicsOf(database, asked),
    listRatings(database, { ...period, filter, limit: recentRatings }),
  ])
  const nameOf = new Map(topics.map(({ id, name }) => [id, name]))
  return {
    period: shown(period),
    ratings: ratingFigures(sums),
    byRating: [1, 2, 3, 4, 5].map((rating) => ({
      rating,
      count: sums.find(({ item }) => item === rating)?.n ?? 0,
    })),
    needWork: needWork(topics),
    recent: recent.map(({ topic, at, ...rated }) => ({
      ...rated,
      at: at.toISOString(),
      topic: nameOf.get(topic ?? 0) ?? otherTopicName,
    })),
  }
}

async function topicsOf(database: Database, { period, filter }: Asked): Promise<TopicFigures[]> {
  const sums = await sumTopics(database, { ranges: rangesOf(period), filter })
  const terms = await listTopicTerms(
    database,
    sums.map(({ topic }) => topic),
  )
  const nameOf = new Map(terms.map((topic) => [topic.id, topicName(topic)]))
  return sums
    .filter(({ questions, ratings }) => questions > 0 || ratings > 0)
    .map(({ topic, questions, refused, ratings, stars, good }) => ({
      id: topic,
      name: nameOf.get(topic) ?? otherTopicName,
      questions,
      refused,
      ratings: { count: ratings, mean: mean(stars, ratings), good: ratio(good, ratings) },
    }))
}

function activity(rows: readonly PartSum[], visitors: Measure) {
  const of = total(rows)
  return { visitors: of(visitors), sessions: of('sessions'), questions: of('questions'), refused: of('refused') }
}

function shown({ from, to }: Period): Summary['period'] {
  return { from: isoDay(from), to: isoDay(to - 1) }
}
