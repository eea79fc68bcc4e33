import type { Ratings, TopicFigures } from './schemas.ts'

const leastMean = 2.5
const leastGood = 0.6
const ratingsOf = { high: 5, medium: 3 } as const
const maxTopics = 10

/** Topics that people are not content with, the worst first: rated by enough people to say so, and then badly. */
export function needWork(topics: readonly TopicFigures[]): Ratings['needWork'] {
  return topics
    .filter(({ ratings }) => ratings.count >= ratingsOf.medium && isBad(ratings))
    .map((topic) => ({
      ...topic,
      priority: topic.ratings.count >= ratingsOf.high ? ('high' as const) : ('medium' as const),
    }))
    .sort(
      (one, other) =>
        Number(other.priority === 'high') - Number(one.priority === 'high') ||
        one.ratings.mean! - other.ratings.mean! ||
        other.ratings.count - one.ratings.count ||
        one.id - other.id,
    )
    .slice(0, maxTopics)
}

function isBad({ mean, good }: TopicFigures['ratings']): boolean {
  return mean! < leastMean || good! < leastGood
}
