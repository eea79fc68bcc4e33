import { topicTerms } from '../answering/topic-terms.ts'
import type { Gap } from './inbox-store.ts'

/** Of the words that two questions are about, how many both must have: 2 of 3 are alike, 1 of 2 are not. */
const leastShared = 0.6

/**
 * Puts questions together that are about the same, whatever their words and their language, in the order they come in. Each is
 * compared with the first of a group alone, so that a group does not drift from one thing to another.
 */
export function groupGaps<Asked extends Pick<Gap, 'question' | 'context' | 'language'>>(
  gaps: readonly Asked[],
): Asked[][] {
  const groups: { topic: ReadonlySet<string>; gaps: Asked[] }[] = []
  for (const gap of gaps) {
    const topic = topicOf(gap)
    const found = groups.find((group) => isAlike(group.topic, topic))
    if (found) found.gaps.push(gap)
    else groups.push({ topic, gaps: [gap] })
  }
  return groups.map((group) => group.gaps)
}

/** Of a follow-up, also what the question before it is about. */
function topicOf({ question, context, language }: Pick<Gap, 'question' | 'context' | 'language'>): ReadonlySet<string> {
  return new Set([...topicTerms(context ?? '', language), ...topicTerms(question, language)].map(({ key }) => key))
}

function isAlike(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  if (one.size === 0 || other.size === 0) return false
  const shared = one.intersection(other).size
  return shared / (one.size + other.size - shared) >= leastShared
}
