import { hash } from 'node:crypto'

/** One step of an audit path: the hash that stands beside, and on which side. */
export interface PathStep {
  readonly side: 'left' | 'right'
  /** SHA-256, in hex. */
  readonly hash: string
}

/** Merkle Tree Hash (RFC 6962, section 2.1; the same in RFC 9162) of the leaves' data, in hex. */
export function merkleRoot(leaves: readonly string[]): string {
  return rootOf(leaves.map(leafHash)).toString('hex')
}

/** Merkle audit path (RFC 6962, section 2.1.1) of one leaf, from the leaf up. */
export function merklePath(leaves: readonly string[], index: number): PathStep[] {
  return pathTo(leaves.map(leafHash), index)
}

/** The root that a leaf and its path come to, in hex. */
export function rootFromPath(leaf: string, path: readonly PathStep[]): string {
  let at = leafHash(leaf)
  for (const step of path) {
    const beside = Buffer.from(step.hash, 'hex')
    at = step.side === 'left' ? nodeHash(beside, at) : nodeHash(at, beside)
  }
  return at.toString('hex')
}

function rootOf(hashes: readonly Buffer[]): Buffer {
  if (hashes.length === 0) return sha256()
  if (hashes.length === 1) return hashes[0]!
  const split = splitOf(hashes.length)
  return nodeHash(rootOf(hashes.slice(0, split)), rootOf(hashes.slice(split)))
}

function pathTo(hashes: readonly Buffer[], index: number): PathStep[] {
  if (hashes.length <= 1) return []
  const split = splitOf(hashes.length)
  const [left, right] = [hashes.slice(0, split), hashes.slice(split)]
  return index < split
    ? [...pathTo(left, index), { side: 'right', hash: rootOf(right).toString('hex') }]
    : [...pathTo(right, index - split), { side: 'left', hash: rootOf(left).toString('hex') }]
}

/** The largest power of two smaller than `count`. */
function splitOf(count: number): number {
  return 2 ** Math.floor(Math.log2(count - 1))
}

// Different first bytes, so that no inner node can be given out as a leaf.
function leafHash(data: string): Buffer {
  return sha256(Buffer.of(0), Buffer.from(data))
}

function nodeHash(left: Buffer, right: Buffer): Buffer {
  return sha256(Buffer.of(1), left, right)
}

// In one call: a Hash object for each costs more than the hashing.
function sha256(...parts: Buffer[]): Buffer {
  return hash('sha256', Buffer.concat(parts), 'buffer')
}
