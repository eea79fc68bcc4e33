import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { categories } from '#desk'
import { createTicketReader, ticketFeatures, ticketLanguages } from '../../src/agents/classifier/read-ticket.ts'
import { createTicketClassifier, noTicket } from '../../src/agents/classifier/ticket-classifier.ts'
import { openLinearModel, type LinearModelParts } from '../../src/agents/text-model/linear-model.ts'
import { measureTickets, type Ticket } from '../graders/ticket-figures.ts'
import { seededRandom } from './seeded-random.ts'
import { trainLinearModel, writeLinearModel, type TextExample } from './train-linear-model.ts'

/**
 * Trains `src/agents/classifier/ticket-model.bin` on the project's own tickets. With `--folds 5` nothing is written: every
 * fifth ticket is left out in turn and classified by a model of the others.
 */
const datasets = join(import.meta.dirname, '../datasets')
const modelFile = join(import.meta.dirname, '../../src/agents/classifier/ticket-model.bin')

/** A wrong answer in a language that is not known is worse than an abstention in one that is. */
const weightElsewhere = 4

const reader = createTicketReader()

const tickets = ['en', 'fr', 'de', 'es'].flatMap((language) => readTickets(`tickets/${language}.jsonl`))
const plain = readTickets('tickets-plain/plain.jsonl')
const elsewhere = [...readTickets('tickets-plain/other-languages.jsonl'), ...gibberish(200)]

const { values } = parseArgs({ options: { folds: { type: 'string' }, show: { type: 'boolean' } } })
if (values.folds) crossValidate(Number(values.folds))
else writeLinearModel(modelFile, train([...tickets, ...plain, ...elsewhere]))

function train(rows: readonly Ticket[]): LinearModelParts {
  return trainLinearModel(rows.map(toExample), {
    labels: [...categories, noTicket],
    settings: { bits: 15, wordGrams: 2, charGrams: [3, 5], wordLength: 1, charLength: 2 },
    l2: 1e-4,
    iterations: 80,
    heldOut: 0.2,
  })
}

function toExample({ text, category, lang }: Ticket): TextExample {
  const isElsewhere = lang !== undefined && !ticketLanguages.some((language) => language === lang)
  return {
    text,
    label: category ?? noTicket,
    extras: ticketFeatures(reader.read(text)),
    weight: isElsewhere ? weightElsewhere : 1,
  }
}

function crossValidate(folds: number): void {
  const sets: Record<string, readonly Ticket[]> = { tickets, plain, elsewhere }
  const left: Record<string, ReturnType<typeof classifyAll>> = { tickets: [], plain: [], elsewhere: [] }
  for (let fold = 0; fold < folds; fold++) {
    const kept = Object.values(sets).flatMap((rows) => rows.filter((_, at) => at % folds !== fold))
    const classifier = createTicketClassifier(openLinearModel(train(kept)))
    for (const [name, rows] of Object.entries(sets)) {
      left[name]!.push(
        ...classifyAll(
          classifier,
          rows.filter((_, at) => at % folds === fold),
        ),
      )
    }
  }
  for (const [name, rows] of Object.entries(left)) {
    console.log(name, JSON.stringify(measureTickets(rows)))
    if (name !== 'tickets') continue
    for (const language of ['en', 'fr', 'de', 'es']) {
      console.log(' ', language, JSON.stringify(measureTickets(rows.filter(({ ticket }) => ticket.lang === language))))
    }
  }
  if (!values.show) return
  for (const { ticket, found } of Object.values(left).flat()) {
    if (found.likeliest !== ticket.category && (ticket.category || found.category)) {
      console.log(
        `${ticket.lang} ${ticket.category} > ${found.likeliest} ${found.confidence.toFixed(2)}: ${ticket.text}`,
      )
    }
  }
}

function classifyAll(classifier: ReturnType<typeof createTicketClassifier>, rows: readonly Ticket[]) {
  return rows.map((ticket) => ({ ticket, found: classifier.classify(ticket.text) }))
}

function readTickets(path: string): Ticket[] {
  return readFileSync(join(datasets, path), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Ticket)
}

/** Random letters in words of two to nine, which no model may find sense in. */
function gibberish(count: number): Ticket[] {
  const random = seededRandom(11)
  const upTo = (most: number): number => Math.floor(random() * most)
  const word = (): string => Array.from({ length: 2 + upTo(8) }, () => String.fromCharCode(97 + upTo(26))).join('')
  return Array.from({ length: count }, () => ({
    text: Array.from({ length: 1 + upTo(6) }, word).join(' '),
    category: null,
    lang: 'und',
  }))
}
