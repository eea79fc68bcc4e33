/**
 * Zeroed number arrays for one computation, all from one buffer that the next computation uses again: an answer needs some
 * 60 kB of them, and giving each its own memory made a tenth of an answer's time garbage collection. What was taken is valid until
 * `reset`.
 */
export interface Workspace {
  /** Begins a computation: what was taken before is void. */
  reset(): void
  float64(length: number): Float64Array
  float32(length: number): Float32Array
  int16(length: number): Int16Array
  uint16(length: number): Uint16Array
}

const initialBytes = 1 << 16
/** Every array begins at a multiple of this. */
const alignment = 8

export function createWorkspace(): Workspace {
  let buffer = new ArrayBuffer(initialBytes)
  let used = 0

  /** Where `bytes` more begin. A buffer that is too small is replaced; arrays taken from it before keep it. */
  function take(bytes: number): number {
    const size = Math.ceil(bytes / alignment) * alignment
    if (used + size > buffer.byteLength) {
      buffer = new ArrayBuffer(2 * Math.max(buffer.byteLength, size))
      used = 0
    }
    used += size
    return used - size
  }

  function zeroed<A extends { fill(value: number): A }>(make: ArrayKind<A>, length: number): A {
    const at = take(make.BYTES_PER_ELEMENT * length)
    return new make(buffer, at, length).fill(0)
  }

  return {
    reset() {
      used = 0
    },
    float64: (length) => zeroed(Float64Array, length),
    float32: (length) => zeroed(Float32Array, length),
    int16: (length) => zeroed(Int16Array, length),
    uint16: (length) => zeroed(Uint16Array, length),
  }
}

interface ArrayKind<A> {
  readonly BYTES_PER_ELEMENT: number
  new (buffer: ArrayBuffer, at: number, length: number): A
}
