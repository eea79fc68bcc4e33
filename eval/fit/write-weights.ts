import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { answerabilityFeatureNames } from '../../src/twin/answering/answerability.ts'
import type { CollectionKind } from '../../src/twin/answering/collection-kind.ts'
import { answerabilityModels } from '../../src/twin/answering/answerability-weights.ts'
import { rankingWeights } from '../../src/twin/answering/ranking-weights.ts'
import { featureNames, type FeatureName } from '../../src/twin/answering/sentence-features.ts'

export interface FittedModel {
  readonly ranking: Readonly<Record<FeatureName, number>>
  readonly intercept: number
  /** In the order of `answerabilityFeatureNames`. */
  readonly slopes: readonly number[]
}

interface ReportLine {
  readonly kind: string
  readonly accuracy: number
  readonly answeredWhenAnswerable: number
  readonly refusedWhenNot: number
  readonly containment1: number
  readonly containment3: number
}

/** Rewrites src/twin/answering/{ranking,answerability}-weights.ts, with the figures of articles left out. */
export async function writeWeights(
  fitted: Readonly<Partial<Record<CollectionKind, FittedModel>>>,
  report: readonly ReportLine[],
): Promise<void> {
  const folder = join(import.meta.dirname, '../../src/twin/answering')
  const kinds = (['person', 'documents'] as const).map((kind) => [kind, fitted[kind] ?? current(kind)] as const)
  const ranking = kinds.map(
    ([kind, model]) =>
      `  ${kind}: {\n${lines(
        featureNames,
        featureNames.map((name) => model.ranking[name]),
        '    ',
      )}  },\n`,
  )
  await writeFile(
    join(folder, 'ranking-weights.ts'),
    `import type { CollectionKind } from './collection-kind.ts'
import type { FeatureName } from './sentence-features.ts'

${about('Weights of the linear sentence ranking: listwise softmax regression (ListNet) with an L2 penalty.', report)}
${constant('rankingWeights', 'Readonly<Record<CollectionKind, Readonly<Record<FeatureName, number>>>>')}
${ranking.join('')}}
`,
  )
  const refusal = kinds.map(
    ([kind, { intercept, slopes }]) =>
      `  ${kind}: {\n    intercept: ${round(intercept)},\n    weights: {\n${lines(answerabilityFeatureNames, slopes, '      ')}    },\n  },\n`,
  )
  await writeFile(
    join(folder, 'answerability-weights.ts'),
    `import type { AnswerabilityFeatureName } from './answerability.ts'
import type { CollectionKind } from './collection-kind.ts'

export interface AnswerabilityModel {
  readonly intercept: number
  readonly weights: Readonly<Record<AnswerabilityFeatureName, number>>
}

${about('Weights of the refusal: logistic regression with an L2 penalty; each kind of collection weighs the same.', report)}
${constant('answerabilityModels', 'Readonly<Record<CollectionKind, AnswerabilityModel>>')}
${refusal.join('')}}
`,
  )
}

function constant(name: string, type: string): string {
  return `export const ${name}: ${type} = {`
}

/** The weights that are shipped: what is not fitted anew stays. */
function current(kind: CollectionKind): FittedModel {
  const { intercept, weights } = answerabilityModels[kind]
  return { ranking: rankingWeights[kind], intercept, slopes: answerabilityFeatureNames.map((name) => weights[name]) }
}

function about(what: string, report: readonly ReportLine[]): string {
  const figures = report.map(
    (line) =>
      ` * ${line.kind.padEnd(12)} accuracy ${line.accuracy.toFixed(3)}, answered ${line.answeredWhenAnswerable.toFixed(3)}, ` +
      `refused ${line.refusedWhenNot.toFixed(3)}, containment ${line.containment1.toFixed(3)} / ${line.containment3.toFixed(3)}`,
  )
  return [
    '/**',
    ` * ${what}`,
    ' * Written by `node eval/fit/fit-answering.ts --write`. Articles, topics and twins left out, by kind of collection:',
    ' *',
    ...figures,
    ' */',
  ].join('\n')
}

function lines(names: readonly string[], values: readonly number[], indent: string): string {
  return names.map((name, index) => `${indent}${name}: ${round(values[index]!)},\n`).join('')
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
