import type { messages as english } from './en.ts'

export const messages: typeof english = {
  asks: (audience, question) => `${audience}: „${question}“`,
  refused: 'Nicht beantwortet',
  restsOnIt: 'Beruht auf Ihrer Antwort',
  restsOnOther: 'Beruht auf etwas anderem',
  restsOnOtherAdvice:
    'Ihre Antwort ist gespeichert, aber der Zwilling zieht für diese Frage eine andere Quelle vor. Verwenden Sie in Ihrer Antwort die Wörter der Frage.',
  refusedAdvice:
    'Ihre Antwort ist gespeichert, wird für diese Frage aber nicht gefunden. Nehmen Sie sie zurück und verwenden Sie die Wörter der Frage.',
  sources: 'Quellen',
}
