import { z } from 'zod'
import { defineCapability, type Agent } from '../agent.ts'
import { sentiments, type SentimentAnalyzer } from './sentiment-model.ts'

const languages = ['en', 'fr', 'de', 'es', 'und'] as const

/** Says how a text feels, in English, French, German and Spanish. */
export function createSentimentAgent(analyze: SentimentAnalyzer): Agent {
  return {
    name: 'sentiment',
    purpose: 'Says how a text feels, and by which words it knows.',
    capabilities: [
      defineCapability({
        name: 'analyze_sentiment',
        purpose: 'Positive, negative or neutral, with the words that say so.',
        risk: 'read',
        timeLimitMs: 5_000,
        input: z.strictObject({
          text: z.string().min(1).max(20_000),
          detailed: z.boolean().default(false).describe('Also the words that decided without being in the lexicon.'),
          language: z.enum(languages).exclude(['und']).optional().describe('When it is known; detected otherwise.'),
        }),
        output: z.object({
          sentiment: z.enum(sentiments),
          confidence: z.number(),
          text_length: z.int(),
          timestamp: z.iso.datetime(),
          language: z.enum(languages),
          positive_score: z.number(),
          negative_score: z.number(),
          neutral_score: z.number(),
          keywords: z.array(
            z.object({ text: z.string(), start: z.int(), end: z.int(), polarity: z.enum(['positive', 'negative']) }),
          ),
        }),
        async run(_context, { text, detailed, language }) {
          const found = analyze(text, { detailed, ...(language && { language }) })
          return {
            sentiment: found.sentiment,
            confidence: found.confidence,
            text_length: text.length,
            timestamp: new Date().toISOString(),
            language: found.language,
            positive_score: found.positiveScore,
            negative_score: found.negativeScore,
            neutral_score: found.neutralScore,
            keywords: found.keywords.map(({ text: word, start, end, polarity }) => ({
              text: word,
              start,
              end,
              polarity,
            })),
          }
        },
      }),
    ],
  }
}
