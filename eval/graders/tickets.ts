import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { createTicketClassifier } from '#agents'
import { categories } from '#desk'
import { trainAnyLabels } from '../fit/train-any-labels.ts'
import { macroF1, measureTickets, share, type ClassifiedTicket } from './ticket-figures.ts'

const ticketLine = z.object({ text: z.string(), category: z.string().nullable(), priority: z.string().optional() })
const labelledLine = z.object({ text: z.string(), category: z.string() })

/**
 * Classifies every line of the files with the product's classifier. Lines whose category is not ours are skipped, and named
 * to `warn`. A line without a category (null) is right when the classifier abstains.
 */
export async function gradeTickets(paths: readonly string[], warn: (text: string) => void): Promise<object> {
  const classifier = createTicketClassifier()
  const rows: ClassifiedTicket[] = []
  const skipped = new Map<string, number>()
  let milliseconds = 0
  for (const line of (await Promise.all(paths.map(readLines))).flat()) {
    const { text, category: label, priority } = ticketLine.parse(line)
    const category = label === null ? null : categories.find((name) => name === label)
    if (category === undefined) {
      skipped.set(label!, (skipped.get(label!) ?? 0) + 1)
      continue
    }
    const begun = performance.now()
    const found = classifier.classify(text)
    milliseconds += performance.now() - begun
    rows.push({ ticket: { text, category, ...(priority && { priority }) }, found })
  }
  for (const [category, lines] of skipped) warn(`Skipped ${lines} lines: "${category}" is not one of our categories`)
  return { ...measureTickets(rows), ticketsPerSecond: Math.round((rows.length / (milliseconds || 1)) * 1000) }
}

/**
 * Trains the same kind of model (a logistic regression over hashed n-grams), with the labels of the first file and room for
 * its vocabulary, and measures it on the second. `abstained` is the share that the product's confidence would not answer.
 */
export async function gradeTraining(trainPath: string, testPath: string): Promise<object> {
  const train = (await readLines(trainPath)).map((line) => labelledLine.parse(line))
  const test = (await readLines(testPath)).map((line) => labelledLine.parse(line))
  const begun = performance.now()
  const predict = trainAnyLabels(train.map(({ text, category }) => ({ text, label: category })))
  const trainingSeconds = Math.round((performance.now() - begun) / 1000)
  const rows = test.map(({ text, category }) => ({ category, ...predict(text) }))
  const labels = [...new Set(rows.map(({ category }) => category))].sort()
  const answered = rows.filter((row) => row.answered)
  const isRight = ({ category, label }: (typeof rows)[number]): boolean => category === label
  return {
    accuracy: share(rows, isRight),
    macroF1: macroF1(
      rows.map(({ category, label }) => [category, label]),
      labels,
    ),
    abstained: share(rows, (row) => !row.answered),
    accuracyWhenAnswered: share(answered, isRight),
    perClass: Object.fromEntries(
      labels.map((label) => [
        label,
        share(
          rows.filter(({ category }) => category === label),
          isRight,
        ),
      ]),
    ),
    trained: train.length,
    tested: test.length,
    trainingSeconds,
  }
}

async function readLines(path: string): Promise<unknown[]> {
  const text = await readFile(path, 'utf8')
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as unknown)
}
