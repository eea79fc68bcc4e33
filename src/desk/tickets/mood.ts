/** The sentiment of a text, as a model gives it: what the desk needs of it. */
export type SentimentOf = (text: string) => Sentiment | Promise<Sentiment>

interface Sentiment {
  readonly sentiment: 'positive' | 'negative' | 'neutral'
  /** 0 to 1. */
  readonly confidence: number
}

/** A ticket tells of something that does not work, so only a clear case says more than that. */
const clearly = 0.8

/** The flags that the mood of a text raises: `upset_reporter` when it is clearly negative. */
export async function moodFlags(sentimentOf: SentimentOf | undefined, text: string): Promise<string[]> {
  if (!sentimentOf) return []
  const { sentiment, confidence } = await sentimentOf(text)
  return sentiment === 'negative' && confidence >= clearly ? ['upset_reporter'] : []
}
