import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { lexiconOf, sentimentLanguages, type SentimentLanguage } from '../../src/agents/sentiment/lexicon.ts'
import { readSignals } from '../../src/agents/sentiment/signals.ts'
import { openLinearModel } from '../../src/agents/text-model/linear-model.ts'
import { tokenize } from '../../src/agents/text-model/tokenize.ts'
import { trainLinearModel, writeLinearModel, type TextExample, type TrainingOptions } from './train-linear-model.ts'

const labels = ['negative', 'neutral', 'positive']
const folds = 5

/** How much one of the short plain sentences counts against a tweet: there are a tenth as many. */
const shortWeight = 3

/** Chosen by cross-validation on the training tweets, the same for all languages. */
const options: TrainingOptions = {
  settings: { bits: 16, wordGrams: 2, charGrams: [3, 6], wordLength: 1, charLength: 1 },
  l2: 4e-3,
  labels,
  iterations: 30,
  minCount: 2,
}

/** For text in no language of ours: emoji, emoticons and nothing else. */
const emojiOptions: TrainingOptions = {
  settings: { bits: 8, wordGrams: 0, charGrams: [0, 0], wordLength: 0, charLength: 0 },
  l2: 1e-3,
  labels,
  iterations: 60,
}

const data = process.env['EVAL_DATA'] ?? '../shared/eval'
const { values } = parseArgs({ options: { write: { type: 'boolean' } } })
const models = new URL('../../src/agents/sentiment/models/', import.meta.url)
if (values.write) mkdirSync(models, { recursive: true })

for (const language of sentimentLanguages) {
  const tweets = readExamples(join(data, `sentiment-xlmt/${language}.train.jsonl`), language)
  const short = readExamples(`eval/datasets/sentiment-short/${language}.jsonl`, language, shortWeight)
  console.log(language, 'left-out folds:', JSON.stringify(crossValidate(tweets, short)))
  if (!values.write) continue
  const examples = [...tweets, ...short]
  writeLinearModel(new URL(`${language}.bin`, models), trainLinearModel(examples, options))
}
if (values.write) {
  const all = sentimentLanguages.flatMap((language) =>
    readExamples(join(data, `sentiment-xlmt/${language}.train.jsonl`), 'und'),
  )
  writeLinearModel(new URL('und.bin', models), trainLinearModel(all, emojiOptions))
}

function readExamples(file: string, language: SentimentLanguage | 'und', weight = 1): TextExample[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  return lines.map((line) => {
    const { text, label } = JSON.parse(line) as { text: string; label: string }
    const { tokens, features } = readSignals(text, tokenize(text), lexiconOf(language))
    return { text: tokens, label, extras: features, weight }
  })
}

/** Macro-F1 over the texts that each fold's model had not seen, of the tweets and of the short sentences. */
function crossValidate(
  tweets: readonly TextExample[],
  short: readonly TextExample[],
): { tweets: number; short: number } {
  const judged = { tweets: [] as [gold: string, predicted: string][], short: [] as [gold: string, predicted: string][] }
  for (let fold = 0; fold < folds; fold++) {
    const isLeftOut = (_: TextExample, index: number): boolean => index % folds === fold
    const kept = [tweets, short].flatMap((set) => set.filter((example, index) => !isLeftOut(example, index)))
    const model = openLinearModel(trainLinearModel(kept, options))
    const judge = ({ text, label, extras }: TextExample): [string, string] => [label, model.predict(text, extras).label]
    judged.tweets.push(...tweets.filter(isLeftOut).map(judge))
    judged.short.push(...short.filter(isLeftOut).map(judge))
  }
  return { tweets: macroF1(judged.tweets), short: macroF1(judged.short) }
}

function macroF1(judged: readonly (readonly [gold: string, predicted: string])[]): number {
  const scores = labels.map((label) => {
    const right = judged.filter(([gold, predicted]) => gold === label && predicted === label).length
    const named =
      judged.filter(([gold]) => gold === label).length + judged.filter(([, predicted]) => predicted === label).length
    return (2 * right) / (named || 1)
  })
  return Math.round((scores.reduce((sum, score) => sum + score, 0) / labels.length) * 1e4) / 1e4
}
