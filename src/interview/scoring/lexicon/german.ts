import type { Lexicon } from './lexicon.ts'
import { anyOf, anyOfEvenApart, pairsOf, wordSet } from './word-set.ts'

const articles =
  'der die das den dem des ein eine einen einem einer eines mein meine meinen meinem unser unsere unseren'
const prepositions = 'in im am an auf mit von vom bei zu zum zur nach aus fur uber unter durch gegen wahrend'
const subjects = 'ich wir er man'

export const german: Lexicon = {
  firstSingular: wordSet('ich mir mich mein meine meinen meinem meiner meines'),
  firstPlural: wordSet('wir uns unser unsere unseren unserem unserer'),
  anaphors: wordSet(
    'es er sie ihn ihm ihr ihre ihren dies diese dieser dieses dieses das beide damit dadurch davon dabei',
  ),
  pastEnding:
    /^(?:(?:ab|an|auf|aus|ein|mit|nach|vor|weg|zu|zurück|zusammen|her|hin|um|durch|fest|los)?ge\p{L}{2,}(?:t|en)|\p{L}{2,}iert|\p{L}*[^aeiouäöü\P{L}]te(?:n)?|\p{L}{2,}ete(?:n)?)$/u,
  pastWords: wordSet(
    'begann bat bekam blieb brachte dachte fand fiel fing gab ging half hielt kam las lief liess nahm rief sah sass schrieb sprach stand stieg traf trug verlor verstand wusste zog schloss schlug stellte entschied erhielt ersetzt erreicht verhandelt vereinbart verbessert verkurzt vermieden verloren verschoben verstanden bemerkt besprochen bekommen behoben entschieden entwickelt erklart erhalten erstellt ubernommen uberzeugt ubergeben untersucht unterschrieben',
  ),
  notPast: wordSet(
    'sollte sollten konnte konnten mochte mochten musste mussten durfte durften hatte hatten ware waren wurde wurden gewesen geworden gehabt letzte letzten erste ersten beste besten meiste meisten nachste nachsten rechte rechten schlechte schlechten echte leichte alte alten gegen gehen geben gesamt gesamten gelten gestalten gewinnen genau gerat gesagt projekte projekten produkte produkten punkte punkten worte werte werten karte karten texte kosten posten kunsten minuten daten zeiten arbeiten seiten leiten bieten halten bitten hinten unten guten geeignet gut geht gibt gemeint',
  ),
  numberWords: wordSet(
    'zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig hundert tausend million millionen dutzend halfte drittel viertel zweimal dreimal',
  ),
  timeWords: wordSet(
    'januar februar marz april mai juni juli august september oktober november dezember montag dienstag mittwoch donnerstag freitag samstag sonntag fruhling fruhjahr sommer herbst winter minute minuten stunde stunden tag tage tagen nacht woche wochen monat monate monaten jahr jahre jahren morgen vormittag mittag nachmittag abend schicht quartal',
  ),
  setting: anyOf(
    'bei einem|bei einer|in einem|in einer|in meinem|in meiner|im letzten|im vorigen|als ich|ich war|ich hatte|wir waren|wir hatten|als (?:ein|eine|der|die)|letztes jahr|letzten (?:sommer|herbst|winter|monat)|vor (?:zwei|drei|vier|fünf|einem|einigen)|mein (?:team|chef|betrieb)|meine (?:abteilung|station|kollegin|chefin)|damals|eines tages',
  ),
  need: anyOf(
    String.raw`musst\p{L}*|sollt\p{L}*|brauchte\p{L}*|wollte\p{L}*|ziel|aufgabe|frist|problem|risiko|fehlte\p{L}*|zu (?:spät|langsam|teuer|wenig|viel)|verantwortlich|zuständig|beschwer\p{L}*|niemand|dringend|fehler|weil|damit|gefährdet|bat mich|rückstand`,
  ),
  outcome: anyOf(
    String.raw`ergebnis|am ende|schließlich|seither|seitdem|von \S*\d\S* (?:\S+ )?auf \S+|(?:sank|sanken|stieg|stiegen|fiel|fielen|gesenkt|verkürzt|verbessert|reduziert|gespart|gespart\p{L}*) (?:\S+ ){0,3}(?:auf|um|von)|(?:auf|um) \S+ (?:gesunken|gestiegen|gesenkt|verkürzt|reduziert)|gespart|gewonnen|verlängert|unterschrieben|rechtzeitig|pünktlich|ohne (?:ausfall|einen|eine)|nicht mehr|wieder (?:online|da|verfügbar)|behoben|gelöst|geblieben|heute (?:nutzen|läuft|arbeiten)`,
  ),
  reasoning: anyOf(
    'weil|da|denn|damit|deshalb|daher|sodass|so dass|stattdessen|statt|bis|obwohl|während|aber|sondern|sonst|wenn|falls|außer|jedoch|hängt (?:davon )?ab|nur wenn|erst wenn|das risiko|das heißt',
  ),
  method: anyOf(
    'zuerst|zunächst|als erstes|prüfe|vergleiche|messe|teste|zähle|beginne|starte|schlage vor|würde|ich nutze|ich schaue|ich frage|dokumentiere|überprüfe|sortiere',
  ),
  proof: anyOf(
    String.raw`zum beispiel|beispielsweise|ein beispiel|ein fall|bei einem|bei einer|von \S*\d\S* auf \S+|gegenüber|verglichen|statt|sagte|schrieb|fragte|zeigte|fand|bemerkte|gemessen|gezählt|geprüft|laut|studie|bericht|abgeglichen`,
  ),
  reflection: anyOf(
    'gelernt|seitdem|nächstes mal|würde ich|mein fehler|heute mache ich|im nachhinein|rückblickend|ich hätte|nicht mehr',
  ),
  example: anyOf('zum beispiel|beispielsweise|etwa bei|wie zum|nämlich|ein beispiel|ein fall'),
  hedge: anyOfEvenApart(
    String.raw`denke|glaube|finde|meine(?= dass)|meiner meinung|im allgemeinen|allgemein|grundsätzlich|normalerweise|meistens|natürlich|irgendwie|irgendwas|ziemlich|viele|vieles|verschiedene|diverse|etliche|und so weiter|usw|gewisse|eher|gute frage|interessante frage`,
  ),
  generic: anyOfEvenApart(
    String.raw`wichtig|essenziell|entscheidend|man (?:muss|sollte|kann|soll|darf)|jeder|alle|leute|menschen|ich (?:mag|versuche|bevorzuge|bin (?:ein|eine|sehr|immer))|ein guter \p{L}+ (?:ist|hat)`,
  ),
  hype: anyOfEvenApart(
    String.raw`leidenschaft\p{L}*|synergie\p{L}*|ganzheitlich\p{L}*|proaktiv\p{L}*|teamplayer|teamfähig\p{L}*|perfektionist\p{L}*|motto|mindset|dna|disrupti\p{L}*|digitale transformation|weltklasse|innovati\p{L}*|zielorientiert\p{L}*|lösungsorientiert\p{L}*|ergebnisorientiert\p{L}*|belastbar\p{L}*|dynamisch\p{L}*|hands-on|mehrwert|über den tellerrand|tellerrand|extrameile|macher|hochmotiviert\p{L}*|motiviert\p{L}*|lebenslang\p{L}*|herausforderungen lieb\p{L}*|neue herausforderung\p{L}*|spannende (?:aufgaben|herausforderungen)|großes ganzes|big picture|kommunikationsstark\p{L}*|organisationstalent|multitasking|110|exzellenz|agil\p{L}*|führend\p{L}* unternehmen`,
  ),
  absolute: anyOfEvenApart(
    'immer|nie|niemals|alles|nichts|jeder|jederzeit|ständig|vollkommen|völlig|absolut|selbstverständlich|offensichtlich|einfach nur|grundsätzlich nie|egal|niemand|definitiv|heutzutage|ohne ausnahme',
  ),
  blame: anyOfEvenApart(
    String.raw`schuld|unfähig\p{L}*|faul\p{L}*|dumm\p{L}*|idiot\p{L}*|keine ahnung|nicht mein problem|nicht meine aufgabe|inkompetent\p{L}*|toxisch\p{L}*|mobbing|unverschämt\p{L}*|frechheit`,
  ),
  ownNeeds: anyOf(
    'miete|kredit|schulden|inflation|teuer|urlaub|kinder|freund von mir|lebenshaltung|ich will|ich verdiene mehr',
  ),
  copulas: wordSet('ist sind sei seien bin'),
  perfect: wordSet(''),
  describing: wordSet(articles),
  emptyNumber: /(?<![\d.,])(?:100|110|1000)(?![\d.,]*\d)|99(?:,9+)?(?=\s*(?:%|prozent))|24\/7/gi,
  neverLast: wordSet('der des ein eine einen einem und oder aber mein meine weil dass'),
  impossiblePair: pairsOf(
    // "Die er meint", "bei dem ich war": articles that are relative pronouns too.
    [articles, 'und oder aber weil dass ist sind war waren wird'],
    ['ein eine einen einem einer eines mein meine meinen meinem unser unsere unseren', subjects],
    [prepositions, `${subjects} ist sind war waren wird und oder weil dass`],
    ['ist sind war waren', 'ist sind war waren wird'],
    [subjects, `${subjects} und oder von`],
    ['und oder', 'und oder'],
  ),
}
