import type { Analytics, Feedback } from '#analytics'
import { audienceOf, requireOwner, requireScope, type Actor } from '#auth'
import type { Trials } from '#experiments'
import type { EmbeddingModel, LanguageModel } from '#models'
import type { Cache, Database, Storage } from '#storage'
import { AppError } from '../errors.ts'
import { deleteEveryDay } from '../delete-every-day.ts'
import type { AnswerEvent, Citation, QuestionInput } from './answering/answer.ts'
import { createAnswerCache, type AnswerCache } from './answering/answer-cache.ts'
import { answerQuestion, type AnswerNeeds, type AnswerOptions } from './answering/answer-question.ts'
import { createAnswerChain } from './answering/chain-answers.ts'
import { createFeedback } from './answering/feedback.ts'
import { forgetAnswers, type Forgotten } from './answering/forget-answers.ts'
import { saveAnswers, type AnswerRecord } from './answering/answer-store.ts'
import { createBatchWriter } from './answering/batch-writer.ts'
import { answerThreshold } from './answering/answerability.ts'
import { cite } from './answering/cite.ts'
import { findEvidence, findPassages, type SearchPassages } from './answering/evidence.ts'
import { generatedAnswers } from './answering/generated-answer.ts'
import { createEvidenceMemo } from './answering/evidence-memo.ts'
import { createWorkspace } from './answering/workspace.ts'
import { createPassageCache } from './answering/passage-cache.ts'
import { sourceSpeakers } from './answering/speaker-store.ts'
import { createSuggestions } from './answering/suggestions.ts'
import { createConversations, type Conversations } from './conversations/conversations.ts'
import { forgetQuestions } from './inbox/forget-questions.ts'
import { createInbox, type Inbox } from './inbox/inbox.ts'
import { listRegressionCases } from './inbox/inbox-store.ts'
import type { Extractor } from './knowledge/extract/extract.ts'
import type { SourceKind } from './knowledge/document.ts'
import { loadSampleOnce, listSample } from './knowledge/sample.ts'
import { createSources, type Sources } from './knowledge/sources.ts'
import { createBackgroundTask } from './retrieval/background-task.ts'
import { createDenseIndex } from './retrieval/dense-index.ts'
import { createHybridSearch } from './retrieval/hybrid-search.ts'
import { listHeadings, tidyIndex, type Place } from './retrieval/passage-store.ts'
import { search } from './retrieval/search.ts'
import { describeTwin, type About } from './profile/about.ts'
import { areUnchanged, listTopics } from './profile/profile-store.ts'
import { createProfileEditor, type ProfileEditor } from './profile/profile-editor.ts'
import { createProfileReader, type ProfileStatement } from './profile/profile-statements.ts'
import { detectLanguage } from './text/detect-language.ts'
import type { Language } from './text/language.ts'

