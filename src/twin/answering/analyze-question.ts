import { fold, tokenize } from '../text/terms.ts'
import type { Token } from '../text/terms.ts'
import type { Language } from '../text/language.ts'
import { wordVectors } from '../text/word-vectors.ts'
import type { QueryTerm } from '../retrieval/search-result.ts'
import { irregularForms } from './irregular-verbs.ts'
import { framingWeight, wordWeight } from './light-words.ts'
import { alternativesOf } from './concept-terms.ts'
import { isCapital } from './token-kinds.ts'
import { questionForm } from './question-type.ts'
import { strategyFor } from './strategy.ts'
import type { AnswerType, QuestionForm } from './question-type.ts'

/** One word of the question that an answer should have, in question order. Its index is the `group` of its query terms. */
export interface QuestionWord {
  readonly term: string
  /** Folded, not stemmed. */
  readonly word: string
  /** 1 for a content word, less for words that only frame the question or come from the conversation. */
  readonly weight: number
  /** A proper name, a number, an acronym, or inside quotation marks: an answer without it is about something else. */
  readonly entity: boolean
  readonly number: boolean
  /** Taken over from the conversation. */
  readonly inherited: boolean
}

export interface Question {
  readonly text: string
  readonly language: Language
  readonly type: AnswerType
  /** Asks for a story: "Tell me about a time when …". */
  readonly wantsStory: boolean
  /** Put to the person: "you", "your". Such questions are short and their answers use other words. */
  readonly addressed: boolean
  readonly words: readonly QuestionWord[]
  /** For the search: one term per word, and alternatives added by `withAlternatives`. */
  readonly terms: readonly QueryTerm[]
  /** Unit vector of the question, of the one before it too when it leans on that: see `wordVectors`. */
  readonly vector: Float32Array
  /** Index into `words` of X in "which X" and "how many X", which an answer names too; -1 without one. */
  readonly askedNoun: number
  /** True when words were taken over from the conversation. */
  readonly followUp: boolean
  /** Folded texts of sentences the conversation has already given, when the question asks for something else. */
  readonly given: ReadonlySet<string>
  /** "and before that?": the answer should lie before or after this year. */
  readonly relativeTo?: { readonly relation: 'before' | 'after'; readonly year: number }
}

/** One earlier turn of the conversation, oldest first. */
export interface Turn {
  readonly question: string
  /** The sentences shown as its answer. */
  readonly sentences: readonly string[]
}

/** Questions have up to 2,000 characters; words beyond this many add nothing but cost. */
const maxWords = 24

const inheritedWeight = 0.6
/** A name goes on being what is talked about. */
const inheritedNameWeight = 0.9
const answeredWeight = 0.25

/** Content words of a question, what kind of answer it wants, and what it takes over from the conversation. */
export function analyzeQuestion(question: string, language: Language, conversation: readonly Turn[] = []): Question {
  const text = question.normalize('NFC')
  const tokens = tokenize(text, language)
  const form = questionForm(tokens, language)
  const own = ownWords(text, tokens, language, form)
  const previous = conversation.at(-1)
  const followUp = previous !== undefined && isFollowUp(tokens, own, language)
  const relation = followUp ? timeRelation(tokens) : undefined
  const words = followUp ? [...own, ...inherited(own, previous, language, relation === undefined)] : own
  const kept = words.slice(0, maxWords)
  const year = previous && relation ? boundaryYear(previous.sentences, relation) : undefined
  return {
    text,
    language,
    type:
      followUp && form.type === 'open' ? questionForm(tokenize(previous.question, language), language).type : form.type,
    wantsStory: strategyFor(text, language) === 'star',
    addressed: isAddressed(text, tokens, language),
    words: kept,
    terms: kept.flatMap((word, group) => [
      ...[word.term, ...irregularForms(word.term, language)].map((term) => ({ term, weight: word.weight, group })),
      ...alternativesOf(word, group, language),
    ]),
    askedNoun: askedNoun(tokens, form, kept),
    vector: wordVectors().embedQuestion(
      followUp ? [...tokens, ...tokenize(previous.question, language)] : tokens,
      language,
    ),
    followUp,
    given: followUp ? new Set(conversation.flatMap((turn) => turn.sentences).map(fold)) : new Set(),
    ...(relation && year !== undefined ? { relativeTo: { relation, year } } : {}),
  }
}

