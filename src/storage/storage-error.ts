import { AppError } from '../errors.ts'

/** PostgreSQL error codes (appendix A of its manual) and socket errors that mean: the database is away, try again. */
const away = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  '57P01',
  '57P02',
  '57P03',
  '53300',
])
/** Texts that PostgreSQL refuses: NUL, and within JSON also half of a surrogate pair (22P02). */
const unstorableText = new Set(['22021', '22P05', '22P02'])
/** Numbers, dates and sizes that it refuses. */
const outOfRange = new Set(['22003', '22008', '54000'])
const full = new Set(['53100', 'ENOSPC', 'EDQUOT'])

/** A deadlock, and a conflict between serializable transactions: the same again may well work. */
const contention = new Set(['40P01', '40001'])

export function isContention(error: unknown): boolean {
  return contention.has((error as { code?: string } | undefined)?.code ?? '')
}

/** Turns a driver's error into the code that callers know; anything else is returned as it is. */
export function storageError(error: unknown): unknown {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  if (full.has(code) || /no space left on device/i.test(message)) {
    return new AppError(
      'storage_full',
      'The disk of the database is full. Free some space, then try again; nothing was half-written.',
      { cause: error },
    )
  }
  if (
    away.has(code) ||
    code.startsWith('08') ||
    /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error|not queryable|after calling end on the pool/i.test(
      message,
    )
  ) {
    return new AppError(
      'storage_unavailable',
      'The database cannot be reached right now. Try again in a few seconds.',
      { cause: error },
    )
  }
  if (isContention(error))
    return new AppError(
      'storage_unavailable',
      'The database was busy with another change to the same data. Try again in a few seconds; nothing was half-written.',
      { cause: error },
    )
  if (unstorableText.has(code))
    return new AppError(
      'invalid_input',
      'The text holds characters that cannot be stored, such as NUL or half of a surrogate pair.',
      { cause: error },
    )
  if (outOfRange.has(code))
    return new AppError('invalid_input', 'A number, a date or a text is beyond what can be stored.', { cause: error })
  if (code === '57014')
    return new AppError('timeout', 'The database took too long and the query was cancelled. Try again.', {
      cause: error,
    })
  return error
}
