/** What a token is made of; only words have character n-grams. */
export type TokenKind = 'word' | 'number' | 'mark' | 'emoji' | 'emoticon' | 'link' | 'user'

export interface TextToken {
  /** Normal form: NFKC, lower case, three or more of one letter squeezed to two, links and users folded to one word. */
  readonly text: string
  readonly kind: TokenKind
  /** UTF-16 positions in the text given, end exclusive. */
  readonly start: number
  readonly end: number
}

const space = 0
const letter = 1
const digit = 2
const mark = 3

/** Class of each code below 128. */
const asciiClass = new Uint8Array(128)
for (let code = 0; code < 128; code++) {
  asciiClass[code] =
    code <= 32 || code === 127
      ? space
      : code >= 48 && code <= 57
        ? digit
        : /[a-z_]/i.test(String.fromCharCode(code))
          ? letter
          : mark
}

const apostrophe = 39
const exclamation = 33
const question = 63
const ellipsis = 0x2026

/** French elisions end a word: l'écran is "l" and "écran"; don't and it's stay whole. */
const elided = new Set(['l', 'd', 'j', 'n', 's', 'c', 'm', 't', 'qu', 'jusqu', 'lorsqu', 'puisqu'])

const happyMouths = ')]}dp*3>'
const sadMouths = '([{|/\\@'

/** Splits a text into its tokens. Linear in the length of the text; writes a number of at most four digits as it is, longer ones as zeros. */
export function tokenize(text: string): TextToken[] {
  const tokens: TextToken[] = []
  const length = text.length
  let at = 0
  let previousEnd = -1
  const push = (normal: string, kind: TokenKind, end: number): void => {
    tokens.push({ text: normal, kind, start: at, end })
    previousEnd = end
    at = end
  }
  while (at < length) {
    const code = text.charCodeAt(at)
    const kind = classOf(code)
    if (kind === space) {
      at++
    } else if (kind === letter) {
      if (isLink(text, at, code)) push('http', 'link', endOfLink(text, at))
      else {
        const end = endOfWord(text, at)
        push(normalWord(text.slice(at, end)), 'word', end)
        if (isApostrophe(text.charCodeAt(at))) at++
      }
    } else if (kind === digit) {
      const end = endOfNumber(text, at)
      if (classOf(text.charCodeAt(end)) === letter) {
        const wordEnd = endOfName(text, end)
        push(normalWord(text.slice(at, wordEnd)), 'word', wordEnd)
      } else push(end - at > 4 ? '0'.repeat(Math.min(end - at, 12)) : text.slice(at, end), 'number', end)
    } else if (code >= 0xd800 && code <= 0xdfff) {
      const end = endOfEmoji(text, at)
      const emoji = String.fromCodePoint(text.codePointAt(at)!)
      if (isEmojiModifier(emoji)) at = end
      else push(emoji, 'emoji', end)
    } else if (code > 0x2070) {
      push(text[at]!, 'emoji', endOfEmoji(text, at))
    } else if (code === 64 && previousEnd !== at && isWordCode(text.charCodeAt(at + 1))) {
      push('@user', 'user', endOfName(text, at + 1))
    } else {
      const emoticon = emoticonAt(text, at, code)
      if (emoticon) push(emoticon.normal, 'emoticon', emoticon.end)
      else {
        let end = at + 1
        while (text.charCodeAt(end) === code) end++
        const run = end - at
        if (code === ellipsis || (code === 46 && run > 1)) push('...', 'mark', end)
        else if (code === exclamation || code === question || run > 1)
          push(text.slice(at, at + Math.min(run, 2)), 'mark', end)
        else at = end
      }
    }
  }
  return tokens
}

/** Past the end of a text the code is NaN, which counts as space. */
function classOf(code: number): number {
  if (code < 128) return asciiClass[code]!
  if (code < 0xc0) return code === 0xa0 ? space : code === 0xaa || code === 0xb5 || code === 0xba ? letter : mark
  if (code < 0x2000) return code === 0xd7 || code === 0xf7 ? mark : letter
  if (code < 0x2c00)
    return code <= 0x200d || code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x2060 ? space : mark
  if (code >= 0xd800 && code <= 0xdfff) return mark
  if (code === 0x3000 || code === 0xfeff || (code >= 0xfe00 && code <= 0xfe0f)) return space
  if (Number.isNaN(code)) return space
  return code > 0x3000 && code < 0x3030 ? mark : letter
}

