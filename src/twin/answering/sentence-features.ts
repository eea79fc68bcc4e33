import type { SearchResult } from '../retrieval/search-result.ts'
import { affixesOf, kindColumns } from './analyze-passage.ts'
import type { AnalyzedPassage } from './analyze-passage.ts'
import { createWorkspace, type Workspace } from './workspace.ts'
import type { Question } from './analyze-question.ts'
import type { AnswerType } from './question-type.ts'
import { lowerBound, termHash } from '../text/term-hash.ts'
import { sentenceCue, tokenKind } from './token-kinds.ts'

/** Names of the columns of `SentenceFeatures.rows`, in order. All are scale-free: mostly shares between 0 and 1. */
export const featureNames = [
  /** Share of the question's weight that the sentence has, affix and alternative matches counting in part. */
  'softCoverage',
  /** The same over exact matches, words weighing more the fewer of the candidate sentences have them. */
  'localCoverage',
  /** Shares of the question's weight that the sentence lacks and its neighbour, or the title, has. */
  'previousCoverage',
  'nextCoverage',
  'titleCoverage',
  'passageCoverage',
  /** Score of the passage over the best passage's. */
  'passageScore',
  'passageReciprocalRank',
  /** Share of the neighbouring words of the question that stand close together, and in the question's order. */
  'pairs',
  'orderedPairs',
  /** Logarithm of the number of content words beyond the question's, quarters: mildly bad. */
  'novelty',
  'pronounStart',
  'isQuestion',
  /** By how much the sentence's soft coverage beats the other sentences of its passage. */
  'leadInPassage',
  /** What the question wants and the sentence offers beyond the question's own words. */
  'numberNew',
  'timeNew',
  'personCapital',
  'personRun',
  'placeNew',
  'reasonCue',
  'mannerCue',
  /** Cosine of the question with the sentence, by word vectors, and with its neighbours and its title. */
  'vectorMatch',
  'vectorPrevious',
  'vectorNext',
  'vectorTitle',
  /** The best cosine in the passage, and by how much this one beats the best of all candidates. */
  'vectorPassage',
  'vectorLead',
  /** The cosine with the whole passage, and for a question that asks for a story, of a story; 1 when both are. */
  'vectorWhole',
  'storyWhole',
  'storyAsked',
  /** 1 when question and sentence are in one language. */
  'sameLanguage',
] as const

export type FeatureName = (typeof featureNames)[number]

export interface SentenceFeatures {
  /** Number of sentences. */
  readonly count: number
  /** Row-major, `featureNames.length` columns. */
  readonly rows: Float64Array
  /** Index into the passages, and into the passage's sentences, by row. */
  readonly passageOf: Uint16Array
  readonly sentenceOf: Uint16Array
  /** idf times weight by group, and how many groups there are. */
  readonly groupWeights: Float64Array
  /** Strength (0 to 1) with which a row matches a group: `strengths[row * groups + group]`, exact or by alternative. */
  readonly strengths: Float32Array
  /** The same with affix matches. */
  readonly softStrengths: Float32Array
  /** Cosine of the question with each row. */
  readonly cosines: Float32Array
}

/** Groups beyond this many are left out, lightest first. Pair bits must fit a 32-bit integer. */
const maxGroups = 30

const featureCount = featureNames.length

/** Columns of `MatchArrays.pairs`; those of `newKinds` are the passage's `kindCounts`. */
const pairColumns = 3

/** Robertson and Spärck Jones's idf in the always positive form Lucene uses. */
export function inverseDocumentFrequency(documentFrequency: number, passageCount: number): number {
  const df = Math.min(documentFrequency, passageCount)
  return Math.log(1 + (passageCount - df + 0.5) / (df + 0.5))
}

interface GroupTerm {
  readonly hash: number
  readonly group: number
  readonly strength: number
  readonly affix: boolean
}

/**
 * Every sentence of the passages as a row of numbers. `passages` are in the order of `result.hits`, best first. The arrays are
 * the workspace's.
 */
