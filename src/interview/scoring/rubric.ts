/** What a question asks for. Each kind weighs the eight dimensions of an answer differently. */
export const questionKinds = ['technical', 'behavioural', 'industry', 'cultural', 'salary'] as const
export type QuestionKind = (typeof questionKinds)[number]

/** What is judged in an answer: the four parts of a STAR story, then how the answer is told. */
export const dimensions = [
  'situation',
  'task',
  'action',
  'result',
  'relevance',
  'specificity',
  'evidence',
  'clarity',
] as const
export type Dimension = (typeof dimensions)[number]
