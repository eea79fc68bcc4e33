import type { Language } from '../text/language.ts'
import { analyzeQuestion, type Turn } from './analyze-question.ts'

/**
 * The question before the one that is asked now, as it could be asked alone; undefined at the start of a conversation.
 * @param turns of the conversation so far, oldest first.
 */
export function contextOf(turns: readonly Turn[], language: Language): string | undefined {
  const previous = turns.at(-1)
  return previous && wholeQuestion(previous.question, language, turns.slice(0, -1))
}

/** A question as it could be asked alone: with the one before it where it leans on that ("Where do you work? Since when?"). */
export function wholeQuestion(question: string, language: Language, turns: readonly Turn[]): string {
  const context = contextOf(turns, language)
  if (context === undefined || !analyzeQuestion(question, language, turns).followUp) return question
  return `${context} ${question}`
}
