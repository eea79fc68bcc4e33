import type { Language } from '../text/language.ts'

/** What the twin says when nothing supports an answer. */
const words: Record<Language, string> = {
  en: "I don't have that in what I can share with you, so I would rather not guess. I have noted your question.",
  fr: "Je n'ai pas cette information dans ce que je peux partager, et je préfère ne pas deviner. J'ai noté votre question.",
  de: 'Das steht nicht in dem, was ich teilen kann, und ich möchte nicht raten. Ich habe Ihre Frage notiert.',
  es: 'No tengo esa información en lo que puedo compartir y prefiero no adivinar. He anotado su pregunta.',
  und: "I don't have that in what I can share with you, so I would rather not guess. I have noted your question.",
}

export function refusalMessage(language: Language): string {
  return words[language]
}
