import type { Classification } from '#desk'
import { createTicketClassifier, type TicketClassifier } from './ticket-classifier.ts'

/** The classifier as the desk takes it. Its model is read with the first ticket, not at every start. */
export function createDeskClassifier(): (text: string) => Classification {
  let classifier: TicketClassifier | undefined
  return (text) => {
    classifier ??= createTicketClassifier()
    const { category, subcategory, priority, confidence, routed_to, method, words } = classifier.classify(text)
    return { category, subcategory, priority, confidence, routed_to, method, reasons: words.map((word) => word.text) }
  }
}
