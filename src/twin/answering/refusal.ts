import type { Language } from '../text/language.ts'

const refusals: Record<Exclude<Language, 'und'>, { refused: string; noted: string }> = {
  en: {
    refused: "I don't have that in what I can share with you, so I would rather not guess.",
    noted: 'I have noted your question.',
  },
  fr: {
    refused: "Je n'ai pas cette information dans ce que je peux partager, et je préfère ne pas deviner.",
    noted: "J'ai noté votre question.",
  },
  de: {
    refused: 'Das steht nicht in dem, was ich teilen kann, und ich möchte nicht raten.',
    noted: 'Ich habe Ihre Frage notiert.',
  },
  es: {
    refused: 'No tengo esa información en lo que puedo compartir y prefiero no adivinar.',
    noted: 'He anotado su pregunta.',
  },
}

/** What the twin says when nothing supports an answer; that the question is noted only where it comes into the inbox. */
export function refusalMessage(language: Language, isNoted: boolean): string {
  const { refused, noted } = refusals[language === 'und' ? 'en' : language]
  return isNoted ? `${refused} ${noted}` : refused
}
