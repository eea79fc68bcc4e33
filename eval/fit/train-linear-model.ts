import { writeFileSync } from 'node:fs'
import {
  createFeatureExtractor,
  type FeatureSettings,
  type NamedFeature,
} from '../../src/agents/text-model/features.ts'
import { encodeLinearModel, type LinearModelParts } from '../../src/agents/text-model/linear-model.ts'
import type { TextToken } from '../../src/agents/text-model/tokenize.ts'
import { minimizeLbfgs } from './lbfgs.ts'
import { seededRandom } from './seeded-random.ts'
import { fitTemperature, scoresOf, softmaxLoss, type SparseExamples } from './softmax-regression.ts'

export interface TextExample {
  /** Or its tokens, when the caller changed them. */
  readonly text: string | readonly TextToken[]
  readonly label: string
  readonly extras?: readonly NamedFeature[]
  /** How much the example counts; 1 without. */
  readonly weight?: number
}

export interface TrainingOptions {
  readonly settings: FeatureSettings
  /** Strength of the L2 penalty on the mean loss, e.g. 1e-5 for tens of thousands of texts, 1e-4 for thousands. */
  readonly l2: number
  /** Order of the labels in the model; sorted by name without. */
  readonly labels?: readonly string[]
  /** Multiplies the weight of a label's examples; 'balanced' gives every label the same total. */
  readonly classWeights?: 'balanced' | Readonly<Record<string, number>>
  /** Buckets that fewer examples have are left at zero (default 1). */
  readonly minCount?: number
  /** Passes over the examples before the temperature is fitted (default 60); a fifth as many follow, over all of them. */
  readonly iterations?: number
  /** Share kept back to fit the temperature (default 0.1); 0 leaves the temperature at 1. */
  readonly heldOut?: number
  readonly seed?: number
}

/**
 * Fits a multinomial logistic regression (L-BFGS on the mean cross-entropy plus an L2 penalty). First on all but the
 * held-out examples, on which the temperature is then fitted; then, from there, on all. The same input and options
 * give the same model, to the bit.
 */
export function trainLinearModel(examples: readonly TextExample[], options: TrainingOptions): LinearModelParts {
  const { settings, l2, iterations = 60, heldOut = 0.1, seed = 1, minCount = 1 } = options
  const labels = options.labels ?? [...new Set(examples.map((example) => example.label))].sort()
  const order = shuffled(examples.length, seed)
  const { data, rarity } = weighByRarity(
    sparseExamples(
      order.map((index) => examples[index]!),
      labels,
      options,
    ),
    minCount,
  )
  const kept = examples.length - Math.floor(examples.length * heldOut)
  const parameters = new Float32Array((2 ** settings.bits + 1) * labels.length)

  let temperature = 1
  if (kept < examples.length) {
    minimizeLbfgs(parameters, softmaxLoss(data, 0, kept, l2), iterations)
    temperature = fitTemperature(scoresOf(data, parameters, kept, examples.length), data, kept)
    minimizeLbfgs(parameters, softmaxLoss(data, 0, examples.length, l2), Math.ceil(iterations / 5))
  } else minimizeLbfgs(parameters, softmaxLoss(data, 0, examples.length, l2), iterations)
  for (let at = 0; at < rarity.length * labels.length; at++) parameters[at]! *= rarity[Math.floor(at / labels.length)]!
  return quantize(parameters, labels, settings, temperature)
}

export function writeLinearModel(file: URL | string, model: LinearModelParts): void {
  writeFileSync(file, encodeLinearModel(model))
}

/** 8-bit weights, one scale per label. */
function quantize(
  parameters: Float32Array,
  labels: readonly string[],
  settings: FeatureSettings,
  temperature: number,
): LinearModelParts {
  const count = labels.length
  const size = 2 ** settings.bits
  const largest = new Float64Array(count)
  for (let at = 0; at < size * count; at++) {
    largest[at % count] = Math.max(largest[at % count]!, Math.abs(parameters[at]!))
  }
  const scales = Array.from(largest, (value) => Math.fround(value / 127) || 1)
  const weights = new Int8Array(size * count)
  for (let at = 0; at < weights.length; at++) weights[at] = Math.round(parameters[at]! / scales[at % count]!)
  return { labels, settings, temperature, biases: [...parameters.subarray(size * count)], scales, weights }
}

function sparseExamples(
  examples: readonly TextExample[],
  labels: readonly string[],
  { settings, classWeights }: TrainingOptions,
): SparseExamples {
  const extractor = createFeatureExtractor(settings)
  const starts = new Uint32Array(examples.length + 1)
  let buckets = new Int32Array(1 << 20)
  let values = new Float32Array(1 << 20)
  let end = 0
  const targets = Uint8Array.from(examples, ({ label }) => {
    const target = labels.indexOf(label)
    if (target < 0) throw new Error(`Label ${label} is not one of ${labels.join(', ')}`)
    return target
  })
  const totals = new Float64Array(labels.length)
  targets.forEach((target, index) => (totals[target]! += examples[index]!.weight ?? 1))
  const weightOfLabel = labels.map((label, k) =>
    classWeights === 'balanced' ? examples.length / (labels.length * (totals[k]! || 1)) : (classWeights?.[label] ?? 1),
  )
  examples.forEach(({ text, extras }, index) => {
    const features = extractor.extract(text, extras)
    if (end + features.length > buckets.length) {
      buckets = grown(buckets, new Int32Array(2 * buckets.length + features.length))
      values = grown(values, new Float32Array(2 * values.length + features.length))
    }
    buckets.set(features.buckets.subarray(0, features.length), end)
    values.set(features.values.subarray(0, features.length), end)
    starts[index + 1] = end += features.length
  })
  const weights = Float64Array.from(examples, ({ weight = 1 }, index) => weight * weightOfLabel[targets[index]!]!)
  return { starts, buckets, values, targets, weights, labelCount: labels.length, size: 2 ** settings.bits }
}

function grown<Numbers extends Int32Array | Float32Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from)
  return to
}

/**
 * Takes out the features that fewer than `minCount` examples have, and multiplies each other by its inverse document
 * frequency, log((1 + n) / (1 + count)) + 1: so rare features may weigh more for the same penalty.
 */
function weighByRarity(data: SparseExamples, minCount: number): { data: SparseExamples; rarity: Float32Array } {
  const counts = new Uint32Array(data.size)
  const rowCount = data.targets.length
  for (let at = 0; at < data.starts.at(-1)!; at++) counts[data.buckets[at]!]!++
  const rarity = Float32Array.from(counts, (count) => Math.log((1 + rowCount) / (1 + count)) + 1)
  const buckets = data.buckets.slice()
  const values = data.values.slice()
  const starts = data.starts.slice()
  let end = 0
  for (let row = 0; row < rowCount; row++) {
    for (let at = data.starts[row]!; at < data.starts[row + 1]!; at++) {
      const bucket = data.buckets[at]!
      if (counts[bucket]! < minCount) continue
      buckets[end] = bucket
      values[end++] = data.values[at]! * rarity[bucket]!
    }
    starts[row + 1] = end
  }
  return { data: { ...data, buckets, values, starts }, rarity }
}

function shuffled(length: number, seed: number): number[] {
  const random = seededRandom(seed)
  const order = Array.from({ length }, (_, index) => index)
  for (let at = length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    ;[order[at], order[other]] = [order[other]!, order[at]!]
  }
  return order
}
