import { anyone } from '#auth'
import type { AnswerWith } from '#experiments'
import { lastAnswer, type Strategy } from './answering/answer.ts'
import type { Language } from './text/language.ts'
import type { Twin } from './twin.ts'

/** To compare two ways of answering: the answer leaves no trace. */
export function answerWith(twin: Twin): AnswerWith {
  return async (actor, { question, context }, settings, signal) => {
    const history = context ? [{ fromTwin: false, text: context }] : []
    const answer = await lastAnswer(twin.answer(actor, { question }, { signal, trace: false, settings, history }))
    return {
      refused: answer.refused,
      sentences: answer.sentences.map(({ text }) => text),
      sources: [...new Set(answer.sentences.flatMap(({ citations }) => citations.map(({ sourceId }) => sourceId)))],
      seconds: answer.durationMs / 1000,
    }
  }
}

/** Asks as a stranger would, so that the answer is kept, and leaves no other trace. */
export async function warmAnswer(
  twin: Twin,
  { question, language, strategy }: { question: string; language: string; strategy: string },
  signal: AbortSignal,
): Promise<void> {
  const input = {
    question,
    strategy: strategy as Strategy,
    ...(language !== 'und' && { language: language as Exclude<Language, 'und'> }),
  }
  for await (const _ of twin.answer(anyone, input, { signal, trace: false, warm: true }));
}

/**
 * A question that goes the whole way, leaving no trace. Any answer will do, a refusal too: what fails is the machinery.
 * Of a question that must be answered, a refusal is a failure: what it was answered from is gone.
 */
export async function askCanary(
  twin: Twin,
  signal: AbortSignal,
  mustAnswer?: { question: string; language: 'en' | 'fr' | 'de' | 'es' },
): Promise<void> {
  const asked = mustAnswer ?? { question: 'Who are you?', language: 'en' as const }
  for await (const event of twin.answer(anyone, asked, { signal, trace: false })) {
    if (event.type !== 'done') continue
    if (mustAnswer && event.answer.refused) throw new Error(`"${asked.question}" was refused, and must be answered`)
    return
  }
  throw new Error('the canary question got no answer')
}
