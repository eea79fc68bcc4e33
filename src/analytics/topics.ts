import type { TopicTerm } from './event.ts'

/** Questions that are about the same thing. */
export interface Topic {
  readonly id: number
  questions: number
  /** By key: how many of the questions have it, and how it is written. */
  terms: Record<string, readonly [count: number, word: string]>
  lastAt: number
}

/** Questions without a word of their own, and those that came when there was no room for another topic. */
export const otherTopic = 0
export const otherTopicName = 'other'

/** More would be read by nobody, and each assignment looks at those that share a word. */
const maxTopics = 300
const maxTermsOfTopic = 30

/** Least cosine at which a question belongs to a topic: one shared word of five that are as rare is enough, one of seven is not. */
const leastSimilarity = 0.4

export interface TopicModel {
  /** The topic of a question, which learns from it; made when there is none that fits. */
  assign(terms: readonly TopicTerm[], at: number): number
  /** The topic that fits best, without learning. */
  find(terms: readonly TopicTerm[]): number
  /** Those that were made or have learned since the last call. */
  takeChanged(): Topic[]
  /** As another process left it. */
  put(topic: Topic): void
  readonly size: number
}

/**
 * Leader clustering (Hartigan, "Clustering algorithms", 1975, chapter 3): each question goes to the topic whose words are most
 * similar, or begins one. Similarity is the cosine of vectors of words weighted by inverse document frequency (Salton and Buckley
 * 1988); a topic's is the mean of its questions'. The same questions in the same order make the same topics: no chance, no model.
 */
export function createTopicModel(): TopicModel {
  const topics = new Map<number, Topic>()
  const topicsWith = new Map<string, Set<number>>()
  const frequency = new Map<string, number>()
  const changed = new Set<Topic>()
  let questions = 0
  let lastId = otherTopic

  const idf = (key: string) => Math.log(1 + Math.max(questions, 1) / Math.max(frequency.get(key) ?? 0, 1))

  function similarity(keys: ReadonlySet<string>, topic: Topic): number {
    let product = 0
    let ofTopic = 0
    for (const [key, [count]] of Object.entries(topic.terms)) {
      const weight = (count / topic.questions) * idf(key)
      ofTopic += weight ** 2
      if (keys.has(key)) product += weight * idf(key)
    }
    let ofQuestion = 0
    for (const key of keys) ofQuestion += idf(key) ** 2
    return product / Math.sqrt(ofTopic * ofQuestion)
  }

  function best(keys: ReadonlySet<string>): Topic | undefined {
    let found: Topic | undefined
    let highest = leastSimilarity
    const candidates = new Set([...keys].flatMap((key) => [...(topicsWith.get(key) ?? [])]))
    for (const id of [...candidates].sort((one, other) => one - other)) {
      const topic = topics.get(id)!
      const value = similarity(keys, topic)
      if (value > highest) [found, highest] = [topic, value]
    }
    return found
  }

  function count(topic: Topic, sign: 1 | -1): void {
    questions += sign * topic.questions
    for (const [key, [times]] of Object.entries(topic.terms)) {
      frequency.set(key, (frequency.get(key) ?? 0) + sign * times)
      const known = topicsWith.get(key) ?? new Set()
      if (sign > 0) topicsWith.set(key, known.add(topic.id))
      else known.delete(topic.id)
    }
  }

  function learn(topic: Topic, terms: readonly TopicTerm[], at: number): void {
    count(topic, -1)
    topic.questions++
    topic.lastAt = Math.max(topic.lastAt, at)
    for (const { key, word } of distinct(terms)) {
      const [times, written] = topic.terms[key] ?? [0, word]
      topic.terms[key] = [times + 1, written]
    }
    if (Object.keys(topic.terms).length > maxTermsOfTopic)
      topic.terms = Object.fromEntries(commonest(topic, maxTermsOfTopic))
    count(topic, 1)
    changed.add(topic)
  }

  return {
    assign(terms, at) {
      if (terms.length === 0) return otherTopic
      let topic = best(new Set(terms.map(({ key }) => key)))
      if (!topic && topics.size < maxTopics) {
        topic = { id: ++lastId, questions: 0, terms: {}, lastAt: at }
        topics.set(topic.id, topic)
      }
      if (!topic) return otherTopic
      learn(topic, terms, at)
      return topic.id
    },
    find: (terms) => best(new Set(terms.map(({ key }) => key)))?.id ?? otherTopic,
    takeChanged() {
      const taken = [...changed]
      changed.clear()
      return taken
    },
    put(topic) {
      const known = topics.get(topic.id)
      if (known) count(known, -1)
      topics.set(topic.id, topic)
      lastId = Math.max(lastId, topic.id)
      count(topic, 1)
    },
    get size() {
      return topics.size
    },
  }
}

/** Up to three words, the commonest first; only such as a third of its questions have, beside the first. */
export function topicName(topic: Pick<Topic, 'questions' | 'terms'>): string {
  const words = commonest(topic, 3)
    .filter(([, [count]], at) => at === 0 || count * 3 >= topic.questions)
    .map(([, [, word]]) => word)
  return [...new Set(words)].join(', ') || otherTopicName
}

function commonest({ terms }: Pick<Topic, 'terms'>, limit: number): [string, readonly [number, string]][] {
  return Object.entries(terms)
    .sort(([key, [count]], [otherKey, [otherCount]]) => otherCount - count || (key < otherKey ? -1 : 1))
    .slice(0, limit)
}

function distinct(terms: readonly TopicTerm[]): TopicTerm[] {
  return [...new Map(terms.map((term) => [term.key, term])).values()]
}
