import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { createSentimentAnalyzer, sentiments, type Sentiment, type SentimentLanguage } from '#agents'

const lineSchema = z.object({
  text: z.string(),
  label: z.enum(sentiments),
  lang: z.enum(['en', 'fr', 'de', 'es']).optional(),
})
type Line = z.infer<typeof lineSchema>

interface ClassFigures {
  readonly precision: number
  readonly recall: number
  readonly f1: number
  readonly count: number
}

interface SentimentFigures {
  readonly texts: number
  /** Unweighted mean of the three F1. */
  readonly macroF1: number
  readonly accuracy: number
  /** Mean over the texts of the distance between confidence and rightness in ten bins of confidence. */
  readonly calibrationError: number
  readonly perClass: Readonly<Record<Sentiment, ClassFigures>>
}

export interface SentimentReport extends SentimentFigures {
  /** All languages together, detection included where none is given: as in a server that has run for a second. */
  readonly textsPerCpuSecond: number
  /** Texts whose line names the language; the language of the others was detected. */
  readonly languageGiven: number
  readonly languageDetected: number
  /** By the language given, or else detected. Absent when there is only one. */
  readonly perLanguage?: Readonly<Record<string, SentimentFigures>>
}

interface Judged {
  readonly gold: Sentiment
  readonly predicted: Sentiment
  readonly confidence: number
  readonly language: SentimentLanguage | 'und'
}

/** Judges files of lines `{text, label, lang?}`. Throws, naming the file and the line, at one that is not so. */
export async function gradeSentiment(files: readonly string[]): Promise<SentimentReport> {
  const lines = (await Promise.all(files.map(readLines))).flat()
  if (lines.length === 0) throw new Error('There is no text to grade')
  const analyze = createSentimentAnalyzer()
  const analyzeAll = (): Judged[] =>
    lines.map(({ text, label, lang }) => {
      const { sentiment, confidence, language } = analyze(text, { language: lang })
      return { gold: label, predicted: sentiment, confidence, language }
    })
  const judged = analyzeAll()
  const rate = textsPerCpuSecond(lines.length, analyzeAll)
  const languages = [...new Set(judged.map(({ language }) => language))].sort()
  const given = lines.filter(({ lang }) => lang !== undefined).length
  return {
    ...figuresOf(judged),
    textsPerCpuSecond: rate,
    languageGiven: given,
    languageDetected: lines.length - given,
    ...(languages.length > 1 && {
      perLanguage: Object.fromEntries(
        languages.map((language) => [language, figuresOf(judged.filter((one) => one.language === language))]),
      ),
    }),
  }
}

/** Repeats the analysis for a second of CPU time to let the compiler settle, then counts for another one. */
function textsPerCpuSecond(texts: number, analyzeAll: () => void): number {
  const during = (microseconds: number): number => {
    const start = process.cpuUsage().user
    let analyzed = 0
    let spent = 0
    while (spent < microseconds) {
      analyzeAll()
      analyzed += texts
      spent = process.cpuUsage().user - start
    }
    return analyzed / (spent / 1e6)
  }
  during(1e6)
  return Math.round(during(1e6))
}

function figuresOf(judged: readonly Judged[]): SentimentFigures {
  const perClass = Object.fromEntries(
    sentiments.map((label) => {
      const count = judged.filter(({ gold }) => gold === label).length
      const predicted = judged.filter((one) => one.predicted === label).length
      const right = judged.filter((one) => one.predicted === label && one.gold === label).length
      const f1 = rounded((2 * right) / (count + predicted || 1))
      return [label, { precision: rounded(right / (predicted || 1)), recall: rounded(right / (count || 1)), f1, count }]
    }),
  ) as Record<Sentiment, ClassFigures>
  return {
    texts: judged.length,
    macroF1: rounded(sentiments.reduce((sum, label) => sum + perClass[label].f1, 0) / sentiments.length),
    accuracy: rounded(judged.filter(({ gold, predicted }) => gold === predicted).length / judged.length),
    calibrationError: rounded(calibrationError(judged)),
    perClass,
  }
}

/** Expected calibration error (Naeini et al. 2015), ten bins of equal width. */
function calibrationError(judged: readonly Judged[]): number {
  const gaps = new Float64Array(10)
  for (const { gold, predicted, confidence } of judged) {
    gaps[Math.min(9, Math.floor(confidence * 10))]! += confidence - (gold === predicted ? 1 : 0)
  }
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / judged.length
}

function rounded(figure: number): number {
  return Math.round(figure * 1e4) / 1e4
}

async function readLines(file: string): Promise<Line[]> {
  const lines = (await readFile(file, 'utf8')).split('\n')
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return []
    try {
      return [lineSchema.parse(JSON.parse(line))]
    } catch (error) {
      throw new Error(`${file}, line ${index + 1}: expected {"text", "label", "lang"?}`, { cause: error })
    }
  })
}
