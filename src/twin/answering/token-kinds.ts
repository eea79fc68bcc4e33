import { fold } from '../text/terms.ts'
import type { Token } from '../text/terms.ts'
import type { Language } from '../text/language.ts'

/** What a token of a passage could answer, as bits. */
export const tokenKind = {
  stop: 1,
  number: 2,
  /** A year, a month, a day of the week, "century". */
  time: 4,
  /** Written with a capital where the language does not ask for one; in German every noun has one. */
  capital: 8,
  /** One of two or more capitalised words in a row. */
  nameRun: 16,
  /** A capitalised word after a preposition of place. */
  place: 32,
  /** A number with a unit, a currency or a percent sign. */
  quantity: 64,
} as const

/** What a sentence does, as bits. */
export const sentenceCue = {
  /** Gives a reason: because, weil, parce que, porque. */
  reason: 1,
  /** Says what something is: "is a", "ist ein". */
  definition: 2,
  /** Says what something is called. */
  naming: 4,
  quote: 8,
  parenthesis: 16,
  /** Opens with a pronoun that stands for something in the sentence before. */
  pronounStart: 32,
  /** Ends in a question mark. */
  question: 64,
  /** Says how: "by …ing", "durch". */
  manner: 128,
} as const

const numberWords = wordSet(
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion dozen half third quarter twice ' +
    'zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig hundert tausend million millionen milliarde milliarden dutzend hälfte drittel viertel ' +
    'deux trois quatre cinq sept huit neuf dix onze douze quinze vingt trente quarante cinquante soixante cent mille millions milliard milliards douzaine moitié tiers quart ' +
    'dos tres cuatro cinco seis siete ocho nueve diez once doce quince veinte treinta cuarenta cincuenta cien ciento mil millon millones docena mitad tercio cuarto',
)
const timeWords = wordSet(
  'january february march april june july august september october november december monday tuesday wednesday thursday friday saturday sunday century centuries decade spring summer autumn winter today yesterday ' +
    'januar februar märz mai juni juli oktober dezember montag dienstag mittwoch donnerstag freitag samstag sonntag jahrhundert jahrhunderts jahrzehnt frühling sommer herbst ' +
    'janvier février mars avril juin juillet août septembre octobre novembre décembre lundi mardi mercredi jeudi vendredi samedi dimanche siècle siècles décennie printemps été automne hiver ' +
    'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes miércoles jueves viernes sábado domingo siglo década primavera verano otoño invierno',
)
const placePrepositions: Record<Language, ReadonlySet<string>> = {
  en: wordSet('in at near from to into of'),
  de: wordSet('in im aus nach bei von am zu'),
  fr: wordSet('a au aux en dans de du des chez vers pres'),
  es: wordSet('en de del a al desde hacia cerca'),
  und: wordSet(''),
}
const units = wordSet(
  'percent per cent km m cm mm mi mile miles meter meters metre metres kilometre kilometres kilometers foot feet inch inches acre acres hectare hectares kg g ton tons tonnes pound pounds lb dollar dollars euro euros eur usd gbp hour hours minute minutes second seconds day days week weeks month months year years degree degrees gb tb mb ' +
    'prozent meter kilometer tonnen stunde stunden minuten sekunden tage tagen wochen monate monaten jahre jahren grad hektar euro ' +
    'pourcent mètres kilomètres hectares tonnes heures minutes secondes jours semaines mois ans années degrés ' +
    'metros kilómetros hectáreas toneladas horas minutos segundos días semanas meses años grados dólares',
)

