import { readFileSync } from 'node:fs'
import { AppError } from '#errors'
import {
  createFeatureExtractor,
  visitCharGrams,
  visitWordGrams,
  type Features,
  type FeatureSettings,
  type NamedFeature,
} from './features.ts'
import { tokenize, type TextToken } from './tokenize.ts'

/** A multinomial logistic regression over hashed n-grams. Weights are 8-bit, with one scale per label. */
export interface LinearModel {
  readonly labels: readonly string[]
  readonly settings: FeatureSettings
  /** The likeliest label and, in the order of `labels`, the calibrated probability of each. */
  predict(text: string | readonly TextToken[], extras?: readonly NamedFeature[]): Prediction
  /** The words that speak most for `label` against the other labels, heaviest first. */
  explain(text: string, label: string, limit?: number): DecidingWord[]
}

export interface Prediction {
  readonly label: string
  /** Sums to 1; the order of `LinearModel.labels`. */
  readonly probabilities: readonly number[]
}

export interface DecidingWord {
  readonly text: string
  /** UTF-16 positions in the text, end exclusive. */
  readonly start: number
  readonly end: number
  /** Share of the label's score (a logit, before the temperature) above the mean of all labels; positive. */
  readonly weight: number
}

/** What a model's file holds: see `encodeLinearModel`. */
export interface LinearModelParts {
  readonly labels: readonly string[]
  readonly settings: FeatureSettings
  /** Divides the scores so that the probabilities are as often right as they say (Guo et al. 2017). */
  readonly temperature: number
  readonly biases: readonly number[]
  /** What one step of an 8-bit weight is worth, per label. */
  readonly scales: readonly number[]
  /** Of bucket b and label k: at `b * labels.length + k`. */
  readonly weights: Int8Array
}

const magic = 0x4d4c5850
const headStart = 8

/** Reads a model's file. */
export function loadLinearModel(file: URL): LinearModel {
  return openLinearModel(decodeLinearModel(readFileSync(file)))
}

/** Layout: "PXLM", length of the head (32 bits, little-endian), the head as JSON, then the weights. */
export function encodeLinearModel({ weights, ...head }: LinearModelParts): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(head))
  const bytes = new Uint8Array(headStart + json.length + weights.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, magic, true)
  view.setUint32(4, json.length, true)
  bytes.set(json, headStart)
  bytes.set(new Uint8Array(weights.buffer, weights.byteOffset, weights.length), headStart + json.length)
  return bytes
}

/** @throws AppError `internal` when the bytes are not a whole model. */
export function decodeLinearModel(bytes: Uint8Array): LinearModelParts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < headStart || view.getUint32(0, true) !== magic) throw broken()
  const weightStart = headStart + view.getUint32(4, true)
  if (weightStart > bytes.length) throw broken()
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(headStart, weightStart))) as Omit<
    LinearModelParts,
    'weights'
  >
  const weights = new Int8Array(bytes.buffer, bytes.byteOffset + weightStart, bytes.length - weightStart)
  if (weights.length !== 2 ** head.settings.bits * head.labels.length) throw broken()
  return { ...head, weights }
}

function broken(): AppError {
  return new AppError('internal', 'A model file is damaged or cut short; install the product again.')
}

export function openLinearModel(parts: LinearModelParts): LinearModel {
  const { labels, settings, temperature } = parts
  const extractor = createFeatureExtractor(settings)
  const scores = new Float64Array(labels.length)
  return {
    labels,
    settings,
    predict(text, extras) {
      addScores(parts, extractor.extract(text, extras), scores)
      const probabilities = softmax(scores, temperature)
      return { label: labels[probabilities.indexOf(Math.max(...probabilities))]!, probabilities }
    },
    explain(text, label, limit = 5) {
      const index = labels.indexOf(label)
      if (index < 0) throw new AppError('internal', `The model has no label ${label}; it has ${labels.join(', ')}.`)
      const tokens = tokenize(text)
      const shares = tokenShares(parts, tokens, index)
      return tokens
        .map(({ start, end, kind }, at) => ({ text: text.slice(start, end), start, end, kind, weight: shares[at]! }))
        .filter(({ weight, kind }) => weight > 0 && kind !== 'mark')
        .sort((a, b) => b.weight - a.weight || a.start - b.start)
        .slice(0, limit)
        .map(({ text: word, start, end, weight }) => ({ text: word, start, end, weight }))
    },
  }
}

function addScores(
  { weights, scales, biases }: LinearModelParts,
  { buckets, values, length }: Features,
  scores: Float64Array,
): void {
  const count = scores.length
  scores.fill(0)
  for (let index = 0; index < length; index++) {
    const row = buckets[index]! * count
    const value = values[index]!
    for (let k = 0; k < count; k++) scores[k]! += weights[row + k]! * value
  }
  for (let k = 0; k < count; k++) scores[k] = scores[k]! * scales[k]! + biases[k]!
}

function softmax(scores: Float64Array, temperature: number): number[] {
  const top = Math.max(...scores)
  const shares = Array.from(scores, (score) => Math.exp((score - top) / temperature))
  const total = shares.reduce((sum, share) => sum + share, 0)
  return shares.map((share) => share / total)
}

/** What each token adds to a label's score, above the mean of the labels; a sequence's part is shared by its tokens. */
function tokenShares(
  { weights, scales, settings }: LinearModelParts,
  tokens: readonly TextToken[],
  label: number,
): Float64Array {
  const shares = new Float64Array(tokens.length)
  const count = scales.length
  const margin = (bucket: number): number => {
    let mean = 0
    for (let k = 0; k < count; k++) mean += (weights[bucket * count + k]! * scales[k]!) / count
    return weights[bucket * count + label]! * scales[label]! - mean
  }
  const share = (
    norm: number,
    visitGrams: (visit: (bucket: number, first: number, last?: number) => void) => void,
  ): void => {
    const counts = new Map<number, number>()
    visitGrams((bucket) => counts.set(bucket, (counts.get(bucket) ?? 0) + 1))
    let squares = 0
    for (const count of counts.values()) squares += (1 + Math.log(count)) ** 2
    visitGrams((bucket, first, last = first) => {
      const count = counts.get(bucket)!
      const value = ((1 + Math.log(count)) / count / Math.sqrt(squares)) * norm
      for (let token = first; token <= last; token++) shares[token]! += (margin(bucket) * value) / (last - first + 1)
    })
  }
  share(settings.wordLength, (visit) => visitWordGrams(tokens, settings, visit))
  share(settings.charLength, (visit) => visitCharGrams(tokens, settings, visit))
  return shares
}
