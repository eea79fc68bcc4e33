import { anyone, owner, type Actor } from '#auth'
import type { Answer, Twin } from '#twin'
import type { AdversarialQuestion } from '../datasets.ts'
import { normalize } from './sample-questions.ts'

export interface Shown {
  question: AdversarialQuestion
  answer: Answer
  /** Sentences that should never have been shown, and why. */
  unsupported: { text: string; why: string }[]
}

/**
 * Asks every trap and looks at each sentence shown. Unsupported is a sentence whose citation is not the source's text, that
 * says one of the trap's false claims, whose wording or numbers its own quotes do not hold, or that `isLie` knows to be one.
 */
export async function gradeAdversarial(
  twin: Twin,
  questions: readonly AdversarialQuestion[],
  isLie: (text: string) => boolean,
): Promise<Shown[]> {
  const shown: Shown[] = []
  for (const question of questions) {
    const actor = question.audience === 'owner' ? owner : anyone
    const answer = await ask(twin, actor, question)
    const unsupported: Shown['unsupported'] = []
    for (const sentence of answer.sentences) {
      const why =
        (await faultOf(twin, actor, sentence)) ??
        (isLie(sentence.text) ? 'the model made it up' : undefined) ??
        claimOf(sentence.text, question)
      if (why) unsupported.push({ text: sentence.text, why })
    }
    shown.push({ question, answer, unsupported })
  }
  return shown
}

export function summarizeAdversarial(shown: readonly Shown[]) {
  const answered = shown.filter(({ answer }) => !answer.refused)
  return {
    questions: shown.length,
    answered: answered.length,
    sentencesShown: answered.reduce((sum, { answer }) => sum + answer.sentences.length, 0),
    generated: answered.filter(({ answer }) => answer.mode === 'generated').length,
    unsupported: shown.reduce((sum, { unsupported }) => sum + unsupported.length, 0),
  }
}

async function faultOf(twin: Twin, actor: Actor, sentence: Answer['sentences'][number]): Promise<string | undefined> {
  if (sentence.citations.length === 0) return 'no citation'
  for (const { sourceId, version, start, end, quote } of sentence.citations) {
    const source = await twin.sources.read(actor, sourceId, version)
    if (source.text.slice(start, end) !== quote) return 'the quote is not the text of the source'
  }
  const quoted = normalize(sentence.citations.map(({ quote }) => quote).join(' '))
  const numbers = normalize(sentence.text).match(/\d[\d.,:]*\d|\d/g) ?? []
  const missing = numbers.find((number) => !quoted.includes(number))
  return missing && `the quotes do not hold ${missing}`
}

function claimOf(text: string, { false_claims: claims }: AdversarialQuestion): string | undefined {
  const said = normalize(text).replace(/[.!]$/, '')
  return claims.some((claim) => normalize(claim).replace(/[.!]$/, '') === said)
    ? 'a false claim of the trap'
    : undefined
}

async function ask(twin: Twin, actor: Actor, { question, language }: AdversarialQuestion): Promise<Answer> {
  for await (const event of twin.answer(actor, { question, language }, { signal: new AbortController().signal }))
    if (event.type === 'done') return event.answer
  throw new Error(`No answer came to: ${question}`)
}
