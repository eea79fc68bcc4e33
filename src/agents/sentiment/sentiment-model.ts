import { loadLinearModel, type LinearModel } from '../text-model/linear-model.ts'
import { tokenize } from '../text-model/tokenize.ts'
import { lexiconOf, type SentimentLanguage } from './lexicon.ts'
import { keywordsOf, readSignals, type Keyword } from './signals.ts'
import { isStopWord, textLanguage } from './text-language.ts'

export const sentiments = ['positive', 'negative', 'neutral'] as const
export type Sentiment = (typeof sentiments)[number]

export interface SentimentAnalysis {
  readonly sentiment: Sentiment
  /** Probability of `sentiment`, 0 to 1, calibrated on held-out texts of the training data. */
  readonly confidence: number
  /** The probabilities of the three; they sum to 1. */
  readonly positiveScore: number
  readonly negativeScore: number
  readonly neutralScore: number
  /** 'und': none of the four, or too short to tell; then only emoji and emoticons speak. */
  readonly language: SentimentLanguage | 'und'
  /** In the order of the text, without overlap. */
  readonly keywords: readonly Keyword[]
}

export interface AnalysisOptions {
  /** When it is known; detected otherwise. */
  readonly language?: SentimentLanguage | undefined
  /** Also lists the words that decided by the model alone, without being in the lexicon. */
  readonly detailed?: boolean
}

export type SentimentAnalyzer = (text: string, options?: AnalysisOptions) => SentimentAnalysis

/** Reads each language's model at its first use. */
export function createSentimentAnalyzer(): SentimentAnalyzer {
  const models = new Map<SentimentLanguage | 'und', LinearModel>()
  const modelOf = (language: SentimentLanguage | 'und'): LinearModel => {
    let model = models.get(language)
    if (!model) {
      model = loadLinearModel(new URL(`./models/${language}.bin`, import.meta.url))
      models.set(language, model)
    }
    return model
  }
  return (text, options = {}) => {
    const tokens = tokenize(text)
    const language = options.language ?? textLanguage(text, tokens)
    const model = modelOf(language)
    const { hits, features, tokens: read } = readSignals(text, tokens, lexiconOf(language))
    const { probabilities } = model.predict(read, features)
    const scoreOf = (sentiment: Sentiment): number => probabilities[model.labels.indexOf(sentiment)]!
    const speaks = tokens.length > 0 && (language !== 'und' || hits.length > 0)
    const sentiment = speaks
      ? (model.labels[probabilities.indexOf(Math.max(...probabilities))] as Sentiment)
      : 'neutral'
    const keywords = keywordsOf(text, hits)
    return {
      sentiment,
      confidence: scoreOf(sentiment),
      positiveScore: scoreOf('positive'),
      negativeScore: scoreOf('negative'),
      neutralScore: scoreOf('neutral'),
      language,
      keywords: options.detailed ? withDecidingWords(keywords, text, sentiment, model) : keywords,
    }
  }
}

function withDecidingWords(
  keywords: readonly Keyword[],
  text: string,
  sentiment: Sentiment,
  model: LinearModel,
): Keyword[] {
  if (sentiment === 'neutral') return [...keywords]
  const more = model
    .explain(text, sentiment)
    .filter(({ text: word }) => !isStopWord(word.toLowerCase()))
    .filter(({ start, end }) => keywords.every((keyword) => end <= keyword.start || start >= keyword.end))
    .map(({ text: word, start, end }) => ({ text: word, start, end, polarity: sentiment }))
  return [...keywords, ...more].sort((a, b) => a.start - b.start)
}
