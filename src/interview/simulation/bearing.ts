import { detectLanguage, meaningsOf, termsSaid, type AnswerSentence, type Language } from '#twin'

/** What an answer must have to do with. */
export interface Matter {
  readonly question: string
  /** Of which the answer must say one; without any, the words of the question decide alone. */
  readonly topics: readonly string[]
  readonly language: Language
}

/** A sentence of an answer with the heading under which its source says it. */
export interface PlacedSentence {
  readonly sentence: AnswerSentence
  readonly heading: string | undefined
}

/** Of the meanings of a question as many must be found in one place; in a place of its own name and in its words counts twice. */
const needed = 2
/** Of a question of many words more: two of them stand together by chance. */
const neededOfMany = 2.5
const manyMeanings = 5
const topicSaid = 0.5

/** Counts, times and what every talk about work says: they are in any answer. */
const vague =
  /^(?:~(?:number-.*|thousand|million|percent|first|half|hour|day|week|month|year|work|job|employer|opinion|current)|minut|ask|now|run|right|els|everi|take|took|look)$/

/**
 * The sentences of the one place in the sources that has to do with what was asked, or none: whoever knows nothing of it
 * still finds words that the sources share with the question. Decided by meanings, not by understanding: one of the topics must be
 * said there, or stand in its heading, and another meaning of the question with it, in two sentences that follow each other.
 */
export function bearingOn(
  { question, topics, language }: Matter,
  answer: readonly PlacedSentence[],
): readonly AnswerSentence[] {
  const asked = meant(question, language)
  const wanted = topics.map((topic) => meant(topic, language)).filter(({ size }) => size > 0)
  const sought = wanted.reduce((all, topic) => all.union(topic), asked)
  const least = Math.min(sought.size, asked.size > manyMeanings ? neededOfMany : needed)
  if (least === 0) return []
  let best: { found: number; sentences: readonly AnswerSentence[] } = { found: 0, sentences: [] }
  for (const place of placesOf(answer)) {
    const written = detectLanguage(place.map(({ sentence }) => sentence.text).join(' '), language)
    const named = said(place[0]!.heading?.split(' > ').at(-1) ?? '', written).intersection(sought)
    for (const index of place.keys()) {
      const text = place.slice(index, index + 2).map(({ sentence }) => sentence.text)
      const told = said(text.join(' '), written).intersection(sought)
      const isNamed = wanted.some((topic) => topic.isSubsetOf(told.union(named)))
      if (wanted.length > 0 && !isNamed) continue
      const found = told.size + named.size + (isNamed ? topicSaid : 0)
      if (found >= least && found > best.found) best = { found, sentences: place.map(({ sentence }) => sentence) }
    }
  }
  return best.sentences
}

/** Whether an answer says the whole topic somewhere, as one to "What experience do you have with …?" must. */
export function saysTopic(topic: string, language: Language, answer: readonly PlacedSentence[]): boolean {
  const sought = meant(topic, language)
  const says = ({ sentence: { text }, heading = '' }: PlacedSentence) =>
    sought.isSubsetOf(said(`${heading}. ${text}`, detectLanguage(text, language)))
  return sought.size > 0 && answer.some(says)
}

/** Sentences that stand under one heading of one source. */
function placesOf(answer: readonly PlacedSentence[]): PlacedSentence[][] {
  const placeOf = ({ sentence, heading = '' }: PlacedSentence) => `${sentence.citations[0]?.sourceId} ${heading}`
  return [...Map.groupBy(answer, placeOf).values()]
}

function meant(text: string, language: Language): ReadonlySet<string> {
  return new Set([...meaningsOf(text, language)].filter((meaning) => !vague.test(meaning)))
}

/** Under every meaning that its words have: "move" is a relocation, and a migration. */
function said(text: string, language: Language): ReadonlySet<string> {
  return meaningsOf(text, language).union(termsSaid(text, language))
}
