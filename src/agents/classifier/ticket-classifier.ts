import { categories, type Category, type Priority } from '#desk'
import { loadLinearModel, type LinearModel } from '../text-model/linear-model.ts'
import { decidingWords, type DecidingSpan } from './deciding-words.ts'
import { ticketPriority } from './priority.ts'
import { createTicketReader, ticketFeatures, type TicketLanguage, type TicketReading } from './read-ticket.ts'
import { subcategoryOf } from './subcategory.ts'
import { ticketTeams, triageTeam } from './teams.ts'

export interface TicketClass {
  /** null: not sure enough, no IT ticket, or a language that is not known. */
  readonly category: Category | null
  /** One of the category's in `eval/datasets/tickets/subcategories.json`; null when no term names it. */
  readonly subcategory: string | null
  readonly priority: Priority
  /** Share of such answers that are right, 0 to 1: of `category`, or when abstained of the likeliest one. */
  readonly confidence: number
  /** The likeliest category, also when abstained. */
  readonly likeliest: Category
  readonly routed_to: string
  readonly method: 'model+rules' | 'model' | 'abstained'
  /** `und` when most of the text is in no language that is known. */
  readonly language: TicketLanguage | 'und'
  /** What decided, heaviest first; empty when abstained. */
  readonly words: readonly DecidingSpan[]
}

export interface TicketClassifier {
  classify(text: string, given?: { readonly priority?: Priority | undefined }): TicketClass
}

/** The label of the model for what is no ticket. */
export const noTicket = 'none'

/** Below this the classifier abstains; see the curve in model-card.md. */
export const abstentionThreshold = 0.5

/** Limits of what can be read: a text in another script or language is none, whatever product names stand in it. */
const neededLatin = 0.7
const mostForeign = 0.2
const neededKnownBesideStrangeLetters = 0.6

/**
 * Its model and its terms are read with the first text, not at every start.
 * @param given default: the model shipped with the product.
 */
export function createTicketClassifier(given?: LinearModel): TicketClassifier {
  let loaded: { model: LinearModel; reader: ReturnType<typeof createTicketReader> } | undefined
  const load = () => ({
    model: given ?? loadLinearModel(new URL('./ticket-model.bin', import.meta.url)),
    reader: createTicketReader(),
  })
  return {
    classify(text, { priority } = {}) {
      const { model, reader } = (loaded ??= load())
      const reading = reader.read(text)
      const { probabilities } = model.predict(text, ticketFeatures(reading))
      const probabilityOf = (label: string): number => probabilities[model.labels.indexOf(label)]!
      const likeliest = categories.reduce((best, other) => (probabilityOf(other) > probabilityOf(best) ? other : best))
      const readable = isReadable(reading)
      const confidence = readable ? probabilityOf(likeliest) : 0
      const answers = confidence >= abstentionThreshold && confidence > probabilityOf(noTicket)
      const category = answers ? likeliest : null
      return {
        category,
        subcategory: category && subcategoryOf(category, reading.matches),
        priority: priority ?? ticketPriority(reading.matches, category),
        confidence,
        likeliest,
        routed_to: category ? ticketTeams[category] : triageTeam,
        method: !category ? 'abstained' : hasTermOf(reading, category) ? 'model+rules' : 'model',
        language: readable ? reading.language : 'und',
        words: category ? decidingWords(text, category, reading.matches, model) : [],
      }
    },
  }
}

function isReadable({ latin, known, foreign, strangeLetters }: TicketReading): boolean {
  if (latin < neededLatin || known === 0 || foreign >= mostForeign) return false
  return !strangeLetters || known >= neededKnownBesideStrangeLetters
}

function hasTermOf({ matches }: TicketReading, category: Category): boolean {
  return matches.some(({ concept }) => concept.startsWith(`${category}.`))
}
