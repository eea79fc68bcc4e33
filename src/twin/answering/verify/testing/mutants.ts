import type { VerifiedLanguage } from '../lexicon/lexicon.ts'
import { corpus, ownerName } from './corpus.ts'

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

/** Whole wordings that say something else with the same words: [beginning of the true sentence, false wording]. */
const falseWordings: Record<VerifiedLanguage, readonly (readonly [string, string])[]> = {
  en: [
    ['If the second', 'I switch the room to the generator.'],
    ['If the second', 'The second battery fails.'],
    ['In 2019 I joined', 'I led the migration of 412 tables in 2019 from PostgreSQL to Oracle.'],
    ['In 2019 I joined', 'I joined Oracle as a systems engineer.'],
    ['In 2019 I joined', 'I led Brillane Energy.'],
    ['In 2019 I joined', 'I led the systems engineer.'],
    ['I worked at', 'I worked at Brillane Energy from March 2013 to August 2016.'],
    ['I worked at', 'I worked at Corvane Logistics from 2019 to 2022.'],
    ['I worked at', 'I worked at Corvane Logistics from March 2013 to 2022.'],
    ['I worked at', 'I worked at Corvane Logistics and at Brillane Energy from March 2013 to August 2016.'],
    ['Tomas Verrick hired', 'Petra Sollin hired me in 2019.'],
    ['Tomas Verrick hired', 'I was promoted by Tomas Verrick in January 2021.'],
    ['Tomas Verrick hired', 'I hired Tomas Verrick in 2019.'],
    ['Tomas Verrick hired', 'I promoted Petra Sollin in January 2021.'],
    ['Tomas Verrick hired', 'Tomas Verrick hired Petra Sollin in 2019.'],
    ['The migration took', 'The migration saved 47 minutes.'],
    ['The migration took', 'The migration took a year.'],
    ['We reduced', 'We reduced alerts from 23 to 4 a month.'],
    ['We reduced', 'We reduced night pages from 1,940 to 212 a week.'],
    ['We reduced', 'I reduced alerts from 1,940 to 212 a week.'],
    ['Most of the', '11 of the 46 databases passed the restore drill.'],
    ['Most of the', 'The 46 databases passed the restore drill in March 2022.'],
    ['Most of the', '46 databases failed.'],
    ['Ines Calloway took', 'Six engineers took over Ines Calloway.'],
    ['Ines Calloway took', 'I took over on 1 January 2024 as engineer.'],
    ['Maria Lindqvist wrote', 'I wrote the test harness.'],
    ['Maria Lindqvist wrote', 'Ines wrote the test harness.'],
    ['Maria Lindqvist wrote', 'Maria Lindqvist reviewed it.'],
    ['Maria Lindqvist wrote', 'The test harness was written by Ines Calloway.'],
    ['I have never', 'I have worked for Northgate Aerospace.'],
    ['I have never', 'I worked for Northgate Aerospace.'],
    ['I did not lose', 'I lost data during the power failure of 18 January 2024.'],
    ['I would like', 'I lead a team of twenty people.'],
    ['I would like', 'I led a team of twenty people.'],
    ['I plan to', 'I finished the Kubernetes course in June 2025.'],
    ['Joon says', 'The new dashboard doubled the traffic.'],
    ['I speak', 'I speak fluent German.'],
    ['I speak', 'I speak fluent Spanish and good French.'],
    ['I speak', 'I speak good Spanish.'],
    ['The phishing', 'The phishing click rate fell to 17.9 % in March 2025.'],
    ['The phishing', 'The phishing click rate fell from 5.8 % to 17.9 %.'],
    ['The phishing', 'The phishing click rate fell from 17.9 % in March 2025 to 5.8 % in October 2024.'],
    ['I restored 74', 'I restored 74 databases in 2 hours.'],
    ['I restored 74', 'I restored 52 servers in 3 hours.'],
    ['I restored 74', 'I restored 74 servers in 2 hours.'],
    ['I restored 74', 'I restored 74 servers and 52 databases in 2 hours.'],
    ['Idris repaired', 'I repaired the storage.'],
    ['Idris repaired', 'Idris informed the hospital.'],
    ['Idris repaired', 'I informed the hospital while Idris repaired me.'],
    ['I was responsible', 'I was responsible for Valmere Institute.'],
    ['I was responsible', 'I was responsible at Valmere Institute.'],
    ['I was responsible', 'I am responsible for backups at Valmere Institute.'],
    ['I report to', 'I report to Joon Hadel.'],
    ['I report to', 'I coach Tomas Verrick.'],
    ['I report to', 'Tomas Verrick reports to me.'],
    ['My team in', 'I run 380 virtual servers.'],
    ['My team in', 'My team runs 46 virtual servers.'],
    ['My team in', 'My team in Lyon runs 380 PostgreSQL databases.'],
    ['Amélie and I', 'I received the operations award in 2023.'],
    ['Amélie and I', 'Amélie received the operations award in 2023.'],
    ['I usually', 'I review the change requests before Friday.'],
    ['The storage', 'The storage purchase was deferred from 2026 to 2025.'],
    ['The storage', 'I deferred the storage purchase from 2025 to 2026.'],
    ['I left Corvane', 'The night shifts ended in August 2016.'],
    ['I left Corvane', 'I left because Corvane Logistics ended.'],
    ['The cluster', 'The cluster with 12 nodes went live in August.'],
    ['The cluster', 'The cluster with 12 nodes went live in August, not in November.'],
  ],
  fr: [
    ['Si la seconde', 'Je bascule la salle sur le groupe électrogène.'],
    ['En 2019', "J'ai rejoint Oracle comme ingénieure système."],
    ['En 2019', "J'ai dirigé la migration de 412 tables de PostgreSQL vers Oracle."],
    ['En 2019', "J'ai dirigé Brillane Énergie."],
    ['Tomas Verrick', "Petra Sollin m'a embauchée en 2019."],
    ['Tomas Verrick', "J'ai embauché Tomas Verrick en 2019."],
    ['Tomas Verrick', "Tomas Verrick m'a promue en janvier 2021."],
    ['La migration', 'La migration a économisé 47 minutes.'],
    ['Maria Lindqvist', "J'ai écrit le banc de test."],
    ['Maria Lindqvist', 'Maria Lindqvist a relu le code.'],
    ["Je n'ai jamais", "J'ai travaillé pour Northgate Aérospatiale."],
    ['Aucune donnée', 'Des données ont été perdues pendant la panne du 18 janvier 2024.'],
    ['Le taux', 'Le taux de clic est passé de 5,8 % à 17,9 %.'],
    ['Le taux', 'Le taux de clic est passé de 17,9 % en mars 2025 à 5,8 % en octobre 2024.'],
    ["J'étais responsable", "J'étais responsable de la plateforme clinique à l'Institut Valmère."],
    ["J'étais responsable", 'Je suis responsable des sauvegardes de la plateforme clinique.'],
    ['Joon pense', 'Joon a doublé le trafic.'],
    ['Amélie et moi', "J'ai reçu le prix de l'exploitation en 2023."],
    ['Ines Calloway', 'Je reprends une équipe de six ingénieurs.'],
  ],
  de: [
    ['Wenn die zweite', 'Ich schalte den Raum auf den Generator um.'],
    ['Im Jahr', 'Ich leitete Brillane Energie.'],
    ['Im Jahr', 'Ich leitete die Migration von 412 Tabellen von PostgreSQL nach Oracle.'],
    ['Im Jahr', 'Ich wechselte 2019 zu Oracle.'],
    ['Tomas Verrick', 'Petra Sollin stellte mich 2019 ein.'],
    ['Tomas Verrick', 'Tomas Verrick beförderte mich im Januar 2021.'],
    ['Tomas Verrick', 'Ich stellte Tomas Verrick 2019 ein.'],
    ['Die Migration', 'Die Migration sparte 47 Minuten.'],
    ['Maria Lindqvist', 'Ich schrieb den Prüfstand.'],
    ['Maria Lindqvist', 'Maria Lindqvist prüfte den Code.'],
    ['Ich habe nie', 'Ich habe für Northgate Luftfahrt gearbeitet.'],
    ['Beim Stromausfall', 'Beim Stromausfall am 18. Januar 2024 gingen Daten verloren.'],
    ['Die Klickrate', 'Die Klickrate sank von 5,8 % auf 17,9 %.'],
    ['Ich war am', 'Ich war am Institut Valmere für die klinische Plattform verantwortlich.'],
    ['Ich war am', 'Ich bin am Institut Valmere für die Sicherung der klinischen Plattform verantwortlich.'],
    ['Ich habe 2021', 'Ich habe 2021 die Berichte für den Vorstand geschrieben, und Joon hat sie geprüft.'],
    ['Ich habe 2021', 'Ich habe 2021 Joon für den Vorstand geschrieben.'],
    ['Joon glaubt', 'Das neue Dashboard hat den Verkehr verdoppelt.'],
  ],
  es: [
    ['Si falla', 'Paso la sala al generador.'],
    ['En 2019', 'Dirigí la migración de 412 tablas de PostgreSQL a Oracle.'],
    ['En 2019', 'Dirigí Brillane Energía.'],
    ['En 2019', 'Entré en Oracle como ingeniera de sistemas.'],
    ['Tomas Verrick', 'Petra Sollin me contrató en 2019.'],
    ['Tomas Verrick', 'Contraté a Tomas Verrick en 2019.'],
    ['Tomas Verrick', 'Tomas Verrick me ascendió en enero de 2021.'],
    ['La migración', 'La migración ahorró 47 minutos.'],
    ['Maria Lindqvist', 'Escribí el banco de pruebas.'],
    ['Maria Lindqvist', 'Maria Lindqvist revisó el código.'],
    ['Maria Lindqvist', 'Escribió el banco de pruebas Ines.'],
    ['Nunca trabajé', 'Trabajé para Northgate Aeroespacial.'],
    ['No se perdió', 'Se perdió un dato durante el apagón del 18 de enero de 2024.'],
    ['La tasa', 'La tasa de clics bajó del 5,8 % al 17,9 %.'],
    ['Yo era', 'Yo era responsable de la plataforma clínica en el Instituto Valmere.'],
    ['Yo era', 'Soy responsable de las copias de seguridad de la plataforma clínica.'],
    ['Joon cree', 'El nuevo panel duplicó el tráfico.'],
    ['Restauré', 'Restauré 74 bases de datos en 2 horas.'],
    ['Restauré', 'Restauré 74 servidores en 2 horas.'],
    ['Restauré', 'Restauré 52 servidores en 3 horas.'],
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
