import { anyone, owner } from '#auth'
import type { Answer, Twin } from '#twin'
import type { SampleQuestion } from '../datasets.ts'

export interface GradedQuestion {
  question: SampleQuestion
  answer: Answer
  /** An answerable question passes when every fact is there; an unanswerable one when it was refused. */
  passed: boolean
  missing: string[]
}

/** Asks each question, follow-ups after their conversation, and looks for the facts in what is shown. */
export async function gradeSampleQuestions(
  twin: Twin,
  questions: readonly SampleQuestion[],
): Promise<GradedQuestion[]> {
  const graded: GradedQuestion[] = []
  for (const question of questions) {
    let conversationId: string | undefined
    for (const earlier of question.previous ?? [])
      conversationId = (await ask(twin, question, earlier, conversationId)).conversationId
    const answer = await ask(twin, question, question.question, conversationId)
    const shown = normalize(answer.sentences.map((sentence) => sentence.text).join(' '))
    const missing = question.facts
      .filter((alternatives) => !alternatives.some((fact) => shown.includes(normalize(fact))))
      .map((alternatives) => alternatives.join(' | '))
    graded.push({
      question,
      answer,
      missing,
      passed: question.answerable ? !answer.refused && missing.length === 0 : answer.refused,
    })
  }
  return graded
}

export function summarizeSampleQuestions(graded: readonly GradedQuestion[]) {
  const share = (list: readonly GradedQuestion[]) =>
    list.length === 0 ? 0 : list.filter((item) => item.passed).length / list.length
  const answerable = graded.filter(({ question }) => question.answerable)
  const unanswerable = graded.filter(({ question }) => !question.answerable)
  const kinds = [...new Set(graded.map(({ question }) => question.kind))]
  return {
    questions: graded.length,
    factsPresent: share(answerable),
    refusalsRight: share(unanswerable),
    wronglyRefused: answerable.filter(({ answer }) => answer.refused).length / Math.max(1, answerable.length),
    byKind: Object.fromEntries(
      kinds.map((kind) => [kind, share(graded.filter(({ question }) => question.kind === kind))]),
    ),
  }
}

async function ask(
  twin: Twin,
  { audience, language }: SampleQuestion,
  question: string,
  conversationId: string | undefined,
): Promise<Answer> {
  const actor = audience === 'owner' ? owner : anyone
  for await (const event of twin.answer(
    actor,
    { question, language, ...(conversationId && { conversationId }) },
    { signal: new AbortController().signal },
  )) {
    if (event.type === 'done') return event.answer
  }
  throw new Error(`No answer came to: ${question}`)
}

/** Lower case, NFKC, white space folded, typographic apostrophes and hyphens made plain. */
export function normalize(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[’‘]/g, "'").replace(/[‐‑–]/g, '-').replace(/\s+/g, ' ').trim()
}
