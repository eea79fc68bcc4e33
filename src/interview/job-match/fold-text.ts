/**
 * Lower case without accents, apostrophes and dashes of one kind, and exactly as long as the text, so that an offset into one is
 * an offset into the other. What folding would make longer ("ß", ligatures) stays as it is.
 */
export function foldText(text: string): string {
  let folded = ''
  for (const character of text) {
    const plain = (replaced[character] ?? character)
      .normalize('NFD')
      .replace(/\p{M}+/gu, '')
      .toLowerCase()
    folded += plain.length === character.length ? plain : character
  }
  return folded
}

const replaced: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '`': "'",
  '´': "'",
  '–': '-',
  '—': '-',
  '‑': '-',
  '\u00a0': ' ',
}