function isWordCode(code: number): boolean {
  const kind = classOf(code)
  return kind === letter || kind === digit
}

function isApostrophe(code: number): boolean {
  return code === apostrophe || code === 0x2019
}

function endOfWord(text: string, start: number): number {
  let end = start
  for (;;) {
    while (end < text.length && isWordCode(text.charCodeAt(end))) end++
    if (!isApostrophe(text.charCodeAt(end)) || classOf(text.charCodeAt(end + 1)) !== letter) return end
    if (end - start <= 6 && elided.has(text.slice(start, end).toLowerCase())) return end
    end++
  }
}

function endOfNumber(text: string, start: number): number {
  let end = start
  while (end < text.length && classOf(text.charCodeAt(end)) === digit) end++
  return end
}

function endOfName(text: string, start: number): number {
  let end = start
  while (end < text.length && isWordCode(text.charCodeAt(end))) end++
  return end
}

function isLink(text: string, start: number, code: number): boolean {
  if (code === 104 || code === 72) {
    if (
      !text
        .slice(start, start + 4)
        .toLowerCase()
        .startsWith('http')
    )
      return false
    const next = text[start + 4] === 's' ? start + 5 : start + 4
    return text.startsWith('://', next) || !isWordCode(text.charCodeAt(next))
  }
  return (code === 119 || code === 87) && text.slice(start, start + 4).toLowerCase() === 'www.'
}

function endOfLink(text: string, start: number): number {
  let end = start
  while (end < text.length && classOf(text.charCodeAt(end)) !== space) end++
  return end
}

/** An emoji with what belongs to it: skin tone, variation selector, joined further emoji. */
function endOfEmoji(text: string, start: number): number {
  let end = start + (text.codePointAt(start)! > 0xffff ? 2 : 1)
  for (;;) {
    const code = text.codePointAt(end)
    if (code === 0xfe0f || code === 0x20e3) end++
    else if (code !== undefined && code >= 0x1f3fb && code <= 0x1f3ff) end += 2
    else if (code === 0x200d && end + 1 < text.length && text.codePointAt(end + 1)! > 0x2070) {
      end += text.codePointAt(end + 1)! > 0xffff ? 3 : 2
    } else return end
  }
}

function isEmojiModifier(emoji: string): boolean {
  const code = emoji.codePointAt(0)!
  return (code >= 0x1f3fb && code <= 0x1f3ff) || (code >= 0xd800 && code <= 0xdfff)
}

/** Western emoticons, without their nose: `:-))` is `:)`. A letter as a mouth must end the word: `:Das` is none. */
function emoticonAt(text: string, start: number, code: number): { normal: string; end: number } | undefined {
  if (code === 60 && text[start + 1] === '3' && !isWordCode(text.charCodeAt(start + 2)))
    return { normal: '<3', end: start + 2 }
  const eyes = code === 58 || code === 61 || code === 56 ? ':' : code === 59 ? ';' : undefined
  if (!eyes) return undefined
  let at = start + 1
  const tear = text[at] === "'"
  if (tear) at++
  if (text[at] === '-' || text[at] === 'o') at++
  const mouth = text[at]?.toLowerCase()
  if (!mouth) return undefined
  if (classOf(mouth.charCodeAt(0)) !== mark && isWordCode(text.charCodeAt(at + 1))) return undefined
  if (mouth === '/' && text[at + 1] === '/') return undefined
  const happy = happyMouths.includes(mouth)
  if (!happy && !sadMouths.includes(mouth)) return undefined
  let end = at + 1
  while (text[end] === text[at]) end++
  const shown = ')]}>'.includes(mouth) ? ')' : '([{'.includes(mouth) ? '(' : mouth === '\\' ? '/' : mouth
  return { normal: `${eyes}${tear ? "'" : ''}${shown}`, end }
}

function normalWord(word: string): string {
  let plain = true
  let repeated = false
  for (let index = 0; index < word.length; index++) {
    const code = word.charCodeAt(index)
    if (code > 127) plain = false
    else if (index > 1 && code === word.charCodeAt(index - 1) && code === word.charCodeAt(index - 2)) repeated = true
  }
  const lower = plain ? word.toLowerCase() : word.toLowerCase().normalize('NFKC').replaceAll('’', "'")
  return repeated ? lower.replace(/(\D)\1{2,}/g, '$1$1') : lower
}
