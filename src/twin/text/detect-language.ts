import { readFileSync } from 'node:fs'
import { stopwords as english } from '@orama/stopwords/english'
import { stopwords as french } from '@orama/stopwords/french'
import { stopwords as german } from '@orama/stopwords/german'
import { stopwords as spanish } from '@orama/stopwords/spanish'
import { visitLanguageFeatures } from './language-features.ts'
import type { Language } from './language.ts'

export const detectableLanguages = ['en', 'fr', 'de', 'es'] as const
type Detectable = (typeof detectableLanguages)[number]

/** What one step of an 8-bit weight is worth. */
export const weightScale = 0.08

/** What a word (or letter) that only one of the languages uses is worth, against the n-grams. Fitted on short questions. */
const markerWeight = 8

/** Beside the stop words: question words, and the nouns that people type alone. Words of several languages count for none. */
const typicalWords: Record<Detectable, string> = {
  en: 'what where who when how why does do did you your is are the and tell me which any have had can would should salary skills hobbies strengths weaknesses experience phone number address work job years notice',
  fr: 'où quel quelle quels quelles que qui quoi comment quand pourquoi combien ton ta tes vos votre mon des tu vous est-ce depuis chez et salaire compétences loisirs diplôme expérience téléphone adresse travail métier années préavis permis faiblesses',
  de: 'wo wer was wie wann warum welche welcher welches du dein deine deiner sie hast bist kannst und bei von seit viele ein eine gib mir gehalt fähigkeiten hobbys stärken schwächen erfahrung berufserfahrung telefonnummer adresse arbeit beruf arbeitserlaubnis kündigungsfrist führerschein homeoffice',
  es: 'dónde donde qué cuál cuáles cuándo cuando cómo quién quiénes cuánto cuántos por tu tus eres tienes del los las desde salario sueldo habilidades aficiones fortalezas debilidades experiencia teléfono dirección trabajo empleo años preaviso permiso vives',
}
const letters: readonly (readonly [Detectable, RegExp])[] = [
  ['es', /[¿¡ñ]/],
  ['de', /[ßäü]|ö/],
  ['fr', /[œêèçàûùî]|(?:^|[^\p{L}])(?:qu|[ldjnscmt])['’]\p{L}/u],
]

/**
 * Below this share of stop words a longer text is in none of the languages. Lists of products in English reach 0.2, prose
 * 0.3 to 0.5, Dutch and Polish less than 0.14; Italian and Portuguese share enough words with Spanish to pass as it.
 */
const minStopWordShare = 0.16
const minWordsForShare = 25

interface Model {
  readonly weights: Int8Array
  readonly stopWords: Record<Detectable, ReadonlySet<string>>
  /** Word -> the one language that uses it. */
  readonly markers: ReadonlyMap<string, Detectable>
}

let model: Model | undefined

/**
 * The language of a text: hashed character n-grams (trained by eval/fit/train-language-detector.ts) and the words that
 * only one language has.
 * @param fallback answered when unsure: 'en' suits questions, 'und' documents.
 */
export function detectLanguage(text: string, fallback: Language = 'en'): Language {
  model ??= loadModel()
  const { weights, stopWords, markers } = model
  const scores = [0, 0, 0, 0]
  const total = visitLanguageFeatures(text, (bucket) => {
    for (let k = 0; k < 4; k++) scores[k]! += weights[bucket * 4 + k]!
  })
  if (total === 0) return fallback
  for (let k = 0; k < 4; k++) scores[k]! *= weightScale / Math.sqrt(total)

  const lower = text.slice(0, 5_000).toLowerCase().normalize('NFC')
  const words = lower.match(/\p{L}+/gu) ?? []
  if (words.filter((word) => /\p{sc=Latin}/u.test(word)).length < words.length / 2) return fallback
  const markerValue = markerWeight / Math.sqrt(words.length)
  for (const word of words) {
    const language = markers.get(word)
    if (language !== undefined) scores[detectableLanguages.indexOf(language)]! += markerValue
  }
  for (const [language, pattern] of letters) {
    if (pattern.test(lower)) scores[detectableLanguages.indexOf(language)]! += markerValue
  }

  const best = scores.indexOf(Math.max(...scores))
  const probability = 1 / scores.reduce((sum, score) => sum + Math.exp(score - scores[best]!), 0)
  if (probability < neededProbability(words.length)) return fallback
  const language = detectableLanguages[best]!
  if (words.length >= minWordsForShare) {
    const common = words.reduce((sum, word) => sum + (stopWords[language].has(word) ? 1 : 0), 0)
    if (common < minStopWordShare * words.length) return fallback
  }
  return language
}

/** A name or a product alone looks like some language; it must look very much like it. */
function neededProbability(words: number): number {
  return words <= 1 ? 0.95 : words <= 3 ? 0.8 : 0.5
}

function loadModel(): Model {
  const bytes = readFileSync(new URL('./language-weights.bin', import.meta.url))
  const stopWords = { en: wordSet(english), fr: wordSet(french), de: wordSet(german), es: wordSet(spanish) }
  const owners = new Map<string, Detectable | undefined>()
  for (const language of detectableLanguages) {
    for (const word of new Set([...stopWords[language], ...typicalWords[language].split(' ')])) {
      owners.set(word, owners.has(word) ? undefined : language)
    }
  }
  const markers = [...owners].filter((entry): entry is [string, Detectable] => entry[1] !== undefined)
  return { weights: new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length), stopWords, markers: new Map(markers) }
}

function wordSet(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.flatMap((word) => word.toLowerCase().normalize('NFC').split(/['’]/)))
}
