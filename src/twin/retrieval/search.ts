import type { Audience } from '#auth'
import type { Database } from '#storage'
import type { Language } from '../text/language.ts'
import { queryTerms, type Query } from './query-terms.ts'
import type { QueryTerm, SearchResult } from './search-result.ts'
import { findPassages, scoreByFeedback, type Found } from './search-store.ts'

export interface SearchInput {
  /** The question as it was asked, and its language. Left out, `terms` alone are searched for. */
  readonly question?: string
  readonly language?: Language
  /** More than the question's own words: synonyms, words of the conversation. */
  readonly terms: readonly QueryTerm[]
  /** Passages that may fit by what they are about: the search says which of them the audience may see. */
  readonly near?: readonly number[]
  readonly audience: Audience
  readonly limit: number
}

/**
 * The passages that fit a question best, among those the audience may see: BM25F over stems, words as written and pairs,
 * and, where there are many passages, a second look with the words that the best of them share. The same rows give the
 * same ranking in every process.
 */
export async function search(database: Database, asked: SearchInput): Promise<SearchResult> {
  const { question = '', language = 'und', terms, near = [], audience, limit } = asked
  let plan = plans.get(database)?.get(audience) ?? {
    languages: [language],
    feedback: false,
    rarestFirst: false,
  }
  for (let attempt = 1; ; attempt++) {
    const query = queryTerms({ text: question, language, terms }, plan.languages)
    const found = await findPassages(database, query.keys, {
      audience,
      limit: plan.feedback ? Math.max(limit, feedbackDepth) : limit,
      reported: query.stems.length,
      near,
      maxScored: plan.rarestFirst ? maxScored : undefined,
    })
    const right = rightPlan(plan, found)
    if (right !== plan) remember(database, audience, right)
    if (right !== plan && attempt < maxAttempts) plan = right
    else return toResult(plan.feedback ? await withFeedback(database, found, query, audience) : found, query, limit)
  }
}

/** What a search must know of the visible passages beforehand. It is learned from the search before. */
interface Plan {
  readonly languages: readonly Language[]
  readonly feedback: boolean
  readonly rarestFirst: boolean
}

/** By database and audience. Only ever a guess that each search checks: two processes rank alike whatever they remember. */
const plans = new WeakMap<Database, Map<Audience, Plan>>()

/** A third attempt happens when passages are written between the first two. */
const maxAttempts = 3

/** Feedback needs a collection in which the best ten are a small part. */
const feedbackPassages = 1_000
/** From here on, common words cost more than they tell. */
const manyPassages = 20_000
/** Reading a tenth of the postings of three collections left their figures as they were. */
const maxScored = 8_000

/** The same plan when the search was right to follow it; else the one to search again by. */
function rightPlan(plan: Plan, { languages, passages }: Found): Plan {
  const feedback = passages >= feedbackPassages
  const rarestFirst = passages >= manyPassages
  const known = languages.every((language) => plan.languages.includes(language))
  if (known && plan.feedback === feedback && plan.rarestFirst === rarestFirst) return plan
  return { languages: known ? plan.languages : languages, feedback, rarestFirst }
}

function remember(database: Database, audience: Audience, plan: Plan): void {
  const known = plans.get(database) ?? new Map<Audience, Plan>()
  plans.set(database, known.set(audience, plan))
}

/** The best passages are taken for relevant; a passage's trust falls with the cube of its score. */
const trusted = 10
const trustPower = 3
/** Passages that feedback may reorder. */
const feedbackDepth = 100
/** Where the tenth passage scores this close to the first, the question has no centre and feedback drifts off it. */
const flatRanking = 0.7
/** The share of the final score's weight that the added terms have. */
const feedbackShare = 0.3

async function withFeedback(database: Database, found: Found, query: Query, audience: Audience): Promise<Found> {
  const { ids, scores } = found
  const flatness = scores.length < trusted ? 1 : scores[trusted - 1]! / scores[0]!
  if (flatness > flatRanking) return found
  const added = await scoreByFeedback(
    database,
    {
      ids: ids.slice(0, trusted),
      trust: scores.slice(0, trusted).map((score) => (score / scores[0]!) ** trustPower),
      candidates: ids.slice(0, feedbackDepth),
      weight: (query.length * feedbackShare) / (1 - feedbackShare),
    },
    audience,
  )
  const ranked = ids
    .map((id, index) => ({ id, score: scores[index]! + (added.get(id) ?? 0) }))
    .sort((one, other) => other.score - one.score || one.id - other.id)
  return { ...found, ids: ranked.map(({ id }) => id), scores: ranked.map(({ score }) => score) }
}

function toResult(found: Found, query: Query, limit: number): SearchResult {
  const documentFrequency = new Map(query.stems.map((stem, index) => [stem, found.frequencies[index]!]))
  for (const [term, stem] of query.sameAs) documentFrequency.set(term, documentFrequency.get(stem) ?? 0)
  return {
    hits: found.ids.slice(0, limit).map((passageId, index) => ({ passageId, score: found.scores[index]! })),
    passageCount: found.passages,
    documentFrequency,
    hasProfile: found.hasProfile,
    near: found.near,
    index: found.index,
    ownerName: found.ownerName,
  }
}
