import type { Language } from '../text/language.ts'

const yours = /\b(you|your|yours|u|ur)\b/i
/** Longer forms first. */
const turned: readonly (readonly [RegExp, string])[] = [
  [/\bI['’]m\b/gi, 'you are'],
  [/\bI['’](ve|d|ll)\b/gi, "you'$1"],
  [/\bam I\b/gi, 'are you'],
  [/\bI am\b/gi, 'you are'],
  [/\bI\b/g, 'you'],
  [/\bmyself\b/gi, 'yourself'],
  [/\bmine\b/gi, 'yours'],
  [/\bmy\b/gi, 'your'],
  [/\bme\b/gi, 'you'],
]

/**
 * The owner asks their own twin about "me" and "my"; everybody else, and all that the ranking has learned from, says "you".
 * English only: the other languages have their verbs to change too.
 */
export function asOthersAsk(question: string, language: Language): string {
  if (language !== 'en' || yours.test(question)) return question
  return turned.reduce((text, [own, others]) => text.replace(own, others), question)
}
