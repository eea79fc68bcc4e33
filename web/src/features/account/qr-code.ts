/** Rows of a QR code, `true` for dark, without the quiet zone around it. */
export type QrCode = readonly (readonly boolean[])[]

/** Of error correction level L (ISO/IEC 18004:2015, table 9), by version: check bytes in each block, and blocks. */
const checkBytes = [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26]
const blockCounts = [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12]

/**
 * A text as a QR code (ISO/IEC 18004:2015): bytes, error correction level L, the smallest version of 1 to 25 that holds it, the
 * mask with the least penalty. Throws for more than 1,273 bytes.
 */
export function encodeQr(text: string): QrCode {
  const bytes = new TextEncoder().encode(text)
  const version = checkBytes.findIndex((_, index) => bytes.length <= capacity(index + 1)) + 1
  if (version === 0) throw new RangeError(`A text of ${bytes.length} bytes is too long for this QR code`)
  const words = withChecks(dataWords(bytes, version), version)
  const candidates = masks.map((mask, index) => draw(version, words, mask, index))
  return candidates.reduce((best, next) => (penalty(next) < penalty(best) ? next : best))
}

/** How many bytes of text fit: without mode, length and checks. */
function capacity(version: number): number {
  return dataLength(version) - (version < 10 ? 2 : 3)
}

function dataLength(version: number): number {
  return Math.floor(rawModules(version) / 8) - checkBytes[version - 1]! * blockCounts[version - 1]!
}

/** Modules that carry data or checks. */
function rawModules(version: number): number {
  const aligned = version > 1 ? Math.floor(version / 7) + 2 : 0
  const alignment = version > 1 ? (25 * aligned - 10) * aligned - 55 : 0
  return (16 * version + 128) * version + 64 - alignment - (version >= 7 ? 36 : 0)
}

function dataWords(bytes: Uint8Array, version: number): number[] {
  const text = [
    '0100', // mode: bytes
    bytes.length.toString(2).padStart(version < 10 ? 8 : 16, '0'),
    ...[...bytes].map((byte) => byte.toString(2).padStart(8, '0')),
    '0000',
  ].join('')
  const words = (text.match(/.{1,8}/g) ?? []).map((word) => Number.parseInt(word.padEnd(8, '0'), 2))
  const length = dataLength(version)
  for (let pad = 0; words.length < length; pad++) words.push(pad % 2 === 0 ? 0xec : 0x11)
  return words.slice(0, length)
}

/** Reed-Solomon checks for each block, and the blocks interleaved. */
function withChecks(data: readonly number[], version: number): number[] {
  const [checks, count] = [checkBytes[version - 1]!, blockCounts[version - 1]!]
  const total = Math.floor(rawModules(version) / 8)
  const short = Math.floor(total / count) - checks
  const longBlocks = total % count
  const divisor = generator(checks)
  let at = 0
  const blocks = Array.from({ length: count }, (_, index) => {
    const block = data.slice(at, (at += short + (index >= count - longBlocks ? 1 : 0)))
    return { block, check: remainder(block, divisor) }
  })
  const interleaved: number[] = []
  for (let index = 0; index <= short; index++)
    for (const { block } of blocks) if (index < block.length) interleaved.push(block[index]!)
  for (let index = 0; index < checks; index++) for (const { check } of blocks) interleaved.push(check[index]!)
  return interleaved
}

/** In GF(2⁸) modulo x⁸ + x⁴ + x³ + x² + 1. */
function multiply(a: number, b: number): number {
  let product = 0
  for (let bit = 7; bit >= 0; bit--) product = (product << 1) ^ ((product >> 7) * 0x11d) ^ (((b >> bit) & 1) * a)
  return product
}

function generator(degree: number): number[] {
  const result = [...Array<number>(degree - 1).fill(0), 1]
  let root = 1
  for (let round = 0; round < degree; round++) {
    for (let index = 0; index < degree; index++)
      result[index] = multiply(result[index]!, root) ^ (result[index + 1] ?? 0)
    root = multiply(root, 2)
  }
  return result
}

function remainder(data: readonly number[], divisor: readonly number[]): number[] {
  let rest = divisor.map(() => 0)
  for (const word of data) {
    const factor = word ^ rest[0]!
    rest = [...rest.slice(1), 0].map((value, index) => value ^ multiply(divisor[index]!, factor))
  }
  return rest
}

type Mask = (x: number, y: number) => boolean
const masks: readonly Mask[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
]

