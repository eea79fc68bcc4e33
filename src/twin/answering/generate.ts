import type { LanguageModel } from '#models'
import { AppError } from '../../errors.ts'
import type { Authorized } from '#auth'
import type { Passage } from '../retrieval/search-result.ts'
import type { Language } from '../text/language.ts'
import type { AnswerSentence } from './answer.ts'
import { answerSentences, type MarkedSentence } from './answer-sentences.ts'
import { answerPrompt, noAnswer, type PromptInput } from './prompt.ts'
import {
  verifySentence,
  type CitedSpan,
  type FirstPerson,
  type UnsupportedReason,
  type Verdict,
} from './verify/verify.ts'

export interface GenerateInput extends PromptInput {
  readonly model: LanguageModel
  readonly signal: AbortSignal
  /** Whose "I" a passage's source speaks with. */
  readonly firstPersonOf: (passage: Passage) => FirstPerson
  /** A sentence of the model that was not shown, and why. */
  readonly dropped?: ((reason: UnsupportedReason, sentence: string, detail: string) => void) | undefined
  /** The model gave no or no whole answer. What was verified before stays. */
  readonly failed?: ((error: AppError) => void) | undefined
}

/** Sentences shown at most; a model that goes on is stopped. */
const maxSentences = 10

/**
 * Asks the model and yields the sentences that the passages support, each as soon as it is complete and verified. Yields
 * nothing when the model says that the sources do not answer, when it fails before its first supported sentence, or when
 * nothing it says is supported: then the caller answers with the sources' own sentences, or refuses. Throws only what is
 * not the model's failing, such as the signal's reason.
 */
export async function* generateAnswer(input: GenerateInput): AsyncGenerator<AnswerSentence> {
  const { model, signal, passages, language, ownerName, firstPersonOf, dropped, failed } = input
  const prompt = answerPrompt(input)
  const shownPassages = prompt.sources.map(({ number }) => passages[number - 1]!)
  const spans = shownPassages.map((passage) => citedSpan(passage, firstPersonOf(passage)))
  const shown = new Set<string>()
  try {
    for await (const sentence of answerSentences(model.stream(prompt, signal), language)) {
      if (sentence.text.includes(noAnswer)) return
      const verdict = verifyMarked(sentence, spans, language, ownerName)
      if (!verdict.supported) {
        dropped?.(verdict.reason, sentence.text, verdict.detail)
        continue
      }
      const key = sentence.text.toLowerCase()
      if (shown.has(key)) continue
      shown.add(key)
      yield { text: sentence.text, citations: verdict.citations }
      if (shown.size >= maxSentences) return
    }
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof AppError) || error.code !== 'model_unavailable') throw error
    failed?.(error)
  }
}

function citedSpan(passage: Authorized<Passage>, firstPerson: FirstPerson): CitedSpan {
  const { sourceId, title, version, audience, start, text, heading, kind, language, page } = passage
  return {
    sourceId,
    title,
    version,
    audience,
    start,
    text,
    heading,
    kind,
    language,
    ...(page !== undefined && { page }),
    firstPerson,
  }
}

/**
 * Checks a sentence against the passages it names, then, because models misnumber, against all that were shown to the
 * model. A sentence is checked in the language of the passages: what was translated has no proof in the source's words.
 */
function verifyMarked(
  { text, sources }: MarkedSentence,
  spans: readonly CitedSpan[],
  language: Language,
  ownerName: string,
): Verdict {
  const named = sources.flatMap((number) => spans[number - 1] ?? [])
  let first: Extract<Verdict, { supported: false }> | undefined
  for (const candidates of named.length > 0 ? [named, spans] : [spans]) {
    for (const spoken of new Set([language, ...candidates.map((span) => span.language ?? language)])) {
      const verdict = verifySentence(
        text,
        candidates.filter((span) => span.language === spoken),
        spoken,
        ownerName,
      )
      if (verdict.supported) return verdict
      if (!first || first.reason === 'no_source') first = verdict
    }
  }
  return first!
}
