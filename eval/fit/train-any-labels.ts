import { abstentionThreshold } from '../../src/agents/classifier/ticket-classifier.ts'
import { openLinearModel } from '../../src/agents/text-model/linear-model.ts'
import { trainLinearModel, type TextExample } from './train-linear-model.ts'

export interface Labelled {
  readonly label: string
  readonly confidence: number
  /** Whether the product would answer, being that sure. */
  readonly answered: boolean
}

const manyTexts = 5_000

/**
 * The kind of model that the ticket classifier is, over any labels: a logistic regression over hashed n-grams, without our
 * terms, and with room for the vocabulary of long texts (2^18 buckets; one core trains 30,000 texts in about 90 s).
 */
export function trainAnyLabels(examples: readonly TextExample[]): (text: string) => Labelled {
  const model = openLinearModel(
    trainLinearModel(examples, {
      settings: { bits: 18, wordGrams: 2, charGrams: [2, 5], wordLength: 3, charLength: 2 },
      l2: Math.min(1e-3, 0.6 / examples.length),
      minCount: examples.length > manyTexts ? 2 : 1,
      iterations: 40,
    }),
  )
  return (text) => {
    const { label, probabilities } = model.predict(text)
    const confidence = Math.max(...probabilities)
    return { label, confidence, answered: confidence >= abstentionThreshold }
  }
}
