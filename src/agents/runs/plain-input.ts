import { AppError } from '../../errors.ts'

/** No input of ours has a tenth of it, and what hashes, checks and stores one calls itself at each level. */
const maxLevels = 100

interface Place {
  readonly value: unknown
  readonly path: string
  readonly level: number
}

/**
 * Throws `invalid_input` for what can be written in JSON and neither be hashed (RFC 8785) nor stored: more than 100 levels,
 * numbers beyond a double (`1e400`), texts with NUL or half of a surrogate pair.
 */
export function requirePlainInput(input: unknown): void {
  const places: Place[] = [{ value: input, path: '', level: 0 }]
  for (let place = places.pop(); place; place = places.pop()) {
    const { value, path, level } = place
    const problem = problemOf(value)
    if (problem) throw refusal(path, problem)
    if (typeof value !== 'object' || value === null) continue
    if (level === maxLevels) throw new AppError('invalid_input', `The input is more than ${maxLevels} levels deep.`)
    for (const [key, inner] of Object.entries(value)) {
      if (problemOf(key)) throw refusal(path, 'has a key with characters that cannot be stored')
      places.push({ value: inner, path: path === '' ? key : `${path}.${key}`, level: level + 1 })
    }
  }
}

function problemOf(value: unknown): string | undefined {
  if (typeof value === 'number' && !Number.isFinite(value)) return 'is beyond what a number can be'
  if (typeof value === 'string' && (value.includes('\0') || !value.isWellFormed()))
    return 'holds characters that cannot be stored, such as NUL or half of a surrogate pair'
  return undefined
}

function refusal(path: string, message: string): AppError {
  return new AppError('invalid_input', `${path === '' ? 'The input' : path}: ${message}`, {
    details: [{ path, message }],
  })
}
