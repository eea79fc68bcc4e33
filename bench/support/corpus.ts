/** Words of an invented language with the frequencies of a real one (Zipf's law), so that any size can be made. */
const vocabularySize = 20_000

export interface SyntheticCorpus {
  /** A document of `passages` paragraphs of about 120 words under headings, so that each becomes a passage. */
  document(index: number, passages: number): string
  /** A question of four words that occur together in some passage. */
  question(index: number): string
}

export function syntheticCorpus(seed: number): SyntheticCorpus {
  const harmonic = cumulative(vocabularySize)
  const word = (random: () => number) => spell(search(harmonic, random() * harmonic[vocabularySize - 1]!))
  const paragraph = (key: number) => {
    const random = generator(seed + key * 7919)
    return Array.from({ length: 8 }, () => {
      const words = Array.from({ length: 15 }, () => word(random))
      return `${words[0]![0]!.toUpperCase()}${words.join(' ').slice(1)}.`
    }).join(' ')
  }
  return {
    document: (index, passages) =>
      Array.from(
        { length: passages },
        (_, part) => `## Section ${index}.${part}\n\n${paragraph(index * 1_000 + part)}\n`,
      ).join('\n'),
    question(index) {
      const random = generator(seed + 31 * index)
      const words = paragraph(Math.floor(random() * 10) * 1_000 + Math.floor(random() * 10))
        .toLowerCase()
        .replaceAll('.', '')
        .split(' ')
      const start = Math.floor(random() * (words.length - 6))
      return `What about ${words.slice(start, start + 4).join(' ')}?`
    },
  }
}

function cumulative(size: number): Float64Array {
  const sums = new Float64Array(size)
  let sum = 0
  for (let rank = 1; rank <= size; rank++) sums[rank - 1] = sum += 1 / rank
  return sums
}

function search(sums: Float64Array, value: number): number {
  let low = 0
  let high = sums.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (sums[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}

const syllables = [
  'ba',
  'ke',
  'lo',
  'mi',
  'nu',
  'ra',
  'se',
  'ti',
  'vo',
  'zu',
  'da',
  'fe',
  'go',
  'hi',
  'ju',
  'pa',
  'que',
  'sto',
  'tri',
  'wu',
]

function spell(rank: number): string {
  const parts = []
  for (let rest = rank + 400; rest > 0; rest = Math.floor(rest / syllables.length))
    parts.push(syllables[rest % syllables.length])
  return parts.join('')
}

/** mulberry32: small, seeded, good enough to draw words. */
function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
