import type { VerifiedLanguage } from './lexicon/lexicon.ts'

/** A word, number or mark as it stands in the text, before anything is known about it. */
export interface RawToken {
  readonly type: 'word' | 'quantity' | 'date' | 'time' | 'ordinal' | 'address' | 'mark'
  readonly surface: string
  /** Lower case, NFC, with its diacritics: "dirige" and "dirigé" differ in tense. */
  readonly lower: string
  /** Nothing but a hyphen, slash or nothing at all stands between the token before and this one. */
  readonly glued: boolean
}

/** Currency, digits, magnitude and unit of a quantity; `quantity.ts` takes them apart. */
const quantity = String.raw`(?<![\p{L}\p{M}])[€$£]?\s?(?:\d{1,3}(?:[\u00a0\u202f ]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,:]\d+)*)(?:(?:k|K|M|bn|Mio|mio|Mrd)(?![\p{L}\p{N}]))?(?:\s?[%€$£](?!\d))?`

const types = ['address', 'date', 'time', 'ordinal', 'quantity', 'word', 'mark'] as const

/** One group per type, in the order of `types`. Not named: an object per match would be half of the cost. */
const pattern = new RegExp(
  [
    String.raw`(https?:\/\/[^\s)>\]]+[^\s.,;:)>\]]|www\.[^\s)>\]]+[^\s.,;:)>\]]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)`,
    String.raw`((?<![\d.-])\d{4}-\d{2}(?:-\d{2})?(?![\d-])|(?<![\d./])\d{1,2}[./]\d{1,2}[./]\d{4}(?!\d)|(?<![\d./])\d{1,2}\/\d{4}(?!\d))`,
    String.raw`((?<!\d)\d{1,2}\s?h\s?\d{2}(?![\d\p{L}]))`,
    String.raw`(\d+(?:st|nd|rd|th|er|ère|ème|e|º|ª)(?![\p{L}\p{N}]))`,
    `(${quantity})`,
    String.raw`([\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*['’]?[+#]*)`,
    String.raw`([,;:.!?()\[\]"“”„«»—–|&→…\/-])`,
  ].join('|'),
  'gu',
)

/** Reads a text into raw tokens. Marks of Markdown (*, _, #, \`) are not seen. */
export function scan(text: string, language: VerifiedLanguage): RawToken[] {
  const tokens: RawToken[] = []
  let end = 0
  const push = (type: RawToken['type'], surface: string, glued: boolean) =>
    tokens.push({ type, surface, lower: surface.normalize('NFC').toLowerCase().replaceAll('’', "'"), glued })
  for (const match of text.matchAll(pattern)) {
    const type = types[match.indexOf(match[0], 1) - 1]!
    const surface = match[0].trim()
    const start = match.index + match[0].length - match[0].trimStart().length
    const glued = tokens.length > 0 && tokens.at(-1)!.type !== 'mark' && /^[-/]?$/.test(text.slice(end, start))
    if (type === 'mark') {
      // A hyphen or slash inside a compound is no boundary; what it joins is marked as glued.
      if (/[/-]/.test(surface)) {
        const [before, after] = [text[match.index - 1] ?? ' ', text[match.index + 1] ?? ' ']
        if (!/\s/.test(before) && !/\s/.test(after)) continue
        if (/\s/.test(before) !== /\s/.test(after)) {
          end = match.index + match[0].length
          continue
        }
      }
      push('mark', surface, false)
    } else if (type === 'word') {
      for (const [index, piece] of splitElision(surface, language).entries())
        push('word', piece, index > 0 ? false : glued)
    } else {
      push(type, surface, glued)
    }
    end = match.index + match[0].length
  }
  return tokens
}

const englishEnding = /^(.+?)(n['’]t|['’](?:s|m|re|ve|ll|d))$/i
const frenchElision = /^((?:jusqu|lorsqu|puisqu|quoiqu|quelqu|qu|[ldjnscmt])['’])(.+)$/iu

/** "didn't" is "did" and "n't", "l'équipe" is "l" and "équipe", "Maria's" is "Maria" and "'s". */
function splitElision(word: string, language: VerifiedLanguage): string[] {
  if (!/['’]/.test(word)) return [word]
  if (language === 'fr') {
    const match = frenchElision.exec(word)
    if (match) return [match[1]!.slice(0, -1), ...splitElision(match[2]!, language)]
    return [word.replace(/['’]$/, '')]
  }
  const match = englishEnding.exec(word)
  if (match) return [match[1]!, match[2]!]
  // "the engineers' report"
  return /s['’]$/i.test(word) ? [word.slice(0, -1), "'s"] : [word.replace(/['’]$/, '')]
}
