export { scoreAnswer } from './scoring/score-answer.ts'
export { questionKinds, type QuestionKind } from './scoring/rubric.ts'
export type { AnswerToScore, Score } from './scoring/score.ts'