function draw(version: number, words: readonly number[], mask: Mask, maskIndex: number): boolean[][] {
  const { rows, fixed, set } = patterns(version)
  const size = rows.length
  drawFormat(size, maskIndex, set)
  let bit = 0
  for (let right = size - 1; right >= 1; right -= right === 8 ? 3 : 2) {
    const upward = ((right + (right < 6 ? 2 : 1)) & 2) === 0
    for (let step = 0; step < size; step++)
      for (const x of [right, right - 1]) {
        const y = upward ? size - 1 - step : step
        if (fixed[y]![x]) continue
        const dark = bit < words.length * 8 && ((words[bit >> 3]! >> (7 - (bit & 7))) & 1) === 1
        rows[y]![x] = dark !== mask(x, y)
        bit++
      }
  }
  return rows
}

/** Finders, timing, alignment and version: what stands fast whatever the text is. */
function patterns(version: number) {
  const size = version * 4 + 17
  const grid = () => Array.from({ length: size }, () => Array<boolean>(size).fill(false))
  const [rows, fixed] = [grid(), grid()]
  const set = (x: number, y: number, dark: boolean) => {
    if (x < 0 || y < 0 || x >= size || y >= size) return
    rows[y]![x] = dark
    fixed[y]![x] = true
  }
  const square = (x: number, y: number, radius: number, light: readonly number[]) => {
    for (let dy = -radius; dy <= radius; dy++)
      for (let dx = -radius; dx <= radius; dx++)
        set(x + dx, y + dy, !light.includes(Math.max(Math.abs(dx), Math.abs(dy))))
  }
  for (let index = 0; index < size; index++) {
    set(6, index, index % 2 === 0)
    set(index, 6, index % 2 === 0)
  }
  const centres = alignmentCentres(version, size)
  const last = centres.length - 1
  for (const [i, x] of centres.entries())
    for (const [j, y] of centres.entries())
      if (!((i === 0 && (j === 0 || j === last)) || (i === last && j === 0))) square(x, y, 2, [1])
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    square(x, y, 4, [2, 4])
  if (version >= 7) {
    const bits = (version << 12) | checkBits(version, 12, 0x1f25)
    for (let index = 0; index < 18; index++) {
      const [a, b] = [size - 11 + (index % 3), Math.floor(index / 3)]
      set(a, b, ((bits >> index) & 1) === 1)
      set(b, a, ((bits >> index) & 1) === 1)
    }
  }
  return { rows, fixed, set }
}

function alignmentCentres(version: number, size: number): number[] {
  if (version === 1) return []
  const count = Math.floor(version / 7) + 2
  const step = Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2
  return [6, ...Array.from({ length: count - 1 }, (_, index) => size - 7 - (count - 2 - index) * step)]
}

/** Level L and the mask, twice (7.9). */
function drawFormat(size: number, mask: number, set: (x: number, y: number, dark: boolean) => void): void {
  const data = (0b01 << 3) | mask
  const bits = ((data << 10) | checkBits(data, 10, 0x537)) ^ 0x5412
  const dark = (index: number) => ((bits >> index) & 1) === 1
  for (let index = 0; index < 15; index++) {
    if (index < 8) set(8, index < 6 ? index : index + 1, dark(index))
    else set(index === 8 ? 7 : 14 - index, 8, dark(index))
    if (index < 8) set(size - 1 - index, 8, dark(index))
    else set(8, size - 15 + index, dark(index))
  }
  set(8, size - 8, true)
}

/** Of a Bose-Chaudhuri-Hocquenghem code (annexes C and D). */
function checkBits(data: number, length: number, divisor: number): number {
  let rest = data
  for (let round = 0; round < length; round++) rest = (rest << 1) ^ ((rest >> (length - 1)) * divisor)
  return rest
}

/** How hard it is to read (7.8.3): long runs, blocks, what looks like a finder, and a lack of balance. */
function penalty(rows: QrCode): number {
  const size = rows.length
  const lines = [
    ...rows.map((row) => row.map(Number).join('')),
    ...rows.map((_, x) => rows.map((row) => Number(row[x])).join('')),
  ]
  let score = 0
  for (const line of lines) {
    for (const run of line.match(/0{5,}|1{5,}/g) ?? []) score += run.length - 2
    for (let at = 0; at + 11 <= size; at++) if (/^(00001011101|10111010000)/.test(line.slice(at, at + 11))) score += 40
  }
  for (let y = 1; y < size; y++)
    for (let x = 1; x < size; x++) {
      const four = [rows[y]![x], rows[y]![x - 1], rows[y - 1]![x], rows[y - 1]![x - 1]]
      if (four.every((dark) => dark === four[0])) score += 3
    }
  const share = rows.flat().filter(Boolean).length / (size * size)
  return score + Math.floor(Math.abs(share * 20 - 10)) * 10
}
