import { randomUUID } from 'node:crypto'
import type { Actor, Audience } from '#auth'
import type { Database } from '#storage'
import { AppError } from '../../errors.ts'
import { detectLanguage } from '../text/detect-language.ts'
import type { Language } from '../text/language.ts'
import { sentenceSpans } from '../text/sentences.ts'
import type { Answer, AnswerEvent, AnswerSentence, QuestionInput, Strategy } from './answer.ts'
import { findTurns, type AnswerRecord } from './answer-store.ts'
import { answerThreshold } from './answerability.ts'
import type { Turn } from './analyze-question.ts'
import { composeAnswer } from './compose-answer.ts'
import type { DenseIndex } from '../retrieval/dense-index.ts'
import type { EvidenceMemo } from './evidence-memo.ts'
import type { Workspace } from './workspace.ts'
import { findEvidence, type Evidence, type SearchPassages } from './evidence.ts'
import type { PassageCache } from './passage-cache.ts'
import { refusalMessage } from './refusal.ts'
import { isCourtesy } from './small-talk.ts'
import { strategyFor } from './strategy.ts'

export interface AnswerNeeds {
  readonly database: Database
  readonly cache: PassageCache
  readonly dense: DenseIndex
  readonly workspace: Workspace
  readonly memo: EvidenceMemo
  readonly search: SearchPassages
  /** Sentences of a language model, each already verified; undefined when no model is configured. */
  readonly generate: GenerateSentences | undefined
  readonly suggest: (actor: Actor, language: Language) => Promise<string[]>
  /** Resolves when the answer is stored. */
  readonly save: (record: AnswerRecord) => Promise<void>
  readonly recordGap: (question: string, language: Language, audience: Audience) => Promise<void>
  readonly observe: (answer: { mode: string; refused: boolean; seconds: number }) => void
}

export type GenerateSentences = (asked: {
  evidence: Evidence
  turns: readonly Turn[]
  strategy: Strategy
  signal: AbortSignal
}) => AsyncIterable<AnswerSentence>

/** Questions a health check asks are not people's: they leave no trace. */
export interface AnswerOptions {
  readonly signal: AbortSignal
  readonly trace?: boolean
  /** What was said before, for clients that keep the conversation themselves; oldest first. */
  readonly history?: readonly { readonly fromTwin: boolean; readonly text: string }[]
}

/**
 * Answers a question from what the actor may see: sentences as they are verified, or a refusal, and the whole at the end.
 * Throws `not_found` for a conversation that is not the asker's.
 */
export async function* answerQuestion(
  needs: AnswerNeeds,
  actor: Actor,
  input: QuestionInput,
  options: AnswerOptions,
): AsyncGenerator<AnswerEvent> {
  const started = performance.now()
  const turns = input.conversationId
    ? await findTurns(needs.database, input.conversationId, actor.audience)
    : turnsOf(options.history ?? [])
  if (!turns)
    throw new AppError('not_found', 'There is no such conversation. Leave conversationId out to start a new one.')
  const language = input.language ?? detectLanguage(input.question)
  const strategy = input.strategy ?? strategyFor(input.question, language)
  const evidence = await findEvidence(needs, { question: input.question, language, audience: actor.audience, turns })

  const sentences: AnswerSentence[] = []
  let mode: Answer['mode'] = 'extractive'
  if (evidence.answerability >= answerThreshold) {
    if (needs.generate) {
      for await (const sentence of needs.generate({ evidence, turns, strategy, signal: options.signal })) {
        mode = 'generated'
        yield { type: 'sentence', index: sentences.push(sentence) - 1, sentence }
      }
    }
    if (sentences.length === 0) {
      for (const sentence of composeAnswer(evidence, strategy))
        yield { type: 'sentence', index: sentences.push(sentence) - 1, sentence }
    }
  }
  const refused = sentences.length === 0
  const suggestions = await needs.suggest(actor, language)
  if (refused) yield { type: 'refusal', reason: 'no_support', message: refusalMessage(language), suggestions }

  const answer: Answer = {
    id: newId('ans'),
    refused,
    ...(refused && { reason: 'no_support', message: refusalMessage(language) }),
    mode,
    language,
    sentences,
    suggestions,
    conversationId: input.conversationId ?? newId('con'),
    durationMs: Math.round((performance.now() - started) * 100) / 100,
  }
  if (options.trace !== false) {
    await needs.save({ answer, question: input.question, audience: actor.audience, strategy })
    if (refused && actor.audience !== 'owner' && !isCourtesy(input.question))
      await needs.recordGap(input.question, language, actor.audience)
    needs.observe({ mode, refused, seconds: (performance.now() - started) / 1000 })
  }
  yield { type: 'done', answer }
}

/** Pairs each question with the answer that followed it; only the last turns can matter. */
function turnsOf(history: NonNullable<AnswerOptions['history']>): Turn[] {
  const turns: { question: string; sentences: string[] }[] = []
  for (const { fromTwin, text } of history.slice(-6)) {
    if (!fromTwin) turns.push({ question: text.slice(0, 2000), sentences: [] })
    else
      turns
        .at(-1)
        ?.sentences.push(...sentenceSpans(text, detectLanguage(text)).map(({ start, end }) => text.slice(start, end)))
  }
  return turns
}

function newId(kind: string): string {
  return `${kind}_${randomUUID().replaceAll('-', '')}`
}
