const words: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty',
    'ein zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn zwanzig',
    'un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt',
    'uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte',
  ].flatMap((list) => list.split(' ').map((word, index) => [word, index + 1])),
)

/** Digits, or a number written out up to twenty, folded; as the inside of a pattern. */
export const numberPattern = String.raw`\d{1,3}(?:[.,]\d{3})*(?:\.\d)?|${Object.keys(words)
  .toSorted((a, b) => b.length - a.length)
  .join('|')}`

export function readNumber(text: string): number | undefined {
  const value = words[text] ?? Number(text.replace(/[.,](?=\d{3})/g, ''))
  return Number.isFinite(value) ? value : undefined
}