export function sentenceFeatures(
  question: Question,
  passages: readonly AnalyzedPassage[],
  result: SearchResult,
  workspace: Workspace = createWorkspace(),
): SentenceFeatures {
  workspace.reset()
  const groups = Math.min(question.words.length, maxGroups)
  const { groupWeights, groupTerms } = queryGroups(question, groups, result)
  let totalWeight = 0
  for (let group = 0; group < groups; group++) {
    totalWeight += groupWeights[group]!
  }
  const perWeight = totalWeight > 0 ? 1 / totalWeight : 0

  let count = 0
  for (const passage of passages) count += passage.sentences.length
  const rows = workspace.float64(count * featureCount)
  const passageOf = workspace.uint16(count)
  const sentenceOf = workspace.uint16(count)
  const strengths = workspace.float32(count * groups)
  const softStrengths = workspace.float32(count * groups)
  const pairs = workspace.float64(count * pairColumns)
  const newKinds = workspace.int16(count * kindColumns)
  const titleStrengths = workspace.float32(groups)
  const sentencesWith = workspace.float64(groups)

  const scoreOf = new Map(result.hits.map((hit, rank) => [hit.passageId, { score: hit.score, rank }]))
  const topScore = result.hits[0]?.score ?? 0

  let base = 0
  for (let index = 0; index < passages.length; index++) {
    const passage = passages[index]!
    matchPassage(passage, groupTerms, groups, base, { strengths, softStrengths, pairs, newKinds, groupWeights })
    for (let s = 0; s < passage.sentences.length; s++) {
      passageOf[base + s] = index
      sentenceOf[base + s] = s
      for (let group = 0; group < groups; group++)
        if (strengths[(base + s) * groups + group]! > 0) sentencesWith[group]!++
    }
    base += passage.sentences.length
  }

  const { cosines, titleCosines, wholeCosines, best: bestCosine } = vectorMatches(question, passages, count, workspace)
  const softTotals = workspace.float64(count)
  const localWeights = workspace.float64(groups)
  let localTotal = 0
  for (let group = 0; group < groups; group++) {
    localWeights[group] = question.words[group]!.weight * inverseDocumentFrequency(sentencesWith[group]!, count)
    if (sentencesWith[group]! > 0) localTotal += localWeights[group]!
  }
  const pairTotal = pairWeight(groupWeights, groups)

  base = 0
  for (let index = 0; index < passages.length; index++) {
    const passage = passages[index]!
    const { score = 0, rank = result.hits.length } = scoreOf.get(passage.passageId) ?? {}
    titleMatch(passage, groupTerms, groups, titleStrengths)
    let passageCosine = -1
    for (let row = base; row < base + passage.sentences.length; row++)
      if (cosines[row]! > passageCosine) passageCosine = cosines[row]!
    let passageCoverage = 0
    for (let group = 0; group < groups; group++) {
      let best = titleStrengths[group]!
      for (let s = 0; s < passage.sentences.length; s++) best = Math.max(best, strengths[(base + s) * groups + group]!)
      passageCoverage += best * groupWeights[group]!
    }
    for (let row = base; row < base + passage.sentences.length; row++) {
      let sum = 0
      for (let group = 0; group < groups; group++) sum += softStrengths[row * groups + group]! * groupWeights[group]!
      softTotals[row] = sum
    }
    for (let s = 0; s < passage.sentences.length; s++) {
      const row = base + s
      const sentence = passage.sentences[s]!
      let local = 0
      let previous = 0
      let next = 0
      let title = 0
      for (let group = 0; group < groups; group++) {
        const weight = groupWeights[group]!
        local += strengths[row * groups + group]! * localWeights[group]!
        const open = 1 - softStrengths[row * groups + group]!
        if (open === 0) continue
        if (s > 0) previous += Math.min(open, softStrengths[(row - 1) * groups + group]!) * weight
        if (s + 1 < passage.sentences.length)
          next += Math.min(open, softStrengths[(row + 1) * groups + group]!) * weight
        title += Math.min(open, titleStrengths[group]!) * weight
      }
      const at = row * featureCount
      const novel = Math.max(0, sentence.contentTokens - pairs[row * pairColumns + 2]!)
      rows[at] = softTotals[row]! * perWeight
      rows[at + 1] = localTotal > 0 ? local / localTotal : 0
      rows[at + 2] = previous * perWeight
      rows[at + 3] = next * perWeight
      rows[at + 4] = title * perWeight
      rows[at + 5] = passageCoverage * perWeight
      rows[at + 6] = topScore > 0 ? score / topScore : 0
      rows[at + 7] = 1 / (1 + rank)
      rows[at + 8] = pairTotal > 0 ? pairs[row * pairColumns]! / pairTotal : 0
      rows[at + 9] = pairTotal > 0 ? pairs[row * pairColumns + 1]! / pairTotal : 0
      rows[at + 10] = Math.log1p(novel) / 4
      rows[at + 11] = (sentence.cues & sentenceCue.pronounStart) !== 0 ? 1 : 0
      rows[at + 12] = (sentence.cues & sentenceCue.question) !== 0 ? 1 : 0
      rows[at + 13] = (softTotals[row]! - rivalCoverage(softTotals, base, passage.sentences.length, row)) * perWeight
      typeFeatures(question.type, newKinds, row * kindColumns, sentence.cues, rows, at + 14)
      rows[at + 21] = cosines[row]!
      rows[at + 22] = s > 0 ? cosines[row - 1]! : 0
      rows[at + 23] = s + 1 < passage.sentences.length ? cosines[row + 1]! : 0
      rows[at + 24] = titleCosines[index]!
      rows[at + 25] = passageCosine
      rows[at + 26] = cosines[row]! - bestCosine
      rows[at + 27] = wholeCosines[index]!
      rows[at + 28] = passage.story && question.wantsStory ? wholeCosines[index]! : 0
      rows[at + 29] = passage.story && question.wantsStory ? 1 : 0
      rows[at + 30] = passage.language === question.language ? 1 : 0
    }
    base += passage.sentences.length
  }
  return { count, rows, passageOf, sentenceOf, groupWeights, strengths, softStrengths, cosines }
}

