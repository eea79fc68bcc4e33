import type { LanguageModel } from '#models'
import type { GenerateSentences } from './answer-question.ts'
import { generateAnswer } from './generate.ts'

export interface GeneratedAnswerNeeds {
  readonly model: LanguageModel
  /** The name that "I" stands for; "" while there is no profile. */
  readonly dropped: (reason: string) => void
}

/** Passages shown to the model: a local model's context is small, and the answer is nearly always in the first few. */
const passagesShown = 8

/** Answers by a language model from the evidence; only verified sentences come out. */
export function generatedAnswers({ model, dropped }: GeneratedAnswerNeeds): GenerateSentences {
  return async function* ({ evidence, turns, strategy, signal, failed, dropped: droppedHere }) {
    const read = [...evidence.passages.values()].slice(0, passagesShown)
    const passages = read.map(({ passage }) => passage)
    const { text: question, language } = evidence.question
    yield* generateAnswer({
      question,
      language,
      passages,
      history: turns,
      model,
      ownerName: evidence.result.ownerName,
      strategy,
      signal,
      dropped(reason) {
        dropped(reason)
        droppedHere()
      },
      failed,
      firstPersonOf: ({ id }) => evidence.passages.get(id)!.speaker,
    })
  }
}
