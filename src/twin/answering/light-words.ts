import { stem } from '../text/terms.ts'
import type { Language } from '../text/language.ts'

/**
 * Words that frame a question and are rarely in its answer: "what is the name of", "explain". Words in the kind of
 * noun that `questionForm` reads ("what year") are framing where they stand in that place, and need not be listed.
 */
const framing: Record<Language, string> = {
  en: 'name names named call called type types kind kinds sort term word many much year example examples tell explain describe give list people person thing things someone something considered known mean means happen happened use used make made say said get got like also main according long old far often ever please know think way would could just much far too quite whats isn surely rid handle handled walk deal',
  de: 'name namen heißt heißen hieß nannte nennt genannt art arten begriff wort viele viel jahr beispiel erzähle erzählen erkläre erklären beschreibe beschreiben gib nenne person personen leute ding etwas jemand gilt bekannt bedeutet passiert geschah benutzt verwendet macht gemacht sagt sagte bitte laut hauptsächlich lange alt weit oft jemals welche',
  fr: 'nom noms nommé appelé appelle appellent appelée type types genre sorte terme mot combien année exemple exemples parle parler dis dire explique expliquer décris décrire donne donner cite citer personne personnes gens chose choses quelque quelqu connu connue signifie passe passé utilisé fait faire dit selon principal principale plaît quand pourquoi comment où est-ce jamais',
  es: 'nombre nombres llama llaman llamado llamada llamó tipo tipos clase término palabra muchos mucho año ejemplo ejemplos cuéntame explica explicar describe describir da dame lista persona personas gente cosa cosas algo alguien considerado conocido conocida significa pasó sucedió ocurrió usado utiliza hizo hecho dijo según principal favor cuándo dónde quién cómo cuál alguna',
  und: '',
}