/** Cosines of the question with every sentence and with every title. */
function vectorMatches(question: Question, passages: readonly AnalyzedPassage[], count: number, workspace: Workspace) {
  const { vector } = question
  const dimensions = vector.length
  const cosines = workspace.float32(count)
  const titleCosines = workspace.float32(passages.length)
  const wholeCosines = workspace.float32(passages.length)
  let row = 0
  let best = 0
  passages.forEach(({ sentences, vectors }, index) => {
    for (let s = 0; s <= sentences.length + 1; s++) {
      let dot = 0
      for (let d = 0, at = s * dimensions; d < dimensions; d++, at++) dot += vector[d]! * vectors[at]!
      if (s === sentences.length + 1) wholeCosines[index] = dot / 127
      else if (s === sentences.length) titleCosines[index] = dot / 127
      else cosines[row++] = dot / 127
      if (s < sentences.length && dot / 127 > best) best = dot / 127
    }
  })
  return { cosines, titleCosines, wholeCosines, best }
}

/** The best coverage among the other sentences of the passage. */
function rivalCoverage(totals: Float64Array, from: number, length: number, row: number): number {
  let best = 0
  for (let other = from; other < from + length; other++)
    if (other !== row && totals[other]! > best) best = totals[other]!
  return best
}

/** What a sentence offers beyond the question's own words, for the kind of answer the question wants. */
function typeFeatures(
  type: AnswerType,
  newKinds: Int16Array,
  kindAt: number,
  cues: number,
  rows: Float64Array,
  at: number,
): void {
  if (type === 'number') rows[at] = newKinds[kindAt]! > 0 ? 1 : 0
  else if (type === 'time') rows[at + 1] = newKinds[kindAt + 1]! > 0 ? 1 : 0
  else if (type === 'person') {
    rows[at + 2] = newKinds[kindAt + 2]! > 0 ? 1 : 0
    rows[at + 3] = newKinds[kindAt + 3]! > 0 ? 1 : 0
  } else if (type === 'place') rows[at + 4] = newKinds[kindAt + 4]! > 0 ? 1 : 0
  else if (type === 'reason') rows[at + 5] = (cues & sentenceCue.reason) !== 0 ? 1 : 0
  else if (type === 'manner') rows[at + 6] = (cues & sentenceCue.manner) !== 0 ? 1 : 0
}

/** An alternative that stands for this share of its word is the same word in another form: their frequencies add up. */
const exactShare = 0.85

/**
 * What each word of the question weighs, and every way to match it. A word that the collection has weighs its own idf, and a
 * looser alternative covers no more of it than its own idf; a word that it lacks weighs as its best known alternative.
 */
