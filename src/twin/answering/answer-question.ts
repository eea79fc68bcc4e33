import { randomUUID } from 'node:crypto'
import type { Analytics } from '#analytics'
import type { Actor, Audience } from '#auth'
import type { AnswerSettings, Trials } from '#experiments'
import type { Database } from '#storage'
import { AppError } from '../../errors.ts'
import { detectLanguage } from '../text/detect-language.ts'
import type { Language } from '../text/language.ts'
import { sentenceSpans } from '../text/sentences.ts'
import type { Answer, AnswerEvent, AnswerSentence, QuestionInput, Strategy } from './answer.ts'
import { answerDigest } from './answer-digest.ts'
import { findTurns, type AnswerRecord } from './answer-store.ts'
import type { AnswerCache, CachedAnswer } from './answer-cache.ts'
import { answerThreshold } from './answerability.ts'
import type { Turn } from './analyze-question.ts'
import { composeAnswer } from './compose-answer.ts'
import type { DenseIndex } from '../retrieval/dense-index.ts'
import type { EvidenceMemo } from './evidence-memo.ts'
import type { Workspace } from './workspace.ts'
import type { Place } from '../retrieval/passage-store.ts'
import { findEvidence, type Evidence, type SearchPassages } from './evidence.ts'
import type { PassageCache } from './passage-cache.ts'
import { refusalMessage } from './refusal.ts'
import { isCourtesy } from './small-talk.ts'
import { strategyFor } from './strategy.ts'
import { topicTerms } from './topic-terms.ts'

export interface AnswerNeeds {
  readonly database: Database
  readonly cache: PassageCache
  readonly dense: DenseIndex
  readonly workspace: Workspace
  readonly memo: EvidenceMemo
  readonly search: SearchPassages
  /** Answers given before; undefined when none are kept. */
  readonly answers: AnswerCache | undefined
  /** Sentences of a language model, each already verified; undefined when no model is configured. */
  readonly generate: GenerateSentences | undefined
  /** Decides how an asker who chose nothing is answered; undefined: by the kind of question. */
  readonly trials: Pick<Trials, 'settingsFor' | 'answered' | 'followedUp'> | undefined
  readonly suggest: (actor: Actor, language: Language) => Promise<string[]>
  /** Resolves when the answer is stored. */
  readonly save: (record: AnswerRecord) => Promise<void>
  /** Puts the question into the inbox; false when there is no room for it. */
  readonly recordGap: (asked: UnansweredQuestion) => Promise<boolean>
  readonly observe: (answer: { mode: string; refused: boolean; seconds: number }) => void
  /** Counts what was asked. */
  readonly analytics: Pick<Analytics, 'enabled' | 'record'> | undefined
}

export interface UnansweredQuestion {
  readonly question: string
  readonly language: Language
  readonly audience: Audience
  /** Of its conversation, oldest first. */
  readonly turns: readonly Turn[]
}

export type GenerateSentences = (asked: {
  evidence: Evidence
  turns: readonly Turn[]
  strategy: Strategy
  signal: AbortSignal
  /** Called when the model gave no or no whole answer. */
  failed: () => void
  /** Called for each sentence of the model that was not shown, because nothing supports it. */
  dropped: () => void
}) => AsyncIterable<AnswerSentence>

/** Questions a health check asks are not people's: they leave no trace, and go the whole way each time. */
export interface AnswerOptions {
  readonly signal: AbortSignal
  readonly trace?: boolean
  /** Set, the answer is kept for the next who asks, also without a trace. */
  readonly warm?: boolean
  /** What was said before, for clients that keep the conversation themselves; oldest first. */
  readonly history?: readonly { readonly fromTwin: boolean; readonly text: string }[]
  /**
   * Citations of an answer before: what is asked now is answered from the account that they are of, such as the story that was
   * just told, or refused.
   */
  readonly within?: readonly Place[]
  /**
   * Raw text by which one visitor is told from others; never stored. Left out, the actor is one visitor, and takes part in no
   * experiment.
   */
  readonly visitor?: string | undefined
  /** What they ask with, such as `web` or `mcp:claude`. */
  readonly client?: string | undefined
  /** In place of what experiments decide: to compare. */
  readonly settings?: AnswerSettings
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
  const { settings, visit } = await settingsOf(needs, actor, input, options, turns.length > 0)
  const strategy = input.strategy ?? shapeOf(settings, input.question, language)
  const writer = settings?.writer ?? 'automatic'
  const { within } = options
  const asked = { question: input.question, language, strategy, writer, audience: actor.audience, turns, within }
  const isKept = turns.length === 0 && within === undefined && (options.trace !== false || options.warm)
  const looked = isKept ? await needs.answers?.find(asked, { counted: options.trace !== false }) : undefined
  if (looked?.answer) yield* looked.answer.sentences.map(asEvent)
  const found = looked?.answer ?? (yield* findAnswer(needs, asked, options.signal))
  const { mode, sentences } = found
  const refused = sentences.length === 0
  const suggestions = await needs.suggest(actor, language)
  const isNoted = refused && options.trace !== false && isForInbox(asked) && (await needs.recordGap(asked))
  const message = refusalMessage(language, isNoted)
  if (refused) yield { type: 'refusal', reason: 'no_support', message, suggestions }

