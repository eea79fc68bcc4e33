import { fold, stem } from '../text/terms.ts'
import type { Token } from '../text/terms.ts'
import type { Language } from '../text/language.ts'

/**
 * What kind of thing a question asks for. `name` is "which/what + noun" whose noun says nothing about the kind, and
 * "what is X called"; `open` is everything else, such as "tell me about …".
 */
export type AnswerType =
  'person' | 'place' | 'time' | 'number' | 'reason' | 'manner' | 'definition' | 'name' | 'yesno' | 'open'

type SpokenLanguage = Exclude<Language, 'und'>

/** Question words, as folded words; the first one found in a question decides. Longer phrases stand before shorter ones. */
const phrases: Record<SpokenLanguage, readonly (readonly [string, AnswerType | 'which'])[]> = {
  en: [
    ['how many', 'number'],
    ['how much', 'number'],
    ['how long ago', 'time'],
    ['how long', 'number'],
    ['how old', 'number'],
    ['how often', 'number'],
    ['how far', 'number'],
    ['how large', 'number'],
    ['how big', 'number'],
    ['how tall', 'number'],
    ['how high', 'number'],
    ['how wide', 'number'],
    ['how deep', 'number'],
    ['how fast', 'number'],
    ['how heavy', 'number'],
    ['how come', 'reason'],
    ['how', 'manner'],
    ['since when', 'time'],
    ['when', 'time'],
    ['who', 'person'],
    ['whom', 'person'],
    ['whose', 'person'],
    ['where', 'place'],
    ['why', 'reason'],
    ['what', 'which'],
    ['which', 'which'],
  ],
  de: [
    ['wie viele', 'number'],
    ['wie viel', 'number'],
    ['wieviel', 'number'],
    ['wieviele', 'number'],
    ['wie vielen', 'number'],
    ['wie lange', 'number'],
    ['wie lang', 'number'],
    ['wie hoch', 'number'],
    ['wie gross', 'number'],
    ['wie groß', 'number'],
    ['wie alt', 'number'],
    ['wie weit', 'number'],
    ['wie oft', 'number'],
    ['wie schwer', 'number'],
    ['wie tief', 'number'],
    ['wie breit', 'number'],
    ['wie schnell', 'number'],
    ['wie heisst', 'name'],
    ['wie heißt', 'name'],
    ['wie heissen', 'name'],
    ['wie heißen', 'name'],
    ['wie nennt', 'name'],
    ['wie', 'manner'],
    ['seit wann', 'time'],
    ['wann', 'time'],
    ['wer', 'person'],
    ['wen', 'person'],
    ['wem', 'person'],
    ['wessen', 'person'],
    ['wo', 'place'],
    ['woher', 'place'],
    ['wohin', 'place'],
    ['warum', 'reason'],
    ['weshalb', 'reason'],
    ['wieso', 'reason'],
    ['weswegen', 'reason'],
    ['wozu', 'reason'],
    ['wodurch', 'manner'],
    ['womit', 'manner'],
    ['wovon', 'which'],
    ['woraus', 'which'],
    ['worauf', 'which'],
    ['woran', 'which'],
    ['worin', 'which'],
    ['worueber', 'which'],
    ['worüber', 'which'],
    ['wofür', 'which'],
    ['wogegen', 'which'],
    ['was', 'which'],
    ['welche', 'which'],
    ['welcher', 'which'],
    ['welches', 'which'],
    ['welchem', 'which'],
    ['welchen', 'which'],
  ],
  fr: [
    ['combien de temps', 'number'],
    ['combien', 'number'],
    ['depuis quand', 'time'],
    ['quand', 'time'],
    ['pourquoi', 'reason'],
    ['comment s appelle', 'name'],
    ['comment', 'manner'],
    ['qu est', 'which'],
    ['qui', 'person'],
    ['ou', 'place'],
    ['quoi', 'which'],
    ['quel', 'which'],
    ['quelle', 'which'],
    ['quels', 'which'],
    ['quelles', 'which'],
    ['lequel', 'which'],
    ['laquelle', 'which'],
    ['que', 'which'],
    ['qu', 'which'],
  ],
  es: [
    ['cuanto tiempo', 'number'],
    ['cuanto', 'number'],
    ['cuanta', 'number'],
    ['cuantos', 'number'],
    ['cuantas', 'number'],
    ['desde cuando', 'time'],
    ['cuando', 'time'],
    ['por que', 'reason'],
    ['como se llama', 'name'],
    ['como se llaman', 'name'],
    ['como', 'manner'],
    ['quien', 'person'],
    ['quienes', 'person'],
    ['donde', 'place'],
    ['adonde', 'place'],
    ['cual', 'which'],
    ['cuales', 'which'],
    ['que', 'which'],
  ],
}