/** General words that answers often put differently or leave out: adverbs, prepositions, verbs of little meaning. */
const general: Record<Language, string> = {
  en:
    'commonly typically generally usually normally frequently seldom rarely sometimes always never currently today nowadays originally initially ultimately finally eventually recently formerly previously primarily mainly mostly largely broadly specifically particularly especially actually really essentially basically simply exactly approximately roughly nearly almost just even still already yet instead together along away back well able ' +
    'within upon besides among amongst throughout despite toward towards near via prior without beside beyond unlike except per regarding concerning around across behind since ' +
    'one two three four five first second last another several various different certain particular specific similar additional main primary major basic common general total overall large great big small important famous notable well modern new early late long short high low whole full ' +
    'associate associated locate located situated consider characterize attribute attributed involve involved include included contain contained consist relate related refer referred regard describe determine identify represent express expressed provide create produce cause caused result allow require need want seek try attempt help serve act become remain appear seem exist occur begin start end take come go bring put keep set let hold give become do done work live play show see find turn move leave lead led follow form found state belong base based place part role order fact case reason idea aspect factor feature element item kind amount number level degree value effect impact response purpose goal process method event time period era moment point view sense mind side turn stand let whole habit member group area thing place work world',
  de:
    'üblicherweise normalerweise meist meistens gewöhnlich häufig selten manchmal immer nie derzeit aktuell heute heutzutage ursprünglich zunächst schließlich letztlich kürzlich ehemals früher hauptsächlich vorwiegend größtenteils insbesondere besonders tatsächlich wirklich eigentlich einfach genau ungefähr etwa fast nur schon noch bereits stattdessen zusammen zurück gut ' +
    'innerhalb außer neben trotz gegenüber nahe mittels bezüglich rund während seit laut entlang ' +
    'zwei drei vier fünf erste ersten erster zweite letzte letzten verschiedene verschiedenen bestimmte bestimmten ähnliche zusätzliche wichtigste wichtige wichtigsten allgemein gesamt groß große großen größte klein kleine berühmt bekannte modern neu neue neuen früh spät lang kurz hoch niedrig ganz ' +
    'verbunden liegt gelegen befindet befinden betrachtet gehört gehören enthält enthalten besteht bestehen bezieht verbinden bestimmt bestimmen darstellen stellt bieten schaffen erzeugen verursacht führt führte erlauben benötigt brauchen wollte versuchen helfen dient dienen bleibt scheint existiert existieren beginnt beginnen begann endet nehmen kommt kommen gehen geht bringen setzen halten hält geben gibt arbeiten lebt leben zeigt sehen finden findet stattfinden verlassen folgt bildet gründet basiert teil rolle ordnung fall idee aspekt faktor merkmal element menge zahl stufe grad wert wirkung zweck ziel prozess verfahren ereignis zeit mitglied gruppe bereich gebiet welt',
  fr:
    'habituellement généralement normalement souvent rarement parfois toujours jamais actuellement aujourd hui désormais initialement finalement récemment autrefois auparavant principalement surtout essentiellement notamment particulièrement réellement vraiment simplement exactement environ presque seulement encore déjà ensemble bien ' +
    'parmi malgré envers près via avant après depuis pendant durant lors outre hors entre vers contre chez sous sans ' +
    'deux trois quatre cinq premier première dernier dernière autre autres plusieurs divers différent différents différente certain certains particulier spécifique similaire important importante grand grande grands petit petite célèbre moderne nouveau nouvelle ancien ancienne long court haut bas entier ' +
    'associé associée situé située trouve trouvent considéré considérée comporte contient contenir consiste relatif réfère détermine déterminer représente exprimé fournit fournir créer créé produit produire cause causé résulte permet permettre nécessite faut veut vouloir cherche essayer aide sert servir devenir devient reste apparaît semble existe existent commence commencer débute finit prend prendre vient venir aller met mettre tenir tient donner travaille vit vivre montre voir quitte quitter mène suit forme fonde partie rôle ordre fait cas idée aspect facteur élément quantité nombre niveau degré valeur effet impact but objectif processus méthode événement temps période époque membre groupe zone monde lieu place',
  es:
    'habitualmente generalmente normalmente frecuentemente raramente siempre nunca actualmente originalmente inicialmente finalmente recientemente antiguamente anteriormente principalmente sobre todo especialmente particularmente realmente simplemente exactamente casi solo aún juntos ' +
    'entre mediante excepto cerca dentro desde contra según ' +
    'dos tres cuatro cinco primer primera primero último última varios varias diversos diferente diferentes distinto cierto particular específico similar importante importantes grande grandes pequeño famoso famosa moderno nuevo nueva antiguo antigua largo corto alto bajo entero ' +
    'asociado asociada ubicado ubicada situado situada encuentra encuentran considerado considera incluye incluir contiene contener consiste relaciona refiere determina determinar representa expresa proporciona crear creó produce producir causa causó resulta permite permitir requiere necesita quiere querer busca intentar ayuda sirve servir convirtió convertirse permanece aparece parece existe comienza comenzó empezó termina toma tomar viene venir ir puso mantener dar trabaja vive vivir muestra ver dejó dejar lleva sigue forma fundó parte papel orden caso idea aspecto factor elemento cantidad número nivel grado valor efecto impacto fin objetivo proceso método evento tiempo período época miembro grupo zona mundo lugar',
  und: '',
}

export const framingWeight = 0.35
const generalWeight = 0.6

const weights = new Map<Language, ReadonlyMap<string, number>>()

/** How much of a word an answer is expected to have: 1 for a word with a meaning of its own. */
export function wordWeight(term: string, language: Language): number {
  let table = weights.get(language)
  if (!table) {
    const entries = [
      ...stems(general[language], language).map((stemmed) => [stemmed, generalWeight] as const),
      ...stems(framing[language], language).map((stemmed) => [stemmed, framingWeight] as const),
    ]
    weights.set(language, (table = new Map(entries)))
  }
  return table.get(term) ?? 1
}

function stems(words: string, language: Language): string[] {
  return words
    .split(' ')
    .filter(Boolean)
    .map((word) => stem(word, language))
}
