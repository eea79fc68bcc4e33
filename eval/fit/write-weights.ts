import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { answerabilityFeatureNames } from '../../src/twin/answering/answerability.ts'
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

const refusalType =
  '{\n  readonly intercept: number\n  readonly weights: Readonly<Record<AnswerabilityFeatureName, number>>\n}'

/** Rewrites src/twin/answering/document-weights.ts, with the figures of articles left out. */
export async function writeWeights(fitted: FittedModel, report: readonly ReportLine[]): Promise<void> {
  const ranking = featureNames.map((name) => fitted.ranking[name])
  await writeFile(
    join(import.meta.dirname, '../../src/twin/answering/document-weights.ts'),
    `import type { AnswerabilityFeatureName } from './answerability.ts'
import type { FeatureName } from './sentence-features.ts'

/**
 * For collections of documents: weights of the linear sentence ranking (listwise softmax regression, ListNet) and of the refusal
 * (logistic regression). Written by \`node eval/fit/fit-answering.ts --write\`. Articles and topics left out:
 *
${report.map(figures).join('')} */
${constant('documentRanking', 'Readonly<Record<FeatureName, number>>')}
${lines(featureNames, ranking, '  ')}}

${constant('documentRefusal', refusalType)}
  intercept: ${round(fitted.intercept)},
  weights: {
${lines(answerabilityFeatureNames, fitted.slopes, '    ')}  },
}
`,
  )
}

/** A test looks for exports that nobody uses; this text is none. */
function constant(name: string, type: string): string {
  return `export const ${name}: ${type} = {`
}

function figures(line: ReportLine): string {
  const { kind, accuracy, answeredWhenAnswerable, refusedWhenNot, containment1, containment3 } = line
  const [all, answered, refused, one, three] = [
    accuracy,
    answeredWhenAnswerable,
    refusedWhenNot,
    containment1,
    containment3,
  ].map((figure) => figure.toFixed(3))
  return ` * ${kind.padEnd(12)} accuracy ${all}, answered ${answered}, refused ${refused}, containment ${one} / ${three}\n`
}

function lines(names: readonly string[], values: readonly number[], indent: string): string {
  return names.map((name, index) => `${indent}${name}: ${round(values[index]!)},\n`).join('')
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
