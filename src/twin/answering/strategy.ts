import type { Language } from '../text/language.ts'
import { fold } from '../text/terms.ts'
import type { Strategy } from './answer.ts'

/** Wordings that ask for a story, folded (no accents): interviewers use few. */
const storyWordings: Record<Language, RegExp> = {
  en: /\b(tell (me|us) about a (time|situation|moment|project where)|describe a (time|situation|moment|case)|a time (when|you)|give (me |us )?an example of (a time|when)|walk (me|us) through|have you ever (had|faced|failed|made)|challenge you|biggest (failure|mistake|challenge))\b/,
  fr: /\b(parle[zr]?(-moi| moi)? d'une? (fois|situation|moment)|decri(s|vez) une situation|racont(e|ez)|un exemple ou|une fois ou)\b/,
  de: /\b(erzahl\w* (mir |uns )?von (einer|einem)|beschreib\w* eine situation|ein beispiel, (in dem|wo|als)|eine situation, in der)\b/,
  es: /\b(cuent\w+ (de |sobre )?una (vez|situacion)|describ\w+ una situacion|un ejemplo (de|en) (cuando|que)|una vez (que|en que))\b/,
  und: /$^/,
}

/** Questions with one short answer. */
const factWordings: Record<Language, RegExp> = {
  en: /^(when|where|who|how (many|much|long|old|far|often)|what (is|was|are) your (name|email|phone|title|job)|which (year|city|company|university)|are you|is (he|she)|did you|do you|have you|were you|can you)\b/,
  fr: /^(quand|ou|qui|combien|quel(le)?s? (est|sont|age|annee|ville|entreprise)|est-ce que|as-tu|avez-vous|es-tu|etes-vous)\b/,
  de: /^(wann|wo|wer|wie (viele?|lange|alt|oft|heis)|welche[srnm]? (jahr|stadt|firma)|bist du|sind sie|hast du|haben sie|kannst du|konnen sie)\b/,
  es: /^(¿\s*)?(cuando|donde|quien|cuant[oa]s?|cual(es)? (es|son)|que (ano|ciudad|empresa)|eres|es usted|tienes|tiene|has|ha|puedes)\b/,
  und: /$^/,
}

/** The shape a question asks for when the asker did not choose one. */
export function strategyFor(question: string, language: Language): Strategy {
  const folded = fold(question).trim()
  if (storyWordings[language].test(folded)) return 'star'
  return factWordings[language].test(folded) ? 'concise' : 'detailed'
}