export interface Twin extends AsyncDisposable {
  answer(actor: Actor, input: QuestionInput, options: AnswerOptions): AsyncGenerator<AnswerEvent>
  /**
   * What whoever was given an answer thinks of it; said again, it counts in place of the first. A bad rating puts the question
   * into the inbox. Resolves when it is stored for good. Throws `not_found` for an answer that is not there, or was somebody else's.
   */
  rate(
    actor: Actor,
    answerId: string,
    feedback: Feedback,
    visit?: Pick<AnswerOptions, 'visitor' | 'client'>,
  ): Promise<void>
  /** The passages that fit a query best, best first; at most `limit`. */
  search(
    actor: Actor,
    query: string,
    options: { limit: number; language?: Language | undefined },
  ): Promise<FoundPassage[]>
  /** Every sentence the answerer weighed, best first, and whether it would have answered at all. */
  weigh(actor: Actor, question: string, options: { language?: Language | undefined }): Promise<WeighedSentences>
  /** Who the twin is, as far as the actor may see. */
  about(actor: Actor): Promise<About & { mode: 'extractive' | 'generated'; version: string }>
  /** The heading of each place that the actor may see, such as "My stories > A hard night"; undefined where none stands. */
  headings(actor: Actor, places: readonly Place[]): Promise<(string | undefined)[]>
  /** What the profiles say to the actor, sentence by sentence, each with the place it stands at. */
  profile(actor: Actor): Promise<readonly ProfileStatement[]>
  /** Questions that this twin can answer for the actor, in English or another language. */
  suggestions(actor: Actor, language?: Exclude<Language, 'und'>): Promise<string[]>
  readonly sources: Sources
  /** The owner's profile as JSON, to read and change. */
  readonly profileEditor: ProfileEditor
  readonly inbox: Inbox
  readonly conversations: Conversations
  /** Answers that are kept for the next who asks; undefined when none are. */
  readonly answerCache: Pick<AnswerCache, 'knowledge' | 'dropOutdated'> | undefined
  /**
   * Deletes the answers that are older than `days`, and the questions in the inbox that no source answers and nobody asked again
   * since; now and then daily, until disposed.
   */
  forgetAnswers(
    days: number,
    told: { deleted: (count: number) => void; failed: (error: unknown) => void },
  ): AsyncDisposable
  /**
   * Deletes the answers from before a moment, or all there are now, what conversations remember of them, and the questions in the
   * inbox that no source answers and nobody asked again since; returns how many. For the owner; leaves entries in the chain.
   */
  deleteAnswers(actor: Actor, before: Date | undefined): Promise<{ answers: number; questions: number }>
  /**
   * What a server does in the background, until disposed: keeps the index quick, embeds what has no vector yet, and chains
   * the answers that others could not.
   */
  maintain(): AsyncDisposable
  /** Asks every question again that the owner once answered; one passes when its answer still cites that source. */
  checkRegressions(signal: AbortSignal): Promise<RegressionResult[]>
  /** The invented person a new installation shows. `load` does its work once in the life of a database. */
  readonly sample: { load(): Promise<number>; remove(actor: Actor): Promise<number> }
}

export interface FoundPassage {
  sourceId: string
  title: string
  text: string
  score: number
  kind: SourceKind
  language: Language
  /** The place of the text. */
  citation: Citation
}

export interface WeighedSentences {
  /** Calibrated probability that the sources answer. */
  answerability: number
  answered: boolean
  sentences: { text: string; sourceId: string; score: number }[]
}

export interface RegressionResult {
  question: string
  passed: boolean
  /** What came instead. */
  found: string
}

export interface TwinNeeds {
  readonly database: Database
  readonly transaction: Storage['transaction']
  readonly extractor: Extractor
  readonly version: string
  /** Writes the answers; left out, they are extracts. */
  readonly model: LanguageModel | undefined
  /** Adds vectors to the search; left out, words are searched. */
  readonly embedding: EmbeddingModel | undefined
  /** Keeps answers for the next who asks the same; left out, each is found anew. */
  readonly answerCache?: { readonly cache: Cache; readonly ttlSeconds: number } | undefined
  /** Who asks by a right that can be used up. */
  readonly visitors?: {
    isVisitor(actor: Actor): boolean
    /** Throws when no question is left. */
    admit(actor: Actor): Promise<void>
    refused(actor: Actor): Promise<void>
  }
  /** Which way of answering an asker is shown, who chose none; left out, it goes by the question. */
  readonly trials?: Pick<Trials, 'settingsFor' | 'answered' | 'followedUp' | 'became'> | undefined
  /** Counts what is asked, and what people think of it; left out, nothing is counted. */
  readonly analytics?: Pick<
    Analytics,
    'enabled' | 'requireEnabled' | 'record' | 'rate' | 'forgetAnswers' | 'forgetWords'
  >
  /** Called after every change of the sources made here, to tell the other processes. */
  readonly changed?: () => void
  readonly observe: {
    answer(answer: { mode: string; refused: boolean; seconds: number }): void
    ingestedFile(status: string): void
    droppedSentence(reason: string): void
    failedEmbedding(error: unknown): void
    failedTidying(error: unknown): void
    failedChaining(error: unknown): void
    cacheRequest?(cache: string, outcome: 'hit' | 'miss'): void
  }
}