/** How far after "which" or "how many" the noun may stand: "how many open tickets". */
const askedNounReach = 2

function askedNoun(tokens: readonly Token[], form: QuestionForm, words: readonly QuestionWord[]): number {
  if (form.at < 0 || !['number', 'name', 'definition'].includes(form.type)) return -1
  const from = Math.max(...form.phraseTokens) + 1
  for (let index = from; index < Math.min(from + askedNounReach, tokens.length); index++) {
    if (tokens[index]!.stop || index === form.nounAt) continue
    return words.findIndex(({ term, inherited }) => term === tokens[index]!.term && !inherited)
  }
  return -1
}

/** A term that may stand for a word of the question, such as a synonym. */
export interface Alternative {
  /** Index into `question.words`. */
  readonly group: number
  readonly term: string
  /** Above 0, at most 1: how much of the word it covers. */
  readonly weight: number
}

/** Adds alternatives to a question's terms. A matched alternative counts as its word at the alternative's weight. */
export function withAlternatives(question: Question, alternatives: readonly Alternative[]): Question {
  const added = alternatives.map(({ group, term, weight }) => ({
    group,
    term,
    weight: weight * (question.words[group]?.weight ?? 0),
  }))
  return { ...question, terms: [...question.terms, ...added.filter((term) => term.weight > 0)] }
}

function ownWords(text: string, tokens: readonly Token[], language: Language, form: QuestionForm): QuestionWord[] {
  const quoted = quotedSpans(text)
  const words: QuestionWord[] = []
  const seen = new Set<string>()
  tokens.forEach((token, index) => {
    if (form.phraseTokens.has(index)) return
    const isQuoted = quoted.some(([start, end]) => token.start >= start && token.end <= end)
    const digits = /^\p{N}/u.test(token.word)
    const proper = isProper(text, token, index, language)
    if (token.stop && !(proper && token.word.length > 1)) return
    if (seen.has(token.term)) return
    seen.add(token.term)
    const light = index === form.nounAt ? framingWeight : wordWeight(token.term, language)
    const entity = isQuoted || digits || (proper && light > framingWeight)
    words.push({
      term: token.term,
      word: token.word,
      weight: entity ? 1 : light,
      entity,
      number: digits,
      inherited: false,
    })
  })
  return words
}

/** Capitalised inside the sentence, or all capitals. In German, where every noun is, only all capitals and mixed case count. */
function isProper(text: string, token: Token, index: number, language: Language): boolean {
  const written = text.slice(token.start, token.end)
  if (/^[\p{Lu}\p{N}]{2,}$/u.test(written) || /\p{Ll}\p{Lu}/u.test(written)) return true
  return index > 0 && language !== 'de' && isCapital(text, token) && !token.stop
}

function quotedSpans(text: string): [start: number, end: number][] {
  return Array.from(text.matchAll(/["“„«]([^"“”„«»]{2,80})["”“»]/g), (match) => [
    match.index,
    match.index + match[0].length,
  ])
}

const secondPerson: Record<Language, ReadonlySet<string>> = {
  en: new Set('you your yours yourself u ur'.split(' ')),
  de: new Set('du dein deine deinem deinen deiner deines dir dich dein'.split(' ')),
  fr: new Set('vous votre vos tu ton ta tes te toi t'.split(' ')),
  es: new Set(
    'tu tus te ti tuyo usted ustedes vuestro eres estas has tienes puedes haces sabes quieres trabajas vives hablas conoces prefieres usas llevas hiciste fuiste estudiaste trabajaste aprendiste'.split(
      ' ',
    ),
  ),
  und: new Set(),
}
/** The polite German form differs from "she" and "they" by its capital only. */
const politeGerman = new Set(['Sie', 'Ihnen', 'Ihr', 'Ihre', 'Ihrem', 'Ihren', 'Ihrer', 'Ihres'])

