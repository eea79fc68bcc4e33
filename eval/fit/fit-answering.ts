/**
 * Fits the ranking and the refusal for collections of documents, and says how good they are on articles left out.
 *
 *   node eval/fit/fit-answering.ts [--write]
 *
 * Reads squad2-dev, cranfield and cisi-dev from EVAL_DATA (default ../shared/eval), and our own sets from eval/datasets. An
 * article, or a topic of our own sets, is left out at a time. With --write it rewrites
 * src/twin/answering/document-weights.ts. Needs about three minutes and 1 GB.
 */
import { join } from 'node:path'
import {
  answerabilityFeatureNames,
  answerabilityFeatures,
  answerThreshold,
} from '../../src/twin/answering/answerability.ts'
import { rankSentences } from '../../src/twin/answering/rank-sentences.ts'
import type { Ranking } from '../../src/twin/answering/rank-sentences.ts'
import { featureNames, sentenceFeatures } from '../../src/twin/answering/sentence-features.ts'
import type { FeatureName } from '../../src/twin/answering/sentence-features.ts'
import { randomHalf, readRefusalSet } from '../graders/refusal-sets.ts'
import { askAll, collectionsOf, readAbstracts, sentenceAnswers } from './collections.ts'
import type { AskedQuestion } from './collections.ts'
import { fitLogistic, fitRanker } from './linear-models.ts'
import type { RankingCase } from './linear-models.ts'
import { writeWeights } from './write-weights.ts'

type RankingWeights = Record<FeatureName, number>
type Judged = { one: AskedQuestion; ranking: Ranking; probability: number }

const root = join(import.meta.dirname, '../..')
const data = process.env['EVAL_DATA'] ?? join(root, '../shared/eval')
/** Draws of each kind of collection. */
const draws = 3
/** What a kind of collection weighs in the refusal's fit: our own sets are small, and tune no language by itself. */
const kindWeight = (kind: string) => (['de', 'fr', 'es'].includes(kind) ? 0.3 : 1)
/** Kinds that the ranking is fitted on; the others ask the same questions of fewer documents. */
const rankedKinds = ['whole', 'de', 'fr', 'es']
/** Draws of each of our own small sets. */
const ownDraws = 2
/** Candidates kept of each question when fitting the ranking: the best by a first, rough ranking. */
const keptCandidates = 25

const datasets = join(root, 'eval/datasets')
const asked = await askDocuments()
process.stderr.write(`${asked.length} questions\n`)

const cases = asked
  .filter((one) => rankedKinds.includes(one.kind) && one.source.answerable)
  .map((one) => ({ one, case: rankingCase(one) }))
  .filter((one) => one.case.right.includes(true))

const heldOut: Judged[] = []
for (const article of new Set(asked.map((one) => one.article))) {
  const others = (one: AskedQuestion) => one.article !== article
  const ranking = fitRanking(cases.filter(({ one }) => others(one)))
  const refusal = fitRefusal(asked.filter(others), ranking)
  for (const one of asked.filter((other) => !others(other))) heldOut.push(judge(one, ranking, refusal))
}
const report = [...Map.groupBy(heldOut, ({ one }) => one.kind)].map(([kind, judged]) => ({ kind, ...figures(judged) }))
process.stdout.write('Each article judged by weights fitted on the other articles:\n')
for (const line of report) process.stdout.write(`${JSON.stringify(line)}\n`)
if (process.argv.includes('--write')) {
  const ranking = fitRanking(cases)
  const [intercept = 0, ...slopes] = fitRefusal(asked, ranking)
  await writeWeights({ ranking, intercept, slopes }, report)
}

async function askDocuments(): Promise<AskedQuestion[]> {
  const set = await readRefusalSet(join(data, 'squad2-dev'))
  const abstracts = (await Promise.all(['cranfield', 'cisi-dev'].map((name) => readAbstracts(join(data, name))))).flat()
  const questions = collectionsOf(set, abstracts, draws).flatMap(({ kind, half }) => askAll(half, 'en', kind))
  for (const language of ['de', 'fr', 'es'] as const) {
    const own = await readRefusalSet(join(datasets, `answerability-${language}`))
    for (let seed = 1; seed <= ownDraws; seed++) questions.push(...askAll(randomHalf(own, seed), language, language))
  }
  return questions
}

