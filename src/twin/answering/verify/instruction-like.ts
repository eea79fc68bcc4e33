import { fold } from '../../text/terms.ts'
import type { Language } from '../../text/language.ts'

/**
 * Words that speak to a program instead of telling about a person, folded (no accents). Written from the public
 * catalogues of prompt injection (OWASP LLM01): overriding, role play, exfiltration, silence, fixed answers, chat markup.
 * English is looked for in every language, because that is what such texts are mostly written in.
 */
const patterns: Record<Exclude<Language, 'und'>, readonly RegExp[]> = {
  en: [
    /\b(?:ignore|disregard|forget|override|bypass|overrule|discard|skip)\b.{0,40}\b(?:instructions?|prompts?|rules|guidelines|directions?|constraints|(?:system|safety) (?:message|settings?)|everything (?:above|before|you (?:were|have been) told|you know)|what (?:you were|you have been) told|(?:previous|prior|above|earlier) (?:text|messages?|context|orders?|commands?))\b/,
    /\b(?:system|developer|hidden|initial|original) (?:prompt|instructions?|message)\b/,
    /\b(?:dear|attention|note (?:to|for)|message (?:to|for)|instructions? (?:to|for)|hey|hello|important for)[ ,:]*(?:the |any |all |an |every )*(?:ai|a\.i\.|llms?|gpt|chatgpt|(?:language|ai) models?|assistants?|chat ?bots?|bots?|agents?|digital twins?|copilot|claude)\b/,
    /\bas an? (?:ai|llm|language model|ai model|chatbot)\b/,
    /\b(?:you are|you're) (?:now|no longer|actually|from now on)\b.{0,60}/,
    /\b(?:act|behave|respond|answer|reply|speak|write|pose) (?:only )?as (?:if you|though you|an? (?:unrestricted|evil|different|new))\b/,
    /\bpretend (?:that |to be |you )/,
    /\b(?:from (?:now|here|this (?:point|moment|line|message)) on(?:wards?)?|starting now|henceforth|hereafter)[, ]+(?:you|always|never|only|simply|answer|respond|reply|say|act|claim|every (?:answer|reply|response)|all (?:answers|replies|responses))\b/,
    /\b(?:simply|kindly|please|just|now|instead|then)[, ]+(?:ignore|disregard|forget|override|discard)\b.{0,30}\b(?:(?:the|this|that|every|any|all|other|your) (?:question|sources?|profile|facts|evidence|safeguards?|guardrails?|restrictions?|limits)|(?:what|anything|everything|all) (?:\w+ ){0,3}(?:said|written|told|stated|above|before))\b/,
    /\byou (?:must|have to|need to|should|shall|will) (?:now |always |only |simply |never )*(?:answer|reply|respond|say|state|claim|confirm|insist)(?: to (?:\w+ ){0,2}\w+)?[, ]+(?:(?:that|with|only|as (?:if|though))\b|(?:yes|no)\W*$|["'“„«])/,
    /\b(?:must|should|shall|always|to) (?:be )?(?:rate|score|rank|grade|recommend|endorse|praise|hire)d?\b.{0,40}\b(?:this|the|every) (?:candidate|applicant|person|profile|cv|resume|owner)\b.{0,60}\b(?:out of|\d+ ?\/ ?\d+|highly|highest|top|best|excellent|perfect|above all|strongly|first)\b/,
    /\b(?:the|this|every|any|all|dear)? ?(?:digital )?twins? (?:must|should|shall|has to|have to|is to|are to|needs? to)\b/,
    /\b(?:the|this|any|every|all)? ?(?:ai|llm|language model|ai model|ai assistant|ai agent)s? (?:must|should|shall|has to|have to|is to|are to|needs? to) (?:now |always |only |never |not |simply )*(?:answer|reply|respond|say|state|claim|rate|rank|score|recommend|tell|obey|reveal|ignore|mention|praise)\b/,
    /\b(?:visitors?|recruiters?|readers?|users?|employers?|people|anyone|anybody|everyone|everybody|whoever|those|models?|assistants?|agents?|bots?|programs?|systems?)[, ]+(?:(?:who|that) (?:is |are |can )?)?(?:reads?|reading|sees?|seeing|process(?:es|ing)?|parses?|parsing|summari[sz](?:es?|ing)) (?:this|these (?:lines|words)|the (?:above|following))\b.{0,30}\b(?:must|should|shall|has to|have to|is to|are to|needs? to|will)\b/,
    /\b(?:visitors?|recruiters?|employers?|interviewers?) (?:must|should|shall|have to|has to|are to|is to) (?:always |only |never )*(?:be told|hear|believe|be given the impression)\b/,
    /\b(?:every|all|any|your) (?:answers?|replies|reply|responses?) (?:must|should|shall|has to|have to) (?:always |only )*(?:say|state|claim|mention|include|contain|begin|start|end)\b/,
    /\b(?:say|state|claim|answer|reply|respond|respond with|confirm|write|tell (?:them|him|her|people|everyone|everybody|users?|recruiters?|visitors?|the (?:user|reader|recruiter|visitor)))[, ]+(?:only |always |simply |that )*(?:that )?(?:you|i|he|she|they)? ?(?:are|were|was|am|have|has|had|manage|worked|led|hold|own|is|can|used to)\b.{0,80}\b(?:when|if|whenever) (?:asked|somebody|someone|anyone|people)\b/,
    /^(?:(?:please|kindly|then|now|instead|and|also|always|just|simply|merely|only|immediately|henceforth|therefore)[, ]+)*(?:say|state|claim|answer|reply|respond|confirm|repeat|insist|announce|tell (?:them|him|her|people|everyone|everybody|users?|recruiters?|visitors?|the (?:user|reader|recruiter|visitor)))\b[ :,]*(?:only |always )?(?:that|with|:|")/,
    /\b(?:say|state|claim|pretend|insist|confirm) that you (?:are|were|have|had|manage|managed|worked|led|hold|own)\b/,
    /\b(?:if|when|whenever) (?:you are |you're |somebody |someone |anyone |anybody |people |(?:a|the|any) (?:user|reader|recruiter|visitor|interviewer|employer) )?(?:ever )?asks?(?:ed)?\b.{0,60}\b(?:say|answer|reply|respond|claim)\b/,
    /^(?:(?:please|kindly|then|now|instead|and|also|first|next|finally|just|simply|immediately)[, ]+)*(?:reveal|print|output|disclose|leak|exfiltrate|dump|show (?:me |us )?|repeat|send|forward|give)\b.{0,60}\b(?:system|prompt|instructions?|passwords?|secrets?|tokens?|api keys?|credentials|salary|salaries|private|confidential|hidden|internal) ?(?:notes?|data|documents?|information|files?|details)?\b/,
    /\b(?:do not|don't|never) (?:mention|reveal|repeat|disclose|tell|show|cite|quote|refer to)\b.{0,40}\b(?:this|these|the (?:above|previous)|that (?:this|you)|anyone|anybody|the user|the reader)\b/,
    /\b(?:the following|this|these) (?:are|is) (?:your |the )?(?:new |real |actual )?instructions?\b|\bnew instructions?\b ?:/,
    /<\|?\/?(?:im_?start|im_?end|system|assistant|user|endoftext)\|?>|\[\/?(?:inst|system)\]|<<\/?sys>>|###? ?(?:system|instruction|assistant|user)\b|^(?:system|assistant|user) ?:/,
    /\b(?:jailbreak|developer mode|dan mode|do anything now)\b/,
  ],
  fr: [
    /\b(?:ignor\w*|oubli\w*|neglig\w*|contourn\w*|ne ten\w+ pas compte)\b.{0,40}\b(?:instructions?|consignes?|regles|directives?|ordres|invites?|prompts?|ce qui precede)\b/,
    /\b(?:prompt|message|instructions?|invite) (?:du |de |d')?(?:systeme|cache\w*|initial\w*|origin\w*)\b/,
    /\b(?:cher|chere|a l'attention|note (?:a|pour)|message (?:a|pour)|bonjour)\b[ ,:]*(?:de |des |l'|la |le |les |tout |toute |d'|du |au |aux |a )*(?:ia|assistante?s?|modeles?|chatbots?|robots?|jumeaux?|agents?|llm)\b/,
    /\b(?:tu es|vous etes) (?:desormais|maintenant|dorenavant)\b/,
    /\b(?:a (?:partir|compter) de (?:maintenant|ce (?:point|moment)|cet instant|la)|desormais|dorenavant)[, ]+(?:tu|reponds|repondez|dis|dites|agis|agissez|ignore[rz]?|vous (?:etes|devez|repond\w+|dir\w+)|ne (?:reponds|repondez|dis|dites)|(?:toutes? (?:tes|vos|les)|chaque) reponses?)\b/,
    /\b(?:tu dois|vous devez|il faut) (?:maintenant |toujours |seulement |simplement )*(?:repondre|dire|affirmer|pretendre|confirmer)(?: \w+)? (?:que|qu'|par|oui|non)\b/,
    /\b(?:tu dois|vous devez|il faut)\b.{0,20}\b(?:noter|evaluer|recommander|classer)\b.{0,20}\b(?:cette?|la|le) (?:candidate?|personne|profil|cv)\b/,
    /\b(?:jumeau|jumelle)(?: numerique)? (?:doit|devra|devrait)\b/,
    /\b(?:visiteurs?|recruteu(?:rs?|ses?)|lecteurs?|personnes?|modeles?|assistants?|quiconque|ceux|ia)[, ]+(?:(?:qui )?(?:lit|lisent|lira|liront|traite|traitent)|lisant) (?:ceci|cela|ce (?:texte|message|document|paragraphe)|ces lignes)\b.{0,30}\b(?:doi(?:t|vent)|dev(?:ra|ront|rait|raient))\b/,
    /\b(?:veuillez|merci de|simplement|maintenant|s'il (?:te|vous) plait)[, ]+(?:ignor\w*|oubli\w*)\b.{0,30}\b(?:la question|les (?:autres )?sources|tout ce qui|le profil)\b/,
    /\ben tant qu'?(?:e )?(?:ia|modele|assistant|intelligence artificielle)\b/,
    /\b(?:fais|faites|fai[st] semblant|pretend\w*) (?:semblant )?(?:d'etre|que tu|que vous|etre)\b/,
    /\b(?:dis|dites|affirme[rz]?|reponds|repondez|confirme[rz]?|declare[rz]?)\b[ ,]*(?:toujours |seulement |simplement |a tous |a tout le monde )?(?:que|qu')\b/,
    /\b(?:revele|revelez|reveler|divulgue[rz]?|affiche[rz]?|montre[rz]?|envoie|envoyez|imprime[rz]?)\b.{0,60}\b(?:prompt|systeme|mots? de passe|secrets?|salaires?|prive\w*|confidentiel\w*|instructions|jetons?|cles?)\b/,
    /\bne (?:mentionne[rz]?|revele[rz]?|repete[rz]?|parle[rz]?|cite[rz]?|dis|dites)\b.{0,20}\b(?:pas|jamais)\b.{0,30}\b(?:ce|cette|cet|ces|ceci|cela|personne)\b/,
    /\bnouvelles? instructions? ?:/,
  ],
  de: [
    /\b(?:ignorier\w*|vergiss|vergesst|vergessen sie|missachte\w*|uberge\w*|umgeh\w*)\b.{0,40}\b(?:anweisung\w*|anleitung\w*|instruktion\w*|regeln?|vorgaben?|befehle?n?|prompts?|alles davor|das bisherige)\b/,
    /\b(?:system|entwickler)-?(?:prompt|nachricht|anweisung\w*)\b|\b(?:versteckte|ursprungliche)[rn]? (?:prompt|anweisung\w*)\b/,
    /\b(?:liebe[rs]?|an|achtung|hinweis (?:an|fur)|nachricht (?:an|fur)|hallo)[ ,:]*(?:die |den |das |alle |jede[nr]? |jedes )*(?:ki|assistent\w*|sprachmodelle?\w*|chatbots?|bots?|agenten?|zwilling\w*|llms?)\b/,
    /\b(?:du bist|sie sind) (?:ab (?:jetzt|sofort)|nun|jetzt|von nun an)\b/,
    /\b(?:ab (?:jetzt|sofort|diesem (?:punkt|moment)|dieser stelle|hier)|von (?:nun|jetzt|hier) an|fortan)[, ]+(?:du|antworte(?! ich)|antworten sie|sage?(?! ich)|sagen sie|ignoriere?(?! ich)|behaupte(?! ich)|musst du|mussen sie (?:immer |nur |stets )?(?:antworten|sagen)|(?:alle|jede) antwort(?:en)?)\b/,
    /\b(?:du musst|sie mussen|ihr musst) (?:jetzt |immer |nur |stets |einfach )*(?:sagen|antworten|behaupten|bestatigen|angeben),? (?:dass|mit)\b/,
    /\b(?:du musst|sie mussen|ihr musst)\b.{0,40}\bmit (?:ja|nein)\b.{0,10}\bantworten\b/,
    /\b(?:du musst|sie mussen|ihr musst)\b.{0,20}\b(?:diese[nr]?|den|die) (?:bewerber\w*|kandidat\w*|person|lebenslauf)\b.{0,40}\b(?:bewerten|empfehlen|einstufen)\b/,
    /\b(?:digitaler? )?zwilling (?:muss|soll|sollte|hat zu)\b/,
    /\b(?:besucher\w*|personaler\w*|recruiter\w*|leser\w*|nutzer\w*|modelle?|assistenten?|alle|wer|jeder)[, ]+(?:(?:die|der|das|welche[rs]?) )?(?:dies(?:e zeilen|en (?:text|absatz)|es)?|das(?: hier)?) (?:liest|lesen|verarbeitet|verarbeiten)[, ]+(?:muss|mussen|soll|sollen|sollte|sollten)\b/,
    /\b(?:bitte|einfach|nun|jetzt|stattdessen)[, ]+(?:einfach )?(?:ignorier\w*|vergiss|vergessen sie|missachte\w*)\b.{0,30}\b(?:die (?:frage|anderen quellen|quellen)|alles (?:andere|davor|bisherige)|das profil)\b/,
    /\bals (?:ki|sprachmodell|assistent|chatbot)\b/,
    /\b(?:tu so|tun sie so|gib dich aus|geben sie sich aus)\b/,
    /\b(?:sage?|sagen sie|behaupte|behaupten sie|antworte|antworten sie|bestatige|bestatigen sie|erklare|erklaren sie)\b[ ,]*(?:immer |nur |einfach |jedem |allen )*,? ?(?:dass|mit)\b/,
    /\b(?:gib|geben sie|verrate|verraten sie|nenne|nennen sie|zeige?|zeigen sie|sende|senden sie)\b.{0,60}\b(?:prompt|passwort\w*|geheim\w*|gehalt\w*|privat\w*|vertraulich\w*|anweisungen|token|schlussel|zugangsdaten)\b/,
    /\b(?:erwahne?|erwahnen sie|verrate|verraten sie|wiederhole|wiederholen sie|zitiere|zitieren sie)\b.{0,40}\b(?:nicht|nie|niemals|niemandem)\b/,
    /\bneue anweisung(?:en)? ?:/,
  ],
  es: [
    /\b(?:ignor\w*|olvid\w*|omit\w*|descart\w*|no (?:hagas|haga|tengas) (?:caso|en cuenta))\b.{0,40}\b(?:instruccion\w*|indicacion\w*|reglas|directrices|ordenes|prompts?|lo anterior|todo lo anterior)\b/,
    /\b(?:prompt|mensaje|instruccion\w*) (?:del |de |d)?(?:sistema|ocult\w*|inicial\w*|original\w*)\b/,
    /\b(?:querid[oa]|estimad[oa]|atencion|nota (?:para|a)|mensaje (?:para|a)|hola)[ ,:]*(?:el |la |los |las |al |a |todo |toda |cualquier |un |una )*(?:ia|asistentes?|modelos?|chatbots?|bots?|agentes?|gemelos?|llm)\b/,
    /\b(?:ahora eres|eres ahora|a partir de ahora (?:eres|responde|di|actua)|desde ahora (?:eres|responde|di))\b/,
    /\b(?:a partir de (?:ahora|aqui|este (?:punto|momento|instante))|desde (?:ahora|aqui|este (?:punto|momento))|(?:de ahora )?en adelante)[, ]+(?:eres|responde|di|diga|actua|actue|ignora|ignore|debes|siempre (?:responde|di|diga)|(?:todas? (?:tus|sus|las)|cada) respuestas?)\b/,
    /\b(?:debes|tienes que|usted debe|usted tiene que) (?:ahora |siempre |solo |simplemente )*(?:responder|decir|contestar|afirmar|confirmar)(?: \w+)? (?:que|con|si|no)\b/,
    /\b(?:debes|tienes que|usted debe|usted tiene que)\b.{0,20}\b(?:calificar|puntuar|recomendar|evaluar|valorar)\b.{0,20}\b(?:est[ea]|el|la) (?:candidat[oa]|persona|perfil|curriculum|cv)\b/,
    /\bgemelo(?: digital)? (?:debe|debera|deberia|tiene que|ha de)\b/,
    /\b(?:visitantes?|reclutador(?:es|as?)?|lector(?:es|as?)?|personas?|modelos?|asistentes?|quien(?:es)?|todo(?:s los)? que|ia)[, ]+(?:que )?(?:lee|leen|lea|lean|leyendo|procesen?|procese) (?:esto|est[ea] (?:texto|mensaje|documento|parrafo)|estas lineas)\b.{0,30}\b(?:debe|deben|debera|deberan|deberia|deberian|tienen? que)\b/,
    /\b(?:por favor|simplemente|ahora|amablemente)[, ]+(?:ignor\w*|olvid\w*|descart\w*)\b.{0,30}\b(?:la pregunta|las (?:demas |otras )?fuentes|todo lo (?:anterior|demas)|el perfil)\b/,
    /\bcomo (?:ia|modelo de lenguaje|asistente virtual|inteligencia artificial)\b/,
    /\b(?:finge|finja|haz como|hazte pasar|actua como si)\b/,
    /^(?:(?:por favor|simplemente|solo|solamente|amablemente|inmediatamente|luego|despues|ahora|y|siempre|tambien)[, ]+)*(?:di|diga|responde|responda|afirma|afirme|confirma|confirme|contesta|conteste|declara)\b[ ,]*(?:siempre |solo |simplemente |a todos )?(?:que|con)\b/,
    /\b(?:revela|revele|muestra|muestre|imprime|imprima|envia|envie|divulga|divulgue)\b.{0,60}\b(?:prompt|sistema|contrasenas?|secret\w*|salarios?|sueldos?|privad\w*|confidencial\w*|instrucciones|claves?|tokens?)\b/,
    /\bno (?:menciones|mencione|reveles|revele|repitas|repita|digas|diga|cites|cite)\b.{0,40}\b(?:est[ea]|esto|eso|nadie|parrafo|texto|mensaje)\b/,
    /\bnuevas? instruccion(?:es)? ?:/,
  ],
}

/** Letters that are not seen or only look like Latin ones. */
const invisible = /[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/g
const lookAlikes: Record<string, string> = {
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  у: 'y',
  х: 'x',
  і: 'i',
  ѕ: 's',
  ԁ: 'd',
  ո: 'n',
  ｉ: 'i',
}

/**
 * Whether a sentence of a source gives orders to a program that reads it. Such a sentence is data like any other, but
 * neither a fact about the person nor fit to be shown as one. Deliberately broad: a false alarm costs one sentence.
 */
export function isInstructionLike(sentence: string, language: Language): boolean {
  const seen = fold(sentence.replace(invisible, '')).replace(/[а-яѕіԁո]/g, (letter) => lookAlikes[letter] ?? letter)
  let text = seen.replaceAll('’', "'").replace(/[*_`]/g, '').replace(/\s+/g, ' ').trim()
  // "I g n o r e" and "i.g.n.o.r.e"
  if (/(?:\b\p{L}[ .]){6}/u.test(text)) text += ` ${text.replace(/\b(\p{L})[ .](?=\p{L}\b)/gu, '$1')}`
  const own = language === 'en' || language === 'und' ? [] : patterns[language]
  const all = language === 'und' ? Object.values(patterns).flat() : [...patterns.en, ...own]
  // Without its list mark, heading mark or opening quotation mark, so that it begins with its first word.
  const bare = text.replace(/^[\s"“„«'>#-]+/, '')
  return all.some((pattern) => pattern.test(bare) || (bare !== text && pattern.test(text)))
}
