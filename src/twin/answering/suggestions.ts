import type { Actor } from '#auth'
import type { Language } from '../text/language.ts'

/** Asks whether the twin can answer a question for this actor. */
export type CanAnswer = (actor: Actor, question: string, language: Language) => Promise<boolean>
export type ListTopics = (actor: Actor) => Promise<{ title: string; kind: 'story' | 'document' }[]>

export interface Suggestions {
  /** Questions the twin can answer, checked by asking itself, in the asker's language. */
  list(actor: Actor, language: Language): Promise<string[]>
  /** Call after the knowledge has changed. */
  forget(): void
}

type Wording = { general: readonly string[]; story: (title: string) => string; document: (title: string) => string }

const english: Wording = {
  general: [
    'What do you do today?',
    'What is your experience with databases?',
    'Where have you worked before?',
    'What are your strengths?',
    'Which certificates do you hold?',
    'What did you study?',
    'Which languages do you speak?',
    'What are your career goals?',
  ],
  story: (title) => `Tell me about “${title}”.`,
  document: (title) => `What is “${title}” about?`,
}
const wordings: Record<Language, Wording> = {
  en: english,
  und: english,
  fr: {
    general: [
      'Que faites-vous aujourd’hui ?',
      'Où avez-vous travaillé ?',
      'Quels sont vos points forts ?',
      'Quelles études avez-vous faites ?',
      'Quelles langues parlez-vous ?',
      'Quels sont vos objectifs de carrière ?',
    ],
    story: (title) => `Parlez-moi de « ${title} ».`,
    document: (title) => `De quoi parle « ${title} » ?`,
  },
  de: {
    general: [
      'Was machen Sie heute?',
      'Wo haben Sie gearbeitet?',
      'Was sind Ihre Stärken?',
      'Was haben Sie studiert?',
      'Welche Sprachen sprechen Sie?',
      'Was sind Ihre beruflichen Ziele?',
    ],
    story: (title) => `Erzählen Sie mir von „${title}“.`,
    document: (title) => `Worum geht es in „${title}“?`,
  },
  es: {
    general: [
      '¿Qué hace usted hoy?',
      '¿Dónde ha trabajado?',
      '¿Cuáles son sus puntos fuertes?',
      '¿Qué estudió?',
      '¿Qué idiomas habla?',
      '¿Cuáles son sus objetivos profesionales?',
    ],
    story: (title) => `Hábleme de «${title}».`,
    document: (title) => `¿De qué trata «${title}»?`,
  },
}

const shown = 6
/** Another replica's change shows here at the latest after this. */
const keepMs = 60_000

export function createSuggestions(listTopics: ListTopics, canAnswer: CanAnswer): Suggestions {
  const kept = new Map<string, { at: number; questions: Promise<string[]> }>()

  async function make(actor: Actor, language: Language): Promise<string[]> {
    const wording = wordings[language]
    const topics = await listTopics(actor)
    const stories = topics.filter((topic) => topic.kind === 'story').map((topic) => wording.story(topic.title))
    const documents = topics.filter((topic) => topic.kind === 'document').map((topic) => wording.document(topic.title))
    const candidates = interleave([wording.general, stories, documents])
    const answerable: string[] = []
    for (const question of candidates) {
      if (answerable.length >= shown) break
      if (await canAnswer(actor, question, language)) answerable.push(question)
    }
    return answerable
  }

  return {
    list(actor, language) {
      const key = `${actor.audience} ${language}`
      const known = kept.get(key)
      if (known && performance.now() - known.at < keepMs) return known.questions
      const questions = make(actor, language)
      kept.set(key, { at: performance.now(), questions })
      questions.catch(() => kept.delete(key))
      return questions
    },
    forget: () => kept.clear(),
  }
}

/** One of each in turn, so that a short list shows every kind. */
function interleave(lists: readonly (readonly string[])[]): string[] {
  const longest = Math.max(...lists.map((list) => list.length))
  return Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list[index] ?? [])).flat()
}