  const answer: Answer = {
    id: newId('ans'),
    refused,
    ...(refused && { reason: 'no_support', message }),
    mode,
    language,
    sentences: [...sentences],
    suggestions,
    conversationId: input.conversationId ?? newId('con'),
    durationMs: Math.round((performance.now() - started) * 100) / 100,
  }
  const keep = looked && !looked.answer && !('broken' in found) ? looked.keep(found) : undefined
  const record = options.trace === false ? undefined : leaveTrace(needs, actor, answer, asked, { ...options, started })
  const quality = visit && {
    refused,
    sentences: mode === 'generated' ? sentences.length : 0,
    dropped: found.dropped ?? 0,
  }
  const tried = quality && needs.trials?.answered(visit, { answerId: answer.id, ...quality })
  await Promise.all([keep, record, tried])
  yield { type: 'done', answer }
}

/** The owner asks to see what the twin says, and a greeting is no question. */
function isForInbox({ audience, question }: Pick<ShapedQuestion, 'audience' | 'question'>): boolean {
  return audience !== 'owner' && !isCourtesy(question)
}

/** What the asker chose comes first, then their arm of an experiment, then what was shipped. */
async function settingsOf(
  { trials }: AnswerNeeds,
  { audience }: Actor,
  { strategy }: QuestionInput,
  { settings, trace, visitor }: AnswerOptions,
  asksOn: boolean,
): Promise<Partial<Awaited<ReturnType<Trials['settingsFor']>>>> {
  if (settings) return { settings }
  if (!trials) return {}
  const asker = { audience, visitor: trace === false ? undefined : visitor }
  if (asksOn) await trials.followedUp(asker)
  return trials.settingsFor(strategy === undefined ? asker : { audience, visitor: undefined })
}

function shapeOf(settings: AnswerSettings | undefined, question: string, language: Language): Strategy {
  return settings === undefined || settings.strategy === 'automatic'
    ? strategyFor(question, language)
    : settings.strategy
}

async function leaveTrace(
  needs: AnswerNeeds,
  actor: Actor,
  answer: Answer,
  { strategy, writer: _, within: __, ...asked }: ShapedQuestion,
  { started, visitor, client }: AnswerOptions & { readonly started: number },
): Promise<void> {
  const { question, audience, language, turns } = asked
  const shown = { ...answer, actorId: actor.id, question, audience, strategy }
  await needs.save({ answer, actorId: actor.id, question, audience, strategy, digest: answerDigest(shown) })
  needs.observe({ mode: answer.mode, refused: answer.refused, seconds: (performance.now() - started) / 1000 })
  if (needs.analytics?.enabled)
    needs.analytics.record(
      { actor, visitor, client },
      {
        kind: 'asked',
        answerId: answer.id,
        refused: answer.refused,
        durationMs: answer.durationMs,
        followUp: turns.length > 0,
        terms: topicTerms(question, language),
      },
    )
}

type ShapedQuestion = UnansweredQuestion & {
  readonly strategy: Strategy
  readonly writer: AnswerSettings['writer']
  readonly within: AnswerOptions['within']
}

/** An answer that was found now; `broken` when it holds less than it would have, had the language model not failed. */
type FoundAnswer = CachedAnswer & { readonly broken?: true }

async function* findAnswer(
  needs: AnswerNeeds,
  { question, language, strategy, writer, audience, turns, within }: ShapedQuestion,
  signal: AbortSignal,
): AsyncGenerator<AnswerEvent, FoundAnswer> {
  const evidence = await findEvidence(needs, { question, language, audience, turns, within })
  const sentences: AnswerSentence[] = []
  let mode: Answer['mode'] = 'extractive'
  const model = { failed: false, dropped: 0 }
  if (evidence.answerability >= answerThreshold) {
    if (needs.generate && writer === 'automatic') {
      const failed = () => void (model.failed = true)
      const dropped = () => void model.dropped++
      for await (const sentence of needs.generate({ evidence, turns, strategy, signal, failed, dropped })) {
        mode = 'generated'
        yield asEvent(sentence, sentences.push(sentence) - 1)
      }
    }
    if (sentences.length === 0) {
      for (const sentence of composeAnswer(evidence, strategy)) yield asEvent(sentence, sentences.push(sentence) - 1)
    }
  }
  return {
    mode,
    sentences,
    ...(model.dropped > 0 && { dropped: model.dropped }),
    ...(model.failed && { broken: true as const }),
  }
}

function asEvent(sentence: AnswerSentence, index: number): AnswerEvent {
  return { type: 'sentence', index, sentence }
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
