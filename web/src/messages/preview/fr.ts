import type { messages as english } from './en.ts'

export const messages: typeof english = {
  asks: (audience, question) => `${audience} : « ${question} »`,
  refused: 'Sans réponse',
  restsOnIt: 'S’appuie sur votre réponse',
  restsOnOther: 'S’appuie sur autre chose',
  restsOnOtherAdvice:
    'Votre réponse est enregistrée, mais le jumeau préfère une autre source pour cette question. Reprenez les mots de la question dans votre réponse.',
  refusedAdvice:
    'Votre réponse est enregistrée, mais elle n’est pas trouvée pour cette question. Retirez-la et reprenez les mots de la question.',
  sources: 'Sources',
}
