import type { Language } from '#twin'

type Spoken = Exclude<Language, 'und'>

/** What a section of a posting is about, as its heading says. */
export type SectionKind = 'must' | 'nice' | 'about' | 'tasks' | 'offer' | 'apply' | 'similar'

/**
 * Words that headings of postings are made of, folded (lower case, no accents). A heading is of the kind whose pattern it
 * matches first: "Nice to have" before "have", "Other vacancies" before all else.
 */
export const headingPatterns: readonly (readonly [kind: SectionKind, pattern: RegExp])[] = [
  [
    'similar',
    /\b(?:similar|related|other|more|recommended) (?:jobs?|vacanc\w+|positions?|roles?|openings?|offers?)|people also|you may (?:also )?like|ahnliche (?:jobs|stellen)|weitere (?:jobs|stellen)|offres similaires|autres offres|empleos similares|otras ofertas|job alert|newsletter/,
  ],
  [
    'nice',
    /nice[- ]to[- ]have|\bbonus(?! payment|es| scheme)|desirable|\bpreferred\b|\bplus(?:es)?\b|good to have|would be (?:great|a plus|nice)|extra (?:points|credit)|ideally|brownie|advantage(?:ous)?$|\boptional\b|stand out|(?:even )?(?:happier|happy|better|great|glad) if\b|icing on|ware (?:schon|toll|super)|schon ware|wunschenswert|von vorteil|idealerweise|pluspunkte|das ist ein plus|freuen uns|\batouts?\b|serait un plus|appreciee?s?\b|souhaitee?s?\b|deseables?|se valora\w*|valorable|\bun plus\b/,
  ],
  [
    'offer',
    /\b(?:we|what we|what you|you)(?:'ll| will| can)? (?:offer|get|gain|receive)\b|what you (?:get|can expect)|you(?:'ll| will) get\b|benefits?\b|perks?\b|our offer|in return|compensation|salary|what's in it|why (?:join|work|us|you)|\bpay\b|wir bieten|unser angebot|das bieten wir|das erwartet (?:dich|sie) bei uns|deine vorteile|ihre vorteile|nous (?:vous )?(?:offrons|proposons)|avantages|ce que nous|ce qu'on (?:vous )?(?:offre|propose)|remuneration|ofrecemos|beneficios|que te ofrec|condiciones/,
  ],
  [
    'must',
    /requirements?\b|required|must[- ]haves?|\bmust\b|essential|qualifications?\b|person specification|what you(?:'ll| will)? (?:bring|need|have)|what (?:we(?:'re| are)? (?:look|need|expect)|you should)|who (?:we(?:'re| are)? looking|you are)|you (?:have|bring|are|need|might be|may be|will have|must)|you're a fit|about you\b|your (?:profile|skills|background|experience)|skills?\b|experience\b|competenc\w+|criteria|expect(?:ations)? (?:from|of) you|looking for|prerequisites|ideal candidate|education\b|certificat\w+|technolog\w+|tech stack|languages?$|dein profil|ihr profil|profil\b|was (?:du|sie) mitbring\w*|das bring\w*|anforderung\w*|voraussetzung\w*|qualifikation\w*|was wir (?:erwarten|suchen)|wir erwarten|mitbringen|kenntnisse|muss|unverzichtbar|erforderlich|competences|exigences?|pre-?requis|profil recherche|votre profil|vous (?:etes|avez|maitrisez)|ce que (?:nous|vous)|qualites|requisitos|perfil|imprescindible|lo que (?:buscamos|necesit)|buscamos|que (?:buscamos|necesitas)|se requiere|conocimientos|formacion/,
  ],
  [
    'tasks',
    /responsibilit\w+|duties|\btasks?\b|what you(?:'ll| will)? (?:do|work|be doing|own)|what you do|your (?:work|role|job|mission|day|impact)|the (?:role|job|position|work|mission)\b|day[- ]to[- ]day|in this role|you(?:'ll| will)\b|key (?:areas|activities)|role overview|scope|aufgaben|das erwartet|was (?:dich|sie) erwartet|deine rolle|tatigkeiten|missions?\b|vos (?:missions|taches)|responsabilites|le poste|votre role|taches|funciones|responsabilidades|tareas|que haras|el puesto|tu mision/,
  ],
  [
    'apply',
    /\bapply\b|application|how to|next steps|process\b|contact|questions\b|closing|deadline|bewerb\w*|kontakt|ansprechpartner\w*|postul\w+|candidat\w+|contacto|inscri\w+|solicit\w+|proceso/,
  ],
  [
    'about',
    /\babout\b|who we are|the company|our (?:company|team|story|stack|mission|values|culture)|company\b|the (?:team|unit|department|product)|we are\b|equal opportunit\w+|diversity|privacy|uber uns|wer wir sind|unternehmen|das team|a propos|qui sommes|l'entreprise|notre (?:entreprise|equipe|societe)|sobre nosotros|quienes somos|la empresa|el equipo/,
  ],
]

/** Lines that are headings wherever they stand, blank lines around them or not, because they say nothing else; folded. */
export const plainHeading =
  /^(?:about (?:us|the company|our company|you|the role|the job)|who we are|our (?:company|team|story|culture|values)|(?:what )?we offer|benefits|perks(?: and benefits)?|(?:job |key )?requirements|qualifications|your profile|what you bring|(?:your |key )?responsibilities|your tasks|nice to have|how to apply|uber uns|wer wir sind|(?:das )?(?:bieten wir|wir bieten)(?: (?:dir|ihnen))?|was wir (?:dir |ihnen )?bieten|(?:deine|ihre) (?:vorteile|aufgaben)|aufgaben|anforderungen|(?:dein|ihr) profil|a propos(?: de nous)?|qui sommes-nous|nous (?:vous )?offrons|avantages|vos missions|(?:votre profil|profil recherche)|sobre nosotros|quienes somos|(?:te )?ofrecemos|beneficios|requisitos|funciones|tu perfil)\s*[:?]?$/

/** That a clause is not needed, but welcome: folded, by where the words may stand. */
export interface NiceWords {
  /** The clause begins so. */
  readonly first: RegExp
  /** The clause ends so, or says it in brackets. */
  readonly last: RegExp
}

export const niceWords: Readonly<Record<Spoken, NiceWords>> = {
  en: {
    first:
      /^\W*(?:ideally|preferably|nice to have|bonus(?: points)?|a plus|desirable|preferred|optional(?:ly)?|good to have|we(?: would|'d) (?:also )?(?:love|like|be (?:happy|delighted|glad|pleased))|it (?:would be|is|'s) (?:a plus|nice|great|good|helpful|an advantage)|it helps if|bonus:|even better|extra points|advantageous)\b/,
    last: /\b(?:(?:is|are|would be|will be|as|seen as|considered) (?:also )?(?:an? )?(?:(?:big|strong|definite|real|huge|distinct|clear|nice|great|added) )?(?:plus|bonus|advantages?|asset|preferred|desirable|desired|welcome|helpful|beneficial|advantageous|optional|nice to have|appreciated|an? nice to have|not required|not essential|useful)|nice[- ]to[- ]have|preferred|desirable|(?:a|big) plus|(?:a|as a) bonus|an advantage|an asset|optional|but not (?:required|essential|necessary))\W*$/,
  },
  de: {
    first:
      /^(?:idealerweise|wunschenswert|von vorteil|im idealfall|gerne|bevorzugt|optional|nice to have|ein plus|wir freuen uns (?:uber|auf)|schon ware|vorteilhaft)\b/,
    last: /\b(?:(?:sind|ist|waren?|wird|werden) (?:ein |von |sehr |auch )*(?:plus|vorteil|wunschenswert|vorteilhaft|willkommen|pluspunkt|gern gesehen|bonus|hilfreich)|von vorteil|wunschenswert|vorteilhaft|ein plus|kein muss|nice to have|optional|gern gesehen|idealerweise|willkommen|nicht zwingend\w*(?: erforderlich)?)\W*$/,
  },
  fr: {
    first:
      /^(?:idealement|de preference|un plus|atouts?|serait un plus|souhaitee?s?|facultatif|nous aimerions|nous serions ravis|dans l'ideal|si possible)\b/,
    last: /\b(?:(?:est|sont|serait|seraient|sera|constitue\w*) (?:un |des |tres |egalement )*(?:plus|atouts?|appreciee?s?|souhaitee?s?|souhaitables?|bienvenue?s?|avantages?|bonus|valorisee?s?)|un plus|un atout|appreciee?s?|souhaitee?s?|souhaitables?|facultati\w+|de preference)\W*$/,
  },
  es: {
    first: /^(?:idealmente|preferiblemente|deseable|se valora\w*|valorable|un plus|nos encantaria|opcional)\b/,
    last: /\b(?:(?:es|son|seria|sera|seran|serian) (?:un |una |muy |tambien )*(?:plus|ventaja|deseables?|valorables?|valorad\w+|bienvenid\w+|util|punto a favor)|un plus|deseables?|valorables?|preferibles?|opcional(?:es)?|se valora\w*)\W*$/,
  },
}

/** That a sentence of prose asks for something, folded. */
export const mustWords: Readonly<Record<Spoken, RegExp>> = {
  en: /\byou (?:must|need|should (?:have|be|bring|hold|know)|have to (?:be|have|hold)|(?:will|'ll) need(?! help)|hold|bring|are (?:an? )?(?:experienced|fluent|comfortable|skilled|proficient|familiar|registered|qualified|able|entitled|certified)|have (?:an? |at least |strong |solid |deep |proven |good |excellent |several |extensive |already |hands-on |\d|\w+ years))|\b(?:is|are) (?:\w+ )?(?:required|essential|mandatory|needed|necessary|a must|expected|indispensable)\b|\bwe (?:expect|require|need (?:you|somebody|someone|an?))|\b(?:candidates?|applicants?) (?:must|should|need)|^must be\b|\bmust (?:have|hold|speak|know)\b|\brequires? (?:an?|at least|strong|solid|proven|experience|knowledge|fluen\w+|\d)|^(?:at least|a minimum of|minimum|\d+\s?\+) ?|\bimportant (?:to us )?that you\b|\byears of (?:\w+ )?experience\b|^(?:strong|solid|proven|excellent|fluent|deep|good) (?:\w+ ){0,3}(?:knowledge|experience|skills|command|understanding)\b/,
  de: /\b(?:sie|du) (?:mussen|musst|brauchen|brauchst|verfugen|verfugst|bringen|bringst|haben|hast|besitzen|besitzt|beherrschen|beherrschst|sprechen|sprichst|sollten|solltest|kennen|kennst)\b|\b(?:erforderlich|vorausgesetzt|zwingend|notwendig|unabdingbar|unverzichtbar|muss|voraussetzung)\b|\bwir (?:erwarten|setzen|benotigen|verlangen)\b|\bmindestens \w+ jahre?\b/,
  fr: /\bvous (?:devez|avez|maitrisez|possedez|disposez|justifiez|parlez|etes (?:titulaire|diplome|capable|a l'aise|autonome)|connaissez)\b|\b(?:est|sont) (?:requise?s?|exigee?s?|obligatoires?|indispensables?|necessaires?|imperati\w+|demandee?s?)\b|\b(?:exige|exigeons|requis|obligatoire|indispensable|imperatif)\b|\bau moins \w+ (?:ans?|annees)|\bminimum \w+ ans/,
  es: /\b(?:debes?|deberas|necesitas|tienes que|cuentas con|dominas|tienes (?:experiencia|al menos)|posees|hablas)\b|\b(?:es|son) (?:imprescindibles?|obligatori\w+|necesari\w+|requerid\w+|indispensables?)\b|\b(?:se requiere\w*|imprescindible|obligatorio|exigimos|requerimos)\b|\b(?:al menos|minimo(?: de)?) \w+ anos/,
}

/** Sentences about the application, the site or the law: they ask for something too, but not of the person's profile. */
export const formalities =
  /\bcookies?\b|e-?mail address|privacy (?:policy|notice)|newsletter|send (?:us )?(?:your|a few|an?) |\bapply (?:now|by|online|with|via)|application form|\bagenc(?:y|ies)\b|equal opportunit|(?:cv|resume|cover letter) (?:is|are|must)|curriculum|bewerbungsunterlagen|datenschutz|lebenslauf|dossier de candidature|politique de confidentialite|sign (?:in|up)|log in|create an account|subscribe|you (?:must|have to|should|need to) (?:come (?:and )?see|see|visit|taste) (?:our|us|the|it|this|for yourself)\b/

/** Words by which a text is known to be a posting, folded; two different ones are enough. */
export const postingWords =
  /\b(?:apply|applicants?|candidates?|vacancy|we are (?:looking|hiring|seeking)|is (?:looking|hiring)|hiring|job|role|position|salary|full[- ]time|part[- ]time|permanent|requirements?|responsibilities|qualifications|years of experience|benefits|remote|your profile|bewerb\w*|stelle|wir suchen|gehalt|vollzeit|teilzeit|anforderungen|aufgaben|unbefristet|poste|candidat\w*|recrut\w+|recherchons|salaire|cdi|missions|temps plein|profil|puesto|empleo|oferta|buscamos|salario|requisitos|jornada|contrato)\b/g