/** Nouns that name the kind of answer after "which" or "what": "in what year", "what is the height". */
const nouns: Record<SpokenLanguage, Partial<Record<AnswerType, string>>> = {
  en: {
    time: 'year years date day month century decade time period era season anniversary',
    number:
      'number amount percent percentage population height length width depth distance age temperature size cost price salary speed rate proportion fraction ratio area weight total quantity revenue budget duration share',
    place: 'country city place location town state region province continent island river capital village area',
    person:
      'person people president king queen emperor author founder leader scientist minister inventor director architect general man woman philosopher theorist professor mathematician singer actor artist colleague manager boss student',
    reason: 'reason cause purpose motivation why',
    manner: 'way method',
  },
  de: {
    time: 'jahr jahre jahren jahrhundert datum tag monat zeit zeitraum jahrzehnt epoche uhrzeit',
    number:
      'anzahl zahl prozent prozentsatz einwohnerzahl bevölkerung höhe länge breite tiefe entfernung alter temperatur größe kosten preis gehalt geschwindigkeit anteil fläche gewicht menge umsatz dauer betrag',
    place: 'land stadt ort staat region provinz kontinent insel fluss hauptstadt dorf gegend bundesland',
    person:
      'person personen präsident könig königin kaiser autor autorin gründer wissenschaftler minister erfinder direktor architekt general mann frau philosoph professor künstler kollege',
    reason: 'grund ursache zweck gründe',
    manner: 'weise methode',
  },
  fr: {
    time: 'année an années date jour mois siècle décennie époque période moment heure',
    number:
      'nombre pourcentage population hauteur longueur largeur profondeur distance âge température taille coût prix salaire vitesse taux proportion superficie poids quantité montant durée part',
    place:
      'pays ville lieu endroit état région province continent île fleuve rivière capitale village commune département',
    person:
      'personne personnes président roi reine empereur auteur fondateur scientifique ministre inventeur directeur architecte général homme femme philosophe professeur artiste collègue',
    reason: 'raison cause motif but raisons causes',
    manner: 'manière façon méthode',
  },
  es: {
    time: 'año años fecha día mes siglo década época período periodo momento hora',
    number:
      'número porcentaje población altura longitud anchura profundidad distancia edad temperatura tamaño coste costo precio salario velocidad tasa proporción superficie peso cantidad total duración',
    place: 'país ciudad lugar sitio estado región provincia continente isla río capital pueblo municipio',
    person:
      'persona personas presidente rey reina emperador autor fundador científico ministro inventor director arquitecto general hombre mujer filósofo profesor artista colega',
    reason: 'razón causa motivo fin razones causas',
    manner: 'manera modo método',
  },
}

/** Verbs that open a yes/no question when they stand first. */
const yesNoOpeners: Record<SpokenLanguage, string> = {
  en: 'do does did is are was were has have had can could will would should may might am',
  de: 'ist sind war waren hat haben hatte hast bist kann kannst können wird würde gibt gab hatten habt darf soll muss',
  fr: 'est-ce as avez a ont es êtes peut pouvez peux sont était étaient avait connais connaissez',
  es: 'es son fue ha has han hay puede puedes tiene tienes eres era hubo conoces sabes',
}

interface Table {
  readonly phrases: readonly { words: readonly string[]; type: AnswerType | 'which' }[]
  readonly nounTypes: ReadonlyMap<string, AnswerType>
  readonly openers: ReadonlySet<string>
}

const tables = new Map<SpokenLanguage, Table>()

function tableOf(language: SpokenLanguage): Table {
  let table = tables.get(language)
  if (!table) {
    const nounTypes = new Map<string, AnswerType>()
    for (const [type, list] of Object.entries(nouns[language]) as [AnswerType, string][])
      for (const noun of list.split(' ')) nounTypes.set(stem(noun, language), type)
    table = {
      phrases: phrases[language].map(([phrase, type]) => ({ words: phrase.split(' ').map(fold), type })),
      nounTypes,
      openers: new Set(yesNoOpeners[language].split(/[ -]/).map(fold)),
    }
    tables.set(language, table)
  }
  return table
}

export interface QuestionForm {
  readonly type: AnswerType
  /** Index of the first token of the question phrase, -1 when there is none. */
  readonly at: number
  /** Tokens of the question phrase itself ("how many"); nothing to look for. */
  readonly phraseTokens: ReadonlySet<number>
  /** Index of the noun that names the type ("what year"), -1 when there is none. */
  readonly nounAt: number
}

/** How far after "which" the noun that names the kind of answer may stand ("which ancient city"), and after "what is". */
const nounReach = 2
const nounReachAfterCopula = 4

const copulas = new Set(
  'is are was were s ist sind war waren est sont etait etaient fut es son fue era eran'.split(' '),
)

/** Reads the expected kind of answer from the words of a question. Rules and word lists, no statistics. */
export function questionForm(tokens: readonly Token[], language: Language): QuestionForm {
  if (language === 'und') return { type: 'open', at: -1, phraseTokens: new Set(), nounAt: -1 }
  const table = tableOf(language)
  for (let at = 0; at < tokens.length; at++) {
    for (const phrase of table.phrases) {
      if (!phrase.words.every((word, offset) => tokens[at + offset]?.word === word)) continue
      const covered = new Set(phrase.words.map((_, offset) => at + offset))
      if (phrase.type !== 'which') return { type: phrase.type, at, phraseTokens: covered, nounAt: -1 }
      return whichForm(tokens, table, at, at + phrase.words.length, covered)
    }
  }
  const first = tokens[0]
  return {
    type: first && table.openers.has(first.word) ? 'yesno' : 'open',
    at: -1,
    phraseTokens: new Set(),
    nounAt: -1,
  }
}

function whichForm(
  tokens: readonly Token[],
  table: Table,
  at: number,
  next: number,
  covered: ReadonlySet<number>,
): QuestionForm {
  const reach = copulas.has(tokens[next]?.word ?? '') ? nounReachAfterCopula : nounReach
  for (let index = next; index < Math.min(next + reach, tokens.length); index++) {
    const type = table.nounTypes.get(tokens[index]!.term)
    if (type) return { type, at, phraseTokens: covered, nounAt: index }
  }
  const content = tokens.filter((token, index) => !token.stop && !covered.has(index))
  return { type: content.length <= 2 && at === 0 ? 'definition' : 'name', at, phraseTokens: covered, nounAt: -1 }
}
