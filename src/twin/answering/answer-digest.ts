import { sha256 } from '#audit'
import type { Audience } from '#auth'
import type { Answer, Citation } from './answer.ts'

/** What was shown to whom, as it is stored. */
export interface ShownAnswer extends Pick<
  Answer,
  'id' | 'conversationId' | 'language' | 'mode' | 'refused' | 'sentences'
> {
  readonly reason?: string | undefined
  /** Undefined of answers from before this was kept. */
  readonly actorId: string | undefined
  readonly audience: Audience
  readonly strategy: string
  readonly question: string
}

/**
 * What the chain says of an answer: hashes (SHA-256 of the UTF-8 text, hex) for what was asked and said, and where that
 * was from. So it can be shown to others without the words.
 */
export function statementOf(shown: ShownAnswer) {
  // Keys in order, whole numbers and text only: as written here, it is canonical JSON (RFC 8785) already.
  return {
    actor: shown.actorId ?? null,
    audience: shown.audience,
    citations: shown.sentences.flatMap(({ citations }, index) => citations.map((citation) => cited(citation, index))),
    conversation: shown.conversationId,
    id: shown.id,
    language: shown.language,
    mode: shown.mode,
    question: sha256(shown.question),
    reason: shown.reason ?? null,
    refused: shown.refused,
    strategy: shown.strategy,
    text: sha256(shown.sentences.map(({ text }) => text).join('\n')),
  }
}

export type AnswerStatement = ReturnType<typeof statementOf>

/** SHA-256, in hex, of the statement's canonical JSON. */
export function answerDigest(shown: ShownAnswer): string {
  return sha256(JSON.stringify(statementOf(shown)))
}

function cited({ sourceId, title, version, audience, start, end, quote, page }: Citation, sentence: number) {
  return {
    audience,
    end,
    page: page ?? null,
    quote: sha256(quote),
    sentence,
    sourceId,
    start,
    title,
    version,
  }
}
