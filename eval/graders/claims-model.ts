import type { LanguageModel } from '#models'
import type { AdversarialQuestion } from '../datasets.ts'

/** A scripted model that falls for every trap: to each question it answers with the trap's false and true sentences in turn. */
export function claimsModel(questions: readonly AdversarialQuestion[]): LanguageModel {
  const byQuestion = new Map(questions.map((question) => [question.question, question]))
  return {
    id: 'falls-for-every-trap',
    async *stream(prompt) {
      const trap = byQuestion.get(prompt.question)
      if (!trap) throw new Error(`Unplanned question: ${prompt.question}`)
      const length = Math.max(trap.false_claims.length, trap.true_facts.length)
      for (let index = 0; index < length; index++) {
        for (const sentence of [trap.false_claims[index], trap.true_facts[index]]) {
          if (sentence) yield `${sentence.replace(/([^.!?])$/, '$1.')} [${(index % 4) + 1}] `
        }
      }
    },
  }
}