export function createTwin(needs: TwinNeeds): Twin {
  const { database, transaction, extractor, version, model, observe, analytics } = needs
  const readProfile = createProfileReader(database)
  const cache = createPassageCache(sourceSpeakers(database))
  const hybrid =
    needs.embedding && createHybridSearch({ database, embedding: needs.embedding, onFailure: observe.failedEmbedding })
  const background = [
    createBackgroundTask(() => tidyIndex(database), observe.failedTidying),
    ...(hybrid ? [createBackgroundTask(hybrid.embedPassages, observe.failedEmbedding)] : []),
  ]
  let maintaining = false
  const searchPassages: SearchPassages = hybrid ? hybrid.search : (asked) => search(database, asked)
  const evidenceNeeds = {
    database,
    cache,
    search: searchPassages,
    dense: createDenseIndex(database),
    workspace: createWorkspace(),
    memo: createEvidenceMemo(),
  }
  const answerCache =
    needs.answerCache &&
    createAnswerCache({
      database,
      ...needs.answerCache,
      answerer: [version, model?.id, needs.embedding?.id].join(' '),
      observe: (outcome) => observe.cacheRequest?.('answers', outcome),
    })
  const suggestions = createSuggestions(
    {
      list: (actor) => listTopics(database, actor.audience),
      unchanged: (actor, used) => areUnchanged(database, actor.audience, used),
    },
    async (actor, question, language) => {
      const evidence = await findEvidence(evidenceNeeds, { question, language, audience: actor.audience, turns: [] })
      return evidence.answerability >= answerThreshold
    },
  )
  const sources = createSources({
    database,
    transaction,
    extractor,
    observe: observe.ingestedFile,
    changed() {
      suggestions.forget()
      needs.changed?.()
      if (maintaining) for (const task of background) task.wake()
    },
  })
  const inbox = createInbox({ database, transaction, ingest: sources.write, withdraw: sources.withdraw })
  const chain = createAnswerChain({ database, transaction, failed: observe.failedChaining })
  const answers = createBatchWriter<AnswerRecord>(async (records) => {
    await saveAnswers(database, records)
    chain.stored()
  })
  async function forget(which: Forgotten, signal: AbortSignal): Promise<{ answers: number; questions: number }> {
    await chain.chain() // what is deleted unchained would never have been
    return {
      answers: await forgetAnswers({ database, transaction, analytics }, which, { signal }),
      questions: await forgetQuestions({ database, transaction }, which, { signal }),
    }
  }
  const generate = model && generatedAnswers({ model, dropped: observe.droppedSentence })
  const answerNeeds: AnswerNeeds = {
    ...evidenceNeeds,
    answers: answerCache,
    generate,
    trials: needs.trials,
    suggest: suggestions.list,
    save: answers.write,
    recordGap: inbox.record,
    observe: observe.answer,
    analytics,
  }

  return {
    answer(actor, input, options) {
      requireScope(actor, 'ask')
      const events = answerQuestion(answerNeeds, actor, input, options)
      const { visitors } = needs
      return visitors?.isVisitor(actor) && options.trace !== false ? admitted(visitors, actor, events) : events
    },
    rate: createFeedback({ database, analytics, trials: needs.trials, recordBadRating: inbox.recordBadRating }),
    async search(actor, query, { limit, language }) {
      requireScope(actor, 'ask')
      const asked = {
        question: query,
        language: language ?? detectLanguage(query),
        audience: actor.audience,
        turns: [],
        limit,
      }
      const found = await findPassages(evidenceNeeds, asked)
      return found.map(({ passage, score }) => {
        const { sourceId, title, text, kind, language: written } = passage
        return { sourceId, title, text, score, kind, language: written, citation: cite(passage, 0, text.length) }
      })
    },
    async weigh(actor, question, { language }) {
      requireScope(actor, 'ask')
      const evidence = await findEvidence(evidenceNeeds, {
        question,
        language: language ?? detectLanguage(question),
        audience: actor.audience,
        turns: [],
      })
      return {
        answerability: evidence.answerability,
        answered: evidence.answerability >= answerThreshold,
        sentences: evidence.ranked.map(({ passageId, start, end, score }) => {
          const { passage } = evidence.passages.get(passageId)!
          return { text: passage.text.slice(start, end), sourceId: passage.sourceId, score }
        }),
      }
    },
    async about(actor) {
      const about = await describeTwin(database, actor.audience)
      if (!about)
        throw new AppError(
          'not_found',
          'This twin has no profile yet. The owner adds one with: npm run pollux -- ingest profile.json --audience public',
        )
      return { ...about, mode: generate ? 'generated' : 'extractive', version }
    },
    async headings(actor, places) {
      requireScope(actor, 'ask')
      return listHeadings(database, places, actor.audience)
    },
    async profile(actor) {
      requireScope(actor, 'ask')
      return readProfile(actor.audience)
    },
    suggestions: (actor, language = 'en') => suggestions.list(actor, language),
    sources,
    profileEditor: createProfileEditor({
      database,
      extractor,
      ingest: sources.write,
      listSample: () => listSample(database),
    }),
    inbox,
    conversations: createConversations({ database, transaction, chain: chain.chain, analytics }),
    answerCache,
    forgetAnswers: (days, told) =>
      deleteEveryDay(async (signal) => {
        const { answers, questions } = await forget(days, signal)
        return answers + questions
      }, told),
    async deleteAnswers(actor, before = new Date()) {
      requireOwner(actor)
      return forget({ before, by: actor.id }, new AbortController().signal)
    },
    maintain() {
      maintaining = true
      for (const task of background) task.wake()
      const chaining = chain.watch()
      return {
        async [Symbol.asyncDispose]() {
          maintaining = false
          await chaining[Symbol.asyncDispose]()
          for (const task of background) await task[Symbol.asyncDispose]()
        },
      }
    },
    async checkRegressions(signal) {
      const results: RegressionResult[] = []
      for (const regression of await listRegressionCases(database)) {
        const actor: Actor = { id: 'regression', audience: audienceOf(regression.audience), scopes: new Set(['ask']) }
        const { question, context, language } = regression
        const history = context === null ? [] : [{ fromTwin: false, text: context }]
        for await (const event of answerQuestion(
          answerNeeds,
          actor,
          { question, ...(language !== 'und' && { language }) },
          { signal, trace: false, history },
        )) {
          if (event.type !== 'done') continue
          const { refused, sentences } = event.answer
          const passed = sentences.some(({ citations }) =>
            citations.some(({ sourceId }) => sourceId === regression.sourceId),
          )
          results.push({
            question: context === null ? question : `${context} ${question}`,
            passed,
            found: refused ? 'refused' : 'answered from another source',
          })
        }
      }
      return results
    },
    sample: {
      load: () => loadSampleOnce(database, sources.write),
      async remove(actor) {
        const ids = await listSample(database)
        for (const id of ids) await sources.remove(actor, id)
        return ids.length
      },
    },
    [Symbol.asyncDispose]: () => chain[Symbol.asyncDispose](),
  }
}

async function* admitted(
  visitors: NonNullable<TwinNeeds['visitors']>,
  actor: Actor,
  events: ReturnType<Twin['answer']>,
): ReturnType<Twin['answer']> {
  await visitors.admit(actor)
  for await (const event of events) {
    if (event.type === 'done' && event.answer.refused) await visitors.refused(actor)
    yield event
  }
}
