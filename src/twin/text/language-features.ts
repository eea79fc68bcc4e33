/** Number of weights per language. Few enough to load at once (16 KB in all), enough that collisions cost little. */
export const featureBuckets = 4096

/** Characters of a text that are looked at. More change nothing, and questions must be quick. */
const readLength = 5_000

/**
 * Calls `visit` with the bucket of every feature of a text: the character 1- to 4-grams of its words, word borders
 * included, and the words themselves, hashed (FNV-1a). Returns their number.
 */
export function visitLanguageFeatures(text: string, visit: (bucket: number) => void): number {
  let count = 0
  const normal = text
    .slice(0, readLength)
    .toLowerCase()
    .normalize('NFC')
    .replace(/https?:\S*|@\w+|#\w+/g, ' ')
  for (const [word] of normal.matchAll(/\p{L}+['’]?|[¿¡]/gu)) {
    const padded = `_${word.slice(0, 24)}_`
    for (let start = 0; start < padded.length; start++) {
      let hash = 0x811c9dc5
      const end = Math.min(start + 4, padded.length)
      for (let index = start; index < end; index++) {
        hash = Math.imul(hash ^ padded.charCodeAt(index), 0x01000193)
        if (index === 0 || (index === start && index === padded.length - 1)) continue
        visit(bucketOf(hash))
        count++
      }
    }
    let hash = 0x811c9dc5 ^ 0x3d
    for (let index = 0; index < padded.length; index++) hash = Math.imul(hash ^ padded.charCodeAt(index), 0x01000193)
    visit(bucketOf(hash))
    count++
  }
  return count
}

function bucketOf(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return ((mixed ^ (mixed >>> 13)) >>> 0) % featureBuckets
}
