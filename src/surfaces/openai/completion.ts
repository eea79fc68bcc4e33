import { randomUUID } from 'node:crypto'
import type { Answer, AnswerEvent, AnswerSentence, Citation } from '#twin'
import { estimateTokens } from './token-estimate.ts'

/** What every object of one completion says alike. */
export interface CompletionHead {
  readonly id: string
  readonly created: number
  readonly model: string
  readonly system_fingerprint: string
}

export interface CompletionContext {
  readonly head: CompletionHead
  /** Of the question and the history. */
  readonly promptTokens: number
  readonly urlOf: (citation: Citation) => string
}

export function completionHead(model: string, version: string): CompletionHead {
  return {
    id: `chatcmpl-${randomUUID().replaceAll('-', '')}`,
    created: Math.floor(Date.now() / 1000),
    model,
    system_fingerprint: `pollux-${version}`,
  }
}

/** The whole answer as a `chat.completion`. A refusal is text like any other, so that every client shows it. */
export function asCompletion({ head, promptTokens, urlOf }: CompletionContext, answer: Answer) {
  const pieces = answer.sentences.map(({ text }) => text)
  const content = answer.refused ? answer.message! : pieces.join(' ')
  let start = 0
  const annotations = answer.sentences.flatMap((sentence) => {
    const annotated = annotate(sentence, start, urlOf)
    start += sentence.text.length + 1
    return annotated
  })
  const message = { role: 'assistant' as const, content, refusal: null, annotations, pollux: aboutAnswer(answer) }
  return {
    ...head,
    object: 'chat.completion' as const,
    choices: [{ index: 0 as const, message, logprobs: null, finish_reason: 'stop' as const }],
    usage: usageOf(promptTokens, content),
  }
}

/**
 * The answer as `chat.completion.chunk`s: the role, each sentence with its own annotations, the reason of the end, and the
 * usage if it is wanted. Nothing before the first event, so that a question that fails at once is an ordinary error.
 */
export async function* asChunks(
  { head, promptTokens, urlOf }: CompletionContext,
  events: AsyncIterable<AnswerEvent>,
  { includeUsage }: { includeUsage: boolean },
) {
  const base = { ...head, object: 'chat.completion.chunk' as const }
  const chunk = (delta: object, finish: 'stop' | null = null) => ({
    ...base,
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
    ...(includeUsage && { usage: null }),
  })
  let content = ''
  let begun = false
  for await (const event of events) {
    if (!begun) yield chunk({ role: 'assistant', content: '', refusal: null })
    begun = true
    if (event.type === 'sentence') {
      const space = content === '' ? '' : ' '
      const annotations = annotate(event.sentence, content.length + space.length, urlOf)
      const piece = space + event.sentence.text
      content += piece
      yield chunk({ content: piece, annotations })
    } else if (event.type === 'refusal') {
      content = event.message
      yield chunk({ content })
    } else yield chunk({ pollux: aboutAnswer(event.answer) }, 'stop')
  }
  if (includeUsage) yield { ...base, choices: [], usage: usageOf(promptTokens, content) }
}

/** A `url_citation` for each citation of a sentence that stands at `start` of the content. */
function annotate({ text, citations }: AnswerSentence, start: number, urlOf: CompletionContext['urlOf']) {
  return citations.map((citation) => ({
    type: 'url_citation' as const,
    url_citation: {
      url: urlOf(citation),
      title: citation.title,
      start_index: start,
      end_index: start + text.length,
    },
    pollux: citation,
  }))
}

function aboutAnswer({ id, refused, reason, suggestions, mode, language, sentences }: Answer) {
  return { answerId: id, refused, ...(reason && { reason }), suggestions, mode, language, sentences }
}

function usageOf(promptTokens: number, content: string) {
  const completionTokens = estimateTokens(content)
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
  }
}