function queryGroups(question: Question, groups: number, result: SearchResult) {
  const groupWeights = new Float64Array(groups)
  const groupTerms: GroupTerm[] = []
  const exact = new Float64Array(groups)
  const alternative = new Float64Array(groups)
  for (const { term, weight, group } of question.terms) {
    if (group >= groups) continue
    const frequency = result.documentFrequency.get(term) ?? 0
    if (weight >= question.words[group]!.weight * exactShare) exact[group]! += frequency
    else if (frequency > alternative[group]!) alternative[group] = frequency
  }
  const idf = (frequency: number) => inverseDocumentFrequency(frequency, result.passageCount)
  for (let group = 0; group < groups; group++)
    groupWeights[group] = question.words[group]!.weight * idf(exact[group]! || alternative[group]!)
  for (const { term, weight, group } of question.terms) {
    if (group >= groups) continue
    const full = question.words[group]!.weight
    let strength = full > 0 ? Math.min(1, weight / full) : 0
    if (weight < full * exactShare && exact[group]! > 0 && groupWeights[group]! > 0) {
      const worth = full * idf(result.documentFrequency.get(term) ?? 0)
      strength *= Math.min(1, worth / groupWeights[group]!)
    }
    groupTerms.push({ hash: termHash(term), group, strength, affix: false })
  }
  for (let group = 0; group < groups; group++)
    for (const affix of affixesOf(question.words[group]!.term, question.language))
      groupTerms.push({ hash: termHash(affix.key), group, strength: affix.strength, affix: true })
  return { groupWeights, groupTerms }
}

function pairWeight(groupWeights: Float64Array, groups: number): number {
  let total = 0
  for (let group = 0; group + 1 < groups; group++) total += Math.min(groupWeights[group]!, groupWeights[group + 1]!)
  return total
}

interface MatchArrays {
  readonly strengths: Float32Array
  readonly softStrengths: Float32Array
  /** Per row: pair weight, ordered pair weight, number of hits. */
  readonly pairs: Float64Array
  /** Per row: numbers, times, capitals, name runs, places, quantities that no question word matches. */
  readonly newKinds: Int16Array
  readonly groupWeights: Float64Array
}

/** Widest distance, in tokens, at which two neighbouring question words count as a pair. */
const pairReach = 4

function matchPassage(
  passage: AnalyzedPassage,
  groupTerms: readonly GroupTerm[],
  groups: number,
  base: number,
  out: MatchArrays,
): void {
  const { sentenceOf, kinds } = passage
  out.newKinds.set(passage.kindCounts, base * kindColumns)
  const hits: number[] = []
  for (const { hash, group, strength, affix } of groupTerms) {
    const hashes = affix ? passage.affixHashes : passage.termHashes
    const positions = affix ? passage.affixPositions : passage.termPositions
    for (let index = lowerBound(hashes, hash); index < hashes.length && hashes[index] === hash; index++) {
      const position = positions[index]!
      const cell = (base + sentenceOf[position]!) * groups + group
      if (!affix) {
        if (strength > out.strengths[cell]!) out.strengths[cell] = strength
        hits.push(position * 32 + group)
      }
      if (strength > out.softStrengths[cell]!) out.softStrengths[cell] = strength
    }
  }
  hits.sort((a, b) => a - b)
  let lastPosition = -1
  for (let index = 0; index < hits.length; index++) {
    if (hits[index] === hits[index - 1]) continue
    const position = hits[index]! >>> 5
    const group = hits[index]! & 31
    const sentence = sentenceOf[position]!
    const row = base + sentence
    if (position !== lastPosition) {
      const kind = kinds[position]!
      for (let bit = 0; bit < kindColumns; bit++)
        if ((kind & (tokenKind.number << bit)) !== 0) out.newKinds[row * kindColumns + bit]!--
      out.pairs[row * pairColumns + 2]!++
      lastPosition = position
    }
    for (let other = index + 1; other < hits.length; other++) {
      if (hits[other] === hits[other - 1]) continue
      const otherPosition = hits[other]! >>> 5
      if (otherPosition - position > pairReach || sentenceOf[otherPosition] !== sentence) break
      const otherGroup = hits[other]! & 31
      if (Math.abs(otherGroup - group) !== 1) continue
      const weight = Math.min(out.groupWeights[group]!, out.groupWeights[otherGroup]!)
      out.pairs[row * pairColumns]! += weight
      if (otherGroup > group) out.pairs[row * pairColumns + 1]! += weight
    }
  }
}

function titleMatch(
  passage: AnalyzedPassage,
  groupTerms: readonly GroupTerm[],
  groups: number,
  titleStrengths: Float32Array,
): void {
  for (let group = 0; group < groups; group++) titleStrengths[group] = 0
  const { titleHashes } = passage
  for (const { hash, group, strength, affix } of groupTerms) {
    if (affix || strength <= titleStrengths[group]!) continue
    if (titleHashes[lowerBound(titleHashes, hash)] === hash) titleStrengths[group] = strength
  }
}
