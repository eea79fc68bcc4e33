import type { Language } from './language.ts'

type Known = Exclude<Language, 'und'>

/** Words that are common in one of the languages and rare in the others; short ones carry short questions. */
const functionWords: Record<Known, ReadonlySet<string>> = {
  en: words(
    'the and of to is are was were be been do does did have has had you your what which who how when where why with from this that these those not can could would will should it its for on at by my we our they their there about than tell me',
  ),
  fr: words(
    'le la les un une des du de et est sont était ai as avez vous tu te ton ta tes votre vos où que qui quoi quel quelle quels quelles comment quand pourquoi dans avec pour sur pas ne ce cette ces il elle nous je mon ma mes au aux ou être fait parle',
  ),
  de: words(
    'der die das und ist sind war waren ein eine einen einem einer nicht du dein deine deinen sie ihr ihre ihnen wo was wer wie wann warum welche welcher welches mit von für auf zu im am bei hast haben hat bist kannst können ich wir mein meine es den dem des aus nach über',
  ),
  es: words(
    'el la los las un una unos de del y es son era fue eres tu tus su sus usted qué que quién cómo cuándo dónde donde cuál cuáles por para con en no se lo le tienes tiene has ha mi mis al como está están pero más',
  ),
}

/**
 * The language of a text, by its function words.
 * @param fallback answered when nothing decides: 'en' for questions, 'und' for documents.
 */
export function detectLanguage(text: string, fallback: Language = 'en'): Language {
  const tokens = text.slice(0, 20_000).toLowerCase().match(/\p{L}+/gu) ?? []
  const score: Record<Known, number> = { en: 0, fr: 0, de: 0, es: 0 }
  for (const token of tokens) {
    const in_ = (Object.keys(score) as Known[]).filter((language) => functionWords[language].has(token))
    for (const language of in_) score[language] += 1 / in_.length
  }
  const ranked = (Object.entries(score) as [Known, number][]).sort((a, b) => b[1] - a[1])
  const [best, second] = [ranked[0]!, ranked[1]!]
  return best[1] === 0 || best[1] === second[1] ? fallback : best[0]
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '))
}
