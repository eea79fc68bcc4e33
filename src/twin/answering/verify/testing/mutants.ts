import type { VerifiedLanguage } from '../lexicon/lexicon.ts'
import { corpus, ownerName } from './corpus.ts'
import { falseWordings } from './false-wordings.ts'

export interface Mutant {
  readonly kind: string
  readonly text: string
}

const months: Record<VerifiedLanguage, readonly string[]> = {
  en: ['January', 'March', 'May', 'June', 'August', 'October', 'November'],
  fr: ['janvier', 'mars', 'août', 'octobre'],
  de: ['Januar', 'März', 'August', 'Oktober'],
  es: ['enero', 'marzo', 'agosto', 'octubre'],
}
const names = [
  'Brillane Energy',
  'Brillane Énergie',
  'Brillane Energie',
  'Brillane Energía',
  'Corvane Logistics',
  'Corvane Logistique',
  'Corvane Logistik',
  'Corvane Logística',
  'Tomas Verrick',
  'Petra Sollin',
  'Maria Lindqvist',
  'Joon Hadel',
  'Oracle',
  'PostgreSQL',
  'Joon',
  'Idris',
  'Amélie',
  'Lyon',
  'Valmere Institute',
  'Kubernetes',
]
const strangers = ['Halder Freight', 'Nadia Okoro', 'Lisbon', 'MongoDB']

/** Word for word replacements that turn a sentence into another fact. */
const opposites: Record<VerifiedLanguage, readonly (readonly [RegExp, string])[]> = {
  en: [
    [/\bjoined\b/, 'left'],
    [/\bleft\b/, 'joined'],
    [/\breduced\b/, 'increased'],
    [/\bsaved\b/, 'cost'],
    [/\bpassed\b/, 'failed'],
    [/\bfailed\b/, 'passed'],
    [/\bfell\b/, 'rose'],
    [/\bhired\b/, 'fired'],
    [/\bpromoted\b/, 'dismissed'],
    [/\bdeferred\b/, 'approved'],
    [/\btook over\b/, 'handed over'],
    [/\bdoubled\b/, 'halved'],
    [/\bbefore\b/, 'after'],
    [/\bfrom\b/, 'to'],
    [/\bfluent\b/, 'basic'],
    [/\bused\b/, 'built'],
    [/\brepaired\b/, 'broke'],
  ],
  fr: [
    [/\brejoint\b/, 'quitté'],
    [/\béconomisé\b/, 'coûté'],
    [/\bdoublé\b/, 'réduit'],
    [/\bembauchée\b/, 'licenciée'],
    [/\baprès\b/, 'avant'],
    [/\bpendant\b/, 'avant'],
    [/\brepris\b/, 'quitté'],
  ],
  de: [
    [/\bwechselte\b/, 'kündigte'],
    [/\bsparte\b/, 'kostete'],
    [/\bsank\b/, 'stieg'],
    [/\bverdoppelt\b/, 'halbiert'],
    [/\bübernahm\b/, 'verließ'],
    [/\bvon\b/, 'nach'],
    [/\bbeförderte\b/, 'entließ'],
  ],
  es: [
    [/\bentré en\b/, 'dejé'],
    [/\bahorró\b/, 'costó'],
    [/\bbajó\b/, 'subió'],
    [/\bduplicó\b/, 'redujo'],
    [/\basumió\b/, 'dejó'],
    [/\bdurante\b/, 'antes de'],
    [/\bcontrató\b/, 'despidió'],
  ],
}

const strengthened: Record<VerifiedLanguage, readonly (readonly [RegExp, string])[]> = {
  en: [
    [/\bAbout 40\b/, '40'],
    [/\bAbout 40\b/, 'More than 40'],
    [/\bAbout 40 researchers\b/, 'All researchers'],
    [/\bMost of the\b/, 'All of the'],
    [/\bMost of the 46\b/, 'The 46'],
    [/\bAt least three\b/, 'Three'],
    [/\bAt least three customers\b/, 'Most customers'],
    [/\busually\b/, 'always'],
    [/\busually /, ''],
    [/\bone day\b/, 'already'],
    [/\bwould like to lead\b/, 'lead'],
    [/\bplan to finish\b/, 'finished'],
    [/\bI plan to finish\b/, 'I finish'],
    [/\bgood German\b/, 'fluent German'],
    [/\bbasic Spanish\b/, 'Spanish'],
    [/\bJoon says that the new\b/, 'The new'],
    [/\bevery day\b/, 'every hour'],
  ],
  fr: [
    [/\bEnviron 40\b/, '40'],
    [/\bEnviron 40 chercheurs\b/, 'Tous les chercheurs'],
    [/\bJe voudrais diriger\b/, 'Je dirige'],
    [/\bJoon pense que le\b/, 'Le'],
    [/\bchaque jour\b/, 'chaque heure'],
    [/\bvoudrais\b/, 'vais'],
  ],
  de: [
    [/\bEtwa 40\b/, '40'],
    [/\bEtwa 40 Forscher\b/, 'Alle Forscher'],
    [/\bIch möchte eines Tages ein Team von zwanzig Personen leiten\b/, 'Ich leite ein Team von zwanzig Personen'],
    [/\bmöchte\b/, 'werde'],
    [
      /\bJoon glaubt, dass das neue Dashboard den Verkehr verdoppelt hat\b/,
      'Das neue Dashboard hat den Verkehr verdoppelt',
    ],
  ],
  es: [
    [/\bUnos 40\b/, '40'],
    [/\bUnos 40 investigadores\b/, 'Todos los investigadores'],
    [/\bQuisiera dirigir\b/, 'Dirijo'],
    [/\bQuisiera dirigir\b/, 'Voy a dirigir'],
    [/\bJoon cree que el\b/, 'El'],
  ],
}

