import type { Actor } from '#auth'
import type { Topic } from '../profile/profile-store.ts'
import type { Language } from '../text/language.ts'
import { coalesce } from './coalesce.ts'

/** Asks whether the twin can answer a question for this actor. */
export type CanAnswer = (actor: Actor, question: string, language: Language) => Promise<boolean>
export interface Topics {
  list(actor: Actor): Promise<Topic[]>
  /** Whether all of them are still there for the actor, under the same titles. */
  unchanged(actor: Actor, topics: readonly Topic[]): Promise<boolean>
}

export interface Suggestions {
  /** Questions the twin can answer, checked by asking itself, in the asker's language. */
  list(actor: Actor, language: Language): Promise<string[]>
  /** Call after the knowledge has changed. */
  forget(): void
}

interface Wording {
  readonly general: readonly string[]
  readonly story: (title: string) => string
  readonly document: (title: string) => string
  /** A title in the owner's own mouth, "My opinions", as somebody else asks for it. */
  readonly own: readonly [title: RegExp, question: string][]
}

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
  own: [[/^My ([^:?!]+)$/i, 'Tell me about your $1.']],
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
    own: [
      [/^Mes ([^:?!]+)$/i, 'Parlez-moi de vos $1.'],
      [/^M(?:on|a) ([^:?!]+)$/i, 'Parlez-moi de votre $1.'],
    ],
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
    // "Mein" says too little about the case of what follows.
    own: [[/^Meine ([^:?!]+)$/i, 'Erzählen Sie mir etwas über Ihre $1.']],
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
    own: [
      [/^Mis ([^:?!]+)$/i, 'Hábleme de sus $1.'],
      [/^Mi ([^:?!]+)$/i, 'Hábleme de su $1.'],
    ],
  },
}

const shown = 6
/** What another process adds shows here at the latest after this; what it hides or renames is gone at once. */
const keepMs = 60_000

interface Suggestion {
  readonly question: string
  /** Whose title it holds. */
  readonly topic?: Topic
}

export function createSuggestions(topics: Topics, canAnswer: CanAnswer): Suggestions {
  const kept = new Map<string, { at: number; suggestions: Promise<Suggestion[]>; current: () => Promise<boolean> }>()

  async function make(actor: Actor, language: Language): Promise<Suggestion[]> {
    const wording = wordings[language]
    const listed = await topics.list(actor)
    const ofKind = (kind: Topic['kind']) =>
      listed.filter((topic) => topic.kind === kind).map((topic) => ({ question: questionAbout(topic, wording), topic }))
    const general = wording.general.map((question) => ({ question }))
    const answerable: Suggestion[] = []
    for (const suggestion of interleave<Suggestion>([general, ofKind('story'), ofKind('document')])) {
      if (answerable.length >= shown) break
      if (answerable.some(({ question }) => question === suggestion.question)) continue // two titles alike
      if (await canAnswer(actor, suggestion.question, language)) answerable.push(suggestion)
    }
    return answerable
  }

  function makeAndKeep(key: string, actor: Actor, language: Language): Promise<Suggestion[]> {
    const suggestions = make(actor, language)
    const current = coalesce(async () => {
      const used = (await suggestions).flatMap(({ topic }) => topic ?? [])
      return topics.unchanged(actor, used)
    })
    const entry = { at: performance.now(), suggestions, current }
    kept.set(key, entry)
    suggestions.catch(() => kept.get(key) === entry && kept.delete(key))
    return suggestions
  }

  return {
    async list(actor, language) {
      const key = `${actor.audience} ${language}`
      const known = kept.get(key)
      if (known && performance.now() - known.at < keepMs) {
        const suggestions = await known.suggestions
        if (await known.current()) return suggestions.map(({ question }) => question)
      }
      return (await makeAndKeep(key, actor, language)).map(({ question }) => question)
    },
    forget: () => kept.clear(),
  }
}

function questionAbout({ title, kind }: Topic, wording: Wording): string {
  const said = title.trim().replace(/\.$/, '')
  const [pattern, question] = wording.own.find(([own]) => own.test(said)) ?? []
  return pattern && question ? said.replace(pattern, question) : wording[kind](title)
}

/** One of each in turn, so that a short list shows every kind. */
function interleave<Item>(lists: readonly (readonly Item[])[]): Item[] {
  const longest = Math.max(...lists.map((list) => list.length))
  return Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list[index] ?? [])).flat()
}
