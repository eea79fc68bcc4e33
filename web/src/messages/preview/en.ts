export const messages = {
  asks: (audience: string, question: string) => `${audience}: “${question}”`,
  refused: 'Not answered',
  restsOnIt: 'Rests on your answer',
  restsOnOther: 'Rests on something else',
  restsOnOtherAdvice:
    'Your answer is stored, but the twin prefers another source for this question. Use the words of the question in your answer.',
  refusedAdvice:
    'Your answer is stored, but it is not found for this question. Take it back and use the words of the question.',
  sources: 'Sources',
}
