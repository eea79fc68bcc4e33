import type { Answer } from '../api/types.ts'
import type { ToolResult } from './host.ts'

/** What a tool result says to a reader: an answer with its citations, plain words, or what went wrong. */
export type Shown =
  | { type: 'answer'; answer: Answer & { message?: string } }
  | { type: 'text'; text: string }
  | { type: 'failure'; message: string }

export function readResult({ isError, content, structuredContent }: ToolResult): Shown {
  const text = content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('\n')
  if (isError) return { type: 'failure', message: text || 'The twin gave no answer, and no reason.' }
  if (isAnswer(structuredContent)) return { type: 'answer', answer: structuredContent }
  // A host may pass on the words alone: they have their sources below them.
  return text ? { type: 'text', text } : { type: 'failure', message: 'The twin gave no answer.' }
}

function isAnswer(value: unknown): value is Answer & { message?: string } {
  const { refused, sentences, suggestions } = (value ?? {}) as Partial<Answer>
  return typeof refused === 'boolean' && Array.isArray(sentences) && Array.isArray(suggestions)
}
