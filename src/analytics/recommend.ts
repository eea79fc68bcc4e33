import type { Links, Ratings, Summary, Topics } from './schemas.ts'
import { otherTopic } from './topics.ts'

const maxRecommendations = 5
const fewestQuestions = 5
const highRefusalRate = 0.3
const slowMs = 2_000

/** What to do about what was counted, the most pressing first. */
export function recommend({
  summary,
  topics,
  ratings,
  links,
}: {
  summary: Summary
  topics: Topics
  ratings: Ratings
  links: Links
}): string[] {
  const unanswered = topics.topics.filter(
    ({ id, questions, refused }) =>
      id !== otherTopic && questions >= fewestQuestions && refused / questions >= highRefusalRate,
  )
  const silent = links.links.filter(({ funnel }) => funnel.opened > 0 && funnel.asked === 0)
  const found = [
    ...ratings.needWork.map(
      ({ name, ratings: { count, mean } }) =>
        `Answers about "${name}" are rated ${mean} by ${count}: look at them in the inbox, and add what is missing.`,
    ),
    ...unanswered.map(
      ({ name, questions, refused }) =>
        `${refused} of ${questions} questions about "${name}" found no answer: add a source, or answer them in the inbox.`,
    ),
    ...(summary.latencyMs.p95 !== null && summary.latencyMs.p95 > slowMs
      ? [
          `One answer in 20 takes longer than ${Math.round(summary.latencyMs.p95)} ms: look at the language model (docs/guides/models.md).`,
        ]
      : []),
    ...silent.map(
      ({ name, funnel }) =>
        `"${name}" was opened ${funnel.opened} times and nobody asked: send its reader a question to begin with.`,
    ),
    ...(summary.questions >= 20 && summary.ratings.count === 0
      ? [`None of ${summary.questions} answers was rated: ask your readers for a thumb.`]
      : []),
  ]
  return found.slice(0, maxRecommendations)
}
