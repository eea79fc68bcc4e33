import { fold } from '../text/terms.ts'
import type { Question } from './analyze-question.ts'

/**
 * What is asked of a person by its name, and answered by nothing that does not name it: no sentence about a job tells the
 * salary. `asked` is read in the question and `named` in what is to answer it, both folded; in four languages.
 */
interface Attribute {
  readonly asked: RegExp
  readonly named: RegExp
}

/** Tastes: nouns of four languages, folded. What somebody likes best of one says nothing of another. */
const tastes = [
  /colou?rs?|couleurs?|farbe|colores|color/,
  /foods?|meals?|dish(es)?|plats?|essen|gericht|comidas?|platos?/,
  /(films?|movies?)|filme|peliculas?/,
  /books?|livres?|buch|libros?/,
  /songs?|bands?|music|musique|chansons?|musik|lied|musica|canciones|cancion/,
  /drinks?|boissons?|getrank|bebidas?/,
  /animals?|pets?|animaux|tier|animales|mascotas?/,
  /sports?|deportes?/,
  /seasons?|saisons?|jahreszeit|estacion/,
]

const favourites: readonly Attribute[] = tastes.map(({ source }) => ({
  asked: new RegExp(
    `\\b(favou?rite|preferred|best loved) (${source})\\b|\\blieblings(${source})\\b|\\b(${source}) (prefere\\w*|favori\\w*)`,
  ),
  named: new RegExp(`\\b(lieblings)?(${source})\\b`),
}))

const attributes: readonly Attribute[] = [
  ...favourites,
  {
    asked:
      /\b(salar(y|ies)|wages?|remuneration|pay (expectations?|rise|range|grade)|do you (earn|make)|you (get )?paid|day rate|salaires?|gagne[rz]|gehalts?\w*|verdien\w+|salarios?|sueldos?|ganas?)\b/,
    named: /salar|\bwage|compensation|remuneration|\bday rate\b|\bpay\b|salaire|gehalt|vergutung|sueldo/,
  },
  {
    asked: /\bhow old are you\b|\byour age\b|\bquel age\b|\bwie alt (bist|sind)\b|\bque edad\b|\bcuantos anos tiene/,
    named: /\byears old\b|\bage\b|\baged\b|\bborn\b|\bans\b|\bnee?\b|\bjahre alt\b|\bgeboren\b|\bedad\b|\bnaci/,
  },
  {
    asked: /\b(phone|telephone|mobile) ?(number)?\b|\bcall you\b|\btelefon\w*|\bhandynummer\b/,
    named: /(phone|telephone|telefon|mobile)\b.{0,12}\d|\+\d{2}/,
  },
  { asked: /\be-?mail\b|\bcourriel\b|\bcorreo\b/, named: /@|e-?mail|courriel|correo/ },
  {
    asked: /\b(home|postal|exact|street|private) address\b|\byour address\b|\badresse\b|\banschrift\b|\bdireccion\b/,
    named: /\b(postal|street|rue|avenue|calle)\b|stra(ss|ß)e\b|anschrift/,
  },
  {
    asked:
      /\b(birthday|date of birth|when were you born|where were you born)\b|\b(ne|nee|naissance|geboren|geburts\w+|nacio|naciste|nacimiento)\b/,
    named: /birth|\bborn\b|\bnee?\b|naissance|gebor|geburt|\bnaci/,
  },
  {
    asked: /\b(children|kids|sons?|daughters?|enfants?|kinder|hijos)\b/,
    named: /\b(child|children|kids?|son|daughter|father of|mother of|enfants?|kind|kinder|hij[oa]s?|parent)\b/,
  },
  {
    asked: /\b(married|wife|husband|spouse|single|mari[ee]e?|verheiratet|casad[oa]|girlfriend|boyfriend|partner)\b/,
    named: /\b(married|wife|husband|spouse|partner|mariee?|conjoint|verheiratet|casad[oa])\b/,
  },
  {
    asked: /\b(nationality|citizenship|passport|nationalite|staatsangehorigkeit|nacionalidad)\b/,
    named: /national|citizen|passport|passeport|staats|ciudadan/,
  },
  {
    asked: /\bnotice period\b|\b(your|much|of) notice\b|\bpreavis\b|\bkundigungsfrist\b|\bpreaviso\b/,
    named: /notice period|\b(months?|weeks?)['’s]* notice|of notice|preavis|kundigungsfrist|preaviso/,
  },
  {
    asked:
      /\b(weakness(es)?|weak (point|spot)s?|points? faibles?|faiblesses?|schwach(e|en)|debilidad(es)?|puntos? debil(es)?)\b/,
    named: /weak|shortcoming|struggle|faible|schwach|debil/,
  },
  {
    asked: /\bwhen (can|could|would) you (start|begin|join)\b|\bstart(ing)? date\b|\bearliest start\b/,
    named: /notice|available|availab|could start|can start/,
  },
  {
    asked: /\b(work permit|visa|arbeitserlaubnis|permiso de trabajo|permis de travail)\b/,
    named: /permit|visa|citizen|arbeitserlaubnis|permis/,
  },
  {
    asked: /\b(vote|political party|religion|religious|god|church|shoe size|weight|height|blood)\b/,
    named: /\b(vote|politic|religio|church|size|weigh|height|blood)/,
  },
  {
    asked:
      /\b(willing|ready|prepared|put up|open) (to|with|for)?\b.{0,30}\btravel|\bbusiness travel\b|\bdeplacements\b|\bdienstreisen\b/,
    named: /travel|deplacement|reise|viaj/,
  },
]

/** True when the question asks for a personal attribute by name and the text that is to answer it names none such. */
export function lacksAttribute(question: Question, text: () => string): boolean {
  if (!question.addressed) return false
  const asked = fold(question.text)
  const wanted = attributes.filter((attribute) => attribute.asked.test(asked))
  if (wanted.length === 0) return false
  const folded = fold(text())
  return wanted.some(({ named }) => !named.test(folded))
}