function judge(one: AskedQuestion, rankingWeights: RankingWeights, refusal: readonly number[]): Judged {
  const ranking = rankSentences(one.question, one.passages, one.result, undefined, rankingWeights)
  return { one, ranking, probability: probability(one, ranking, refusal) }
}

function rankingCase(one: AskedQuestion): RankingCase {
  const features = sentenceFeatures(one.question, one.passages, one.result)
  const rows = rankSentences(one.question, one.passages, one.result).rows.slice(0, keptCandidates)
  const columns = featureNames.length
  const kept = new Float64Array(rows.length * columns)
  rows.forEach((row, at) => kept.set(features.rows.subarray(row * columns, (row + 1) * columns), at * columns))
  const holds = rows.map((row) => sentenceAnswers(one, features.passageOf[row]!, features.sentenceOf[row]!))
  const meant = rows.map((row, at) => holds[at]! && one.documentOf(features.passageOf[row]!) === one.source.documentId)
  return { rows: kept, count: rows.length, right: meant.includes(true) ? meant : holds }
}

function fitRanking(cases: readonly { one: AskedQuestion; case: RankingCase }[]): RankingWeights {
  const counts = new Map<string, number>()
  for (const { one } of cases) counts.set(one.kind, (counts.get(one.kind) ?? 0) + 1)
  const weights = fitRanker(
    cases.map((one) => one.case),
    featureNames.length,
    { penalty: 0.003, rounds: 80, caseWeights: cases.map(({ one }) => kindWeight(one.kind) / counts.get(one.kind)!) },
  )
  return Object.fromEntries(featureNames.map((name, index) => [name, weights[index]!])) as RankingWeights
}

function fitRefusal(questions: readonly AskedQuestion[], rankingWeights: RankingWeights): number[] {
  const counts = new Map<string, number>()
  const classOf = (one: AskedQuestion) => `${one.kind} ${one.source.answerable}`
  for (const one of questions) counts.set(classOf(one), (counts.get(classOf(one)) ?? 0) + 1)
  const rows: number[][] = []
  const labels: boolean[] = []
  const caseWeights: number[] = []
  for (const one of questions) {
    const features = refusalFeatures(
      one,
      rankSentences(one.question, one.passages, one.result, undefined, rankingWeights),
    )
    if (!features) continue
    rows.push(features)
    labels.push(one.source.answerable)
    caseWeights.push((1000 * kindWeight(one.kind)) / counts.get(classOf(one))!)
  }
  return fitLogistic(rows, labels, { penalty: 0.003, rounds: 150, caseWeights })
}

function refusalFeatures(one: AskedQuestion, ranking: Ranking): number[] | undefined {
  const features = answerabilityFeatures(one.question, ranking, one.result)
  return features && answerabilityFeatureNames.map((name) => features[name])
}

function probability(one: AskedQuestion, ranking: Ranking, weights: readonly number[]): number {
  const features = refusalFeatures(one, ranking)
  if (!features) return 0
  const logit = features.reduce((sum, value, index) => sum + value * weights[index + 1]!, weights[0]!)
  return 1 / (1 + Math.exp(-logit))
}

function figures(judged: readonly Judged[]) {
  let right = 0
  let answerable = 0
  let answeredRight = 0
  let refusedRight = 0
  let answered = 0
  let first = 0
  let three = 0
  for (const { one, ranking, probability: p } of judged) {
    const answers = p >= answerThreshold
    if (answers) answered++
    if (answers === one.source.answerable) right++
    if (!one.source.answerable) {
      if (!answers) refusedRight++
      continue
    }
    answerable++
    if (answers) answeredRight++
    const holds = ranking.rows
      .slice(0, 3)
      .map((row) => sentenceAnswers(one, ranking.features.passageOf[row]!, ranking.features.sentenceOf[row]!))
    if (holds[0]) first++
    if (holds.includes(true)) three++
  }
  return {
    questions: judged.length,
    accuracy: round(right / judged.length),
    answeredWhenAnswerable: round(answeredRight / answerable),
    refusedWhenNot: round(refusedRight / (judged.length - answerable)),
    answerPrecision: round(answeredRight / answered),
    refusalPrecision: round(refusedRight / (judged.length - answered)),
    containment1: round(first / answerable),
    containment3: round(three / answerable),
  }
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