const additions: Record<VerifiedLanguage, readonly string[]> = {
  en: [
    'and won a national award',
    'with the help of Nadia Okoro',
    'for 90 million dollars',
    'on my own',
    'successfully',
    'within one week',
    'because the board asked me to',
    'at NASA',
  ],
  fr: [
    'et gagné un prix national',
    "avec l'aide de Nadia Okoro",
    'pour 90 millions de dollars',
    'toute seule',
    'avec succès',
  ],
  de: ['und gewann einen Preis', 'mit Hilfe von Nadia Okoro', 'für 90 Millionen Dollar', 'ganz allein'],
  es: ['y gané un premio nacional', 'con la ayuda de Nadia Okoro', 'por 90 millones de dólares', 'en solitario'],
}

const negators: Record<VerifiedLanguage, RegExp> = {
  en: / not any\b| not\b| never\b|n't\b|, not in August/g,
  fr: /n'ai jamais|Aucune donnée n'a/g,
  de: / nie\b| keine\b/g,
  es: /^Nunca |^No /g,
}

/** Puts a negation where the language has one. */
const denied: Record<VerifiedLanguage, readonly (readonly [RegExp, string])[]> = {
  en: [
    [/\bI (?=[a-z]+ed\b|led\b|took\b|left\b|speak\b|report\b)/, 'I never '],
    [/\bI was\b/, 'I was not'],
    [/^(The \w+(?: \w+)?) (took|fell|went)\b/, '$1 never $2'],
    [/\bused\b/, 'never used'],
    [/\bhired me\b/, 'did not hire me'],
    [/\bhired me\b/, 'never hired me'],
    [/\bwas deferred\b/, 'was not deferred'],
  ],
  fr: [
    [/\bj'ai (?=rejoint|dirigé)/, "je n'ai pas "],
    [/\bJ'ai travaillé/, "Je n'ai jamais travaillé"],
    [/\ba duré\b/, "n'a pas duré"],
    [/J'étais/, "Je n'étais pas"],
    [/\best passé\b/, "n'est pas passé"],
    [/\ba pris\b/, "n'a pas pris"],
  ],
  de: [
    [/\bwechselte ich\b/, 'wechselte ich nicht'],
    [/\bhabe von\b/, 'habe nie von'],
    [/\bdauerte\b/, 'dauerte nicht'],
    [/\bsank\b/, 'sank nicht'],
    [/\bverantwortlich\b/, 'nicht verantwortlich'],
    [/\bein Team von sechs\b/, 'kein Team von sechs'],
  ],
  es: [
    [/\bentré\b/, 'no entré'],
    [/^Trabajé/, 'Nunca trabajé'],
    [/\bduró\b/, 'no duró'],
    [/\bbajó\b/, 'no bajó'],
    [/^Restauré/, 'No restauré'],
    [/\bera responsable\b/, 'no era responsable'],
  ],
}

const firstPerson: Record<VerifiedLanguage, readonly (readonly [RegExp, string])[]> = {
  en: [
    [/^We\b/, 'I'],
    [/^Maria Lindqvist\b/, 'I'],
    [/^Idris\b/, 'I'],
    [/^Tomas Verrick\b/, 'I'],
    [/^I\b/, 'We'],
    [/^I\b/, 'Nadia Okoro'],
    [/^I\b/, 'She'],
    [/^My team\b/, 'Our team'],
    [/^My team\b/, "Joon's team"],
  ],
  fr: [
    [/^Maria Lindqvist a\b/, "J'ai"],
    [/^Tomas Verrick m'a\b/, "J'ai"],
    [/^J'ai\b/, 'Nous avons'],
    [/^J'ai\b/, 'Elle a'],
    [/^J'étais\b/, 'Petra Sollin était'],
  ],
  de: [
    [/^Maria Lindqvist\b/, 'Ich'],
    [/^Tomas Verrick\b/, 'Ich'],
    [/^Ich habe\b/, 'Wir haben'],
    [/^Ich habe\b/, 'Sie hat'],
    [/^Ich war\b/, 'Petra Sollin war'],
  ],
  es: [
    [/^Maria Lindqvist escribió\b/, 'Escribí'],
    [/^Tomas Verrick me contrató\b/, 'Contraté'],
    [/^Trabajé\b/, 'Trabajamos'],
    [/^Trabajé\b/, 'Trabajó'],
    [/^Yo era\b/, 'Petra Sollin era'],
    [/^Restauré\b/, 'Restauró'],
  ],
}

/** Every false sentence that the systematic changes make of one true sentence. */
export function mutantsOf(sentence: string, language: VerifiedLanguage): Mutant[] {
  const mutants: Mutant[] = []
  const add = (kind: string, text: string) => {
    if (text !== sentence && !corpus[language].includes(text)) mutants.push({ kind, text })
  }
  const replaceEach = (kind: string, rules: readonly (readonly [RegExp, string])[]) => {
    for (const [pattern, replacement] of rules)
      if (pattern.test(sentence)) add(kind, sentence.replace(pattern, replacement))
  }

  const numbers = [...sentence.matchAll(/\d+(?:[.,\u00a0 ]\d+)*/g)]
  for (const match of numbers) {
    const put = (value: string) =>
      sentence.slice(0, match.index) + value + sentence.slice(match.index + match[0].length)
    add('number', put(bump(match[0], 1)))
    add('number', put(bump(match[0], 10)))
    if (/^(?:19|20)\d\d$/.test(match[0])) add('year', put(bump(match[0], -3)))
    for (const other of numbers)
      if (other.index > match.index && other[0] !== match[0]) add('swapped numbers', swap(sentence, match, other))
  }
  for (const month of months[language]) {
    if (!new RegExp(`\\b${month}\\b`).test(sentence)) continue
    for (const other of months[language]) if (other !== month) add('month', sentence.replace(month, other))
  }
  const present = names
    .filter((name) => sentence.includes(name))
    .filter((name, _, all) => !all.some((other) => other !== name && other.includes(name)))
  for (const name of present) {
    for (const stranger of strangers) add('name', sentence.replace(name, stranger))
    for (const other of present) {
      if (other === name) continue
      add('swapped names', sentence.replaceAll(name, '\0').replaceAll(other, name).replaceAll('\0', other))
      add('name', sentence.replace(name, other))
    }
    add('name for the owner', sentence.replace(name, ownerName))
  }
  if (sentence.includes(ownerName))
    for (const stranger of ['Nadia Okoro', 'Petra Sollin'])
      add('owner for another', sentence.replace(ownerName, stranger))
  replaceEach('opposite', opposites[language])
  replaceEach('strengthened', strengthened[language])
  replaceEach('person', firstPerson[language])
  replaceEach('negated', denied[language])
  if (negators[language].test(sentence))
    add(
      'negation dropped',
      capital(
        sentence.replace(negators[language], (found) =>
          found.startsWith("n'") ? 'ai' : found.startsWith('Aucune') ? 'Des données ont' : '',
        ),
      ),
    )
  for (const [start, text] of falseWordings[language]) if (sentence.startsWith(start)) add('false wording', text)
  for (const addition of additions[language]) add('addition', `${sentence.replace(/\.$/, '')} ${addition}.`)
  for (const other of corpus[language])
    if (other !== sentence) for (const text of merged(sentence, other)) add('merged', text)
  return mutants
}

/** The beginning of one sentence with the end of another, cut at a preposition or a comma. */
function merged(one: string, other: string): string[] {
  const cut =
    /(?: (?=(?:in|at|from|to|for|as|and|during|on|en|chez|de|à|comme|pendant|et|im|bei|am|von|für|und|desde|durante|como|y) )|, )/g
  const heads = [...one.matchAll(cut)].slice(0, 2).map(({ index }) => one.slice(0, index))
  const tails = [...other.matchAll(cut)].slice(-1).map(({ index }) => other.slice(index).replace(/^, /, ' '))
  // Two whole statements joined by "and" are as true as each of them.
  const joined = / (?:and|et|und|y|e) (?:\p{Lu}|j'ai |I )/u
  const texts = heads.flatMap((head) => tails.filter((tail) => !joined.test(tail)).map((tail) => head + tail))
  // Both may end alike: "… in August 2016 …" and "… in August." merge into what the first one says.
  return texts.filter((text) => !one.startsWith(text.replace(/\.$/, '')))
}

function bump(number: string, by: number): string {
  const last = /\d+$/.exec(number)!
  const value = String(Math.max(Number(last[0]) + by, 0)).padStart(last[0].length, '0')
  return number.slice(0, last.index) + value
}

function swap(text: string, first: RegExpMatchArray, second: RegExpMatchArray): string {
  const [a, b] = [first.index!, second.index!]
  return text.slice(0, a) + second[0] + text.slice(a + first[0].length, b) + first[0] + text.slice(b + second[0].length)
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