const reasonCue: Record<Language, RegExp> = {
  en: /\b(?:because|due to|since|therefore|thus|so that|in order to|as a result|owing to|reason|caused|hence|led to)\b/i,
  de: /\b(?:weil|da|denn|deshalb|daher|wegen|aufgrund|damit|um\b.*\bzu|Grund|Ursache|folglich|somit)\b/i,
  fr: /(?:parce qu|car |en raison|à cause|puisqu|afin d|afin que|c'est pourquoi|grâce à|raison|cause|pour que)/i,
  es: /(?:porque|debido a|ya que|por eso|por lo tanto|a causa|puesto que|con el fin|razón|motivo|para que|gracias a)/i,
  und: /(?!)/,
}
const definitionCue: Record<Language, RegExp> = {
  en: /\b(?:is|are|was|were) (?:a|an|the|any|one of)\b|\b(?:refers? to|means|defined as|consists? of)\b/i,
  de: /\b(?:ist|sind|war|waren) (?:ein|eine|einer|der|die|das|jene)\b|\b(?:bezeichnet|bedeutet|versteht man|besteht aus)\b/i,
  fr: /(?:est|sont|était|fut) (?:un|une|le|la|les|des|l')|(?:désigne|signifie|consiste|se compose)/i,
  es: /(?:es|son|era|fue) (?:un|una|el|la|los|las|uno)\b|(?:se refiere|significa|consiste|se define|se compone)/i,
  und: /(?!)/,
}
const namingCue: Record<Language, RegExp> = {
  en: /\b(?:called|named|known as|termed|referred to as|name|nicknamed|titled|dubbed)\b/i,
  de: /\b(?:genannt|namens|bekannt als|heißt|hießen|hieß|bezeichnet|Name|Namen|nennt)\b/i,
  fr: /(?:appelée?s?\b|nommée?s?\b|connue?s? sous|dénommé|surnommé|intitulé|\bnom\b)/i,
  es: /(?:llamad[oa]s?\b|conocid[oa]s? como|denominad[oa]s?|se llama|nombre|apodad[oa]|titulad[oa])/i,
  und: /(?!)/,
}
const mannerCue: Record<Language, RegExp> = {
  en: /\bby (?:\w+ly )?\w+ing\b|\b(?:using|through|via|by means of)\b/i,
  de: /\b(?:durch|mittels|indem|mithilfe|mit Hilfe)\b/i,
  fr: /(?:\ben \w+ant\b|grâce à|au moyen|à l'aide|par le biais)/i,
  es: /(?:\b\w+[aei]ndo\b|mediante|por medio|a través)/i,
  und: /(?!)/,
}
const pronouns: Record<Language, ReadonlySet<string>> = {
  en: wordSet('he she it they this these that those his her its their there such'),
  de: wordSet('er sie es dies diese dieser dieses sein seine ihr ihre dort dabei dadurch dazu das'),
  fr: wordSet('il elle ils elles ce cette ces cela son sa ses leur leurs celui celle'),
  es: wordSet('el ella ello ellos ellas esto este esta estos estas su sus eso ese esa'),
  und: wordSet(''),
}

/**
 * Writes the kinds of tokens `from` to `to` (one sentence) into `kinds`. `capitalised` holds the terms that have a capital
 * inside some sentence of the passage, which tells a name from a word that merely opens the sentence.
 */
export function tokenKinds(
  text: string,
  tokens: readonly Token[],
  from: number,
  to: number,
  language: Language,
  capitalised: ReadonlySet<string>,
  kinds: Uint16Array,
): void {
  const prepositions = placePrepositions[language]
  let previousCapital = false
  for (let index = from; index < to; index++) {
    const token = tokens[index]!
    let kind = token.stop ? tokenKind.stop : 0
    const first = text.charCodeAt(token.start)
    if (first >= 48 && first <= 57) {
      kind |= tokenKind.number
      if (isYear(token.word)) kind |= tokenKind.time
      const next = tokens[index + 1]
      if ((next && index + 1 < to && units.has(next.word)) || hasSign(text, token)) kind |= tokenKind.quantity
    } else {
      if (numberWords.has(token.word)) kind |= tokenKind.number
      if (timeWords.has(token.word) || (token.word === 'may' && index > from && isCapital(text, token)))
        kind |= tokenKind.time
    }
    const capital = isCapital(text, token) && !(index === from && token.stop)
    if (capital) {
      if (index > from || capitalised.has(token.term)) kind |= tokenKind.capital
      const joined = previousCapital && isJoined(text, tokens[index - 1]!, token)
      if (joined) {
        kind |= tokenKind.nameRun | tokenKind.capital
        kinds[index - 1]! |= tokenKind.nameRun | tokenKind.capital
      }
      const before = tokens[index - 1]
      if (
        index > from &&
        before &&
        (prepositions.has(before.word) || (joined && (kinds[index - 1]! & tokenKind.place) !== 0))
      )
        kind |= tokenKind.place
    }
    previousCapital = capital
    kinds[index] = kind
  }
}

/** Bits of `sentenceCue` for one sentence. */
export function sentenceCues(
  sentence: string,
  tokens: readonly Token[],
  from: number,
  to: number,
  language: Language,
): number {
  let cues = 0
  if (reasonCue[language].test(sentence)) cues |= sentenceCue.reason
  if (definitionCue[language].test(sentence)) cues |= sentenceCue.definition
  if (namingCue[language].test(sentence)) cues |= sentenceCue.naming
  if (mannerCue[language].test(sentence)) cues |= sentenceCue.manner
  if (/["“”«»„]/.test(sentence)) cues |= sentenceCue.quote
  if (/[([]/.test(sentence)) cues |= sentenceCue.parenthesis
  if (/\?["”»)]?$/.test(sentence)) cues |= sentenceCue.question
  if (from < to && pronouns[language].has(tokens[from]!.word)) cues |= sentenceCue.pronounStart
  return cues
}

/** Four digits that read as a year, or a decade ("1850s"). */
export function isYear(word: string): boolean {
  return /^(?:1\d|20)\d\d(?:s|er)?$/.test(word)
}

export function isCapital(text: string, token: Pick<Token, 'start'>): boolean {
  const first = text[token.start]!
  return first !== first.toLowerCase()
}

/** Only blanks, a full stop of an initial, a hyphen or an apostrophe between two tokens. */
function isJoined(text: string, left: Token, right: Token): boolean {
  const gap = text.slice(left.end, right.start)
  return gap === ' ' || gap === '-' || gap === '’' || gap === "'" || (gap === '. ' && left.end - left.start === 1)
}

function hasSign(text: string, token: Token): boolean {
  const before = text[token.start - 1] ?? ''
  const after = text.slice(token.end, token.end + 2)
  return '$€£¥'.includes(before || ' ') || /^\s?[%€$°£]/.test(after)
}

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' ').map(fold))
}