function isAddressed(text: string, tokens: readonly Token[], language: Language): boolean {
  return tokens.some(
    (token, index) =>
      secondPerson[language].has(token.word) ||
      (language === 'de' && index > 0 && politeGerman.has(text.slice(token.start, token.end))),
  )
}

/** Words that point back into the conversation. */
const pointers: Record<Language, string> = {
  en: 'it that this they them he she him her his their there then those these one ones its',
  de: 'es das dies er sie ihn ihm ihr ihnen sein seine dort da dann davor danach dabei dazu darüber davon damit',
  fr: 'il elle ils elles ce cela ca y en lui leur son sa ses celui celle la',
  es: 'el ella ellos ellas eso esto ese esa alli ahi entonces lo su sus aquello',
  und: '',
}
/** First words of a question that continues the one before. */
const continuers: Record<Language, string> = {
  en: 'and but so also why how when where what about else more another before after then really',
  de: 'und aber also auch warum wieso weshalb wie wann wo noch mehr davor danach vorher',
  fr: 'et mais donc aussi pourquoi comment quand ou encore plus avant apres alors',
  es: 'y pero entonces tambien porque por como cuando donde mas antes despues',
  und: '',
}

/** A question that cannot stand alone: nothing of its own to search for, or little and a word that points back. */
function isFollowUp(tokens: readonly Token[], own: readonly QuestionWord[], language: Language): boolean {
  const content = own.filter((word) => word.weight > framingWeight)
  if (content.length === 0) return true
  if (content.length > 3 || content.some((word) => word.entity && !word.number)) {
    return tokens.length > 0 && startsWith(tokens, 'and but et mais und aber y pero') && content.length <= 2
  }
  const first = tokens[0]?.word ?? ''
  const pointing = tokens.some((token) => pointers[language].split(' ').includes(token.word))
  return (
    pointing ||
    (content.length <= 2 && tokens.length <= 5 && startsWith(tokens, 'and but et mais und aber y pero')) ||
    (content.length <= 1 && tokens.length <= 4 && continuers[language].split(' ').includes(first))
  )
}

function startsWith(tokens: readonly Token[], words: string): boolean {
  return words.split(' ').includes(tokens[0]?.word ?? '')
}

/**
 * What the question before was about, and `withNames` the names in its answer: "why?" is about them, "before that?" is about
 * others.
 */
function inherited(
  own: readonly QuestionWord[],
  previous: Turn,
  language: Language,
  withNames: boolean,
): QuestionWord[] {
  const seen = new Set(own.map((word) => word.term))
  const words: QuestionWord[] = []
  const add = (text: string, weight: number, only: (word: QuestionWord) => boolean) => {
    const tokens = tokenize(text, language)
    for (const word of ownWords(text, tokens, language, questionForm(tokens, language))) {
      if (seen.has(word.term) || !only(word)) continue
      seen.add(word.term)
      words.push({
        ...word,
        weight: word.weight * (word.entity ? inheritedNameWeight : weight),
        entity: false,
        inherited: true,
      })
    }
  }
  add(previous.question, inheritedWeight, () => true)
  if (!withNames) return words
  for (const sentence of previous.sentences.slice(0, 2))
    add(sentence, answeredWeight, (word) => word.entity && !word.number)
  return words
}

const beforeWords = new Set(
  'before previously earlier prior davor vorher zuvor avant auparavant antes previamente'.split(' '),
)
const afterWords = new Set(
  'after afterwards later next since danach nachher spater apres ensuite despues luego'.split(' '),
)

function timeRelation(tokens: readonly Token[]): 'before' | 'after' | undefined {
  if (tokens.some((token) => beforeWords.has(token.word))) return 'before'
  return tokens.some((token) => afterWords.has(token.word)) ? 'after' : undefined
}

function boundaryYear(sentences: readonly string[], relation: 'before' | 'after'): number | undefined {
  const years = sentences.flatMap((sentence) =>
    Array.from(sentence.matchAll(/\b(?:19|20)\d\d\b/g), ([year]) => Number(year)),
  )
  if (years.length === 0) return undefined
  return relation === 'before' ? Math.min(...years) : Math.max(...years)
}
