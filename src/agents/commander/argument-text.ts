import { AppError } from '#errors'

export const maxArguments = 16
const maxBytes = 255

/** Signs that no shell, and no remote shell of ssh, gives a meaning inside single quotes or outside; never `-` first. */
export const plainText = /^[A-Za-z0-9._:/@%+,=][A-Za-z0-9._:/@%+,=-]{0,254}$/
const plainOption = /^-[A-Za-z0-9._:/@%+,=-]{1,254}$/

/** Refuses, with `invalid_input` and the reason, every argument that is not short and of plain signs only. */
export function checkText(text: string, what: string): void {
  if (plainText.test(text) || plainOption.test(text)) return
  throw new AppError('invalid_input', `${what} ${quote(text)} is refused: ${reasonAgainst(text)}.`)
}

/** As `checkText`, for what is no option: it may not start with `-`, which a program would read as one. */
export function checkOperand(text: string, what: string): void {
  checkText(text, what)
  if (text.startsWith('-')) {
    throw new AppError('invalid_input', `${what} ${quote(text)} is refused: it starts with "-", as options do.`)
  }
}

function reasonAgainst(text: string): string {
  if (text === '') return 'it is empty'
  if (text === '-') return 'a lone "-" stands for standard input'
  if (Buffer.byteLength(text) > maxBytes) return `it has more than ${maxBytes} bytes`
  if (/\p{Cc}/u.test(text)) return 'it holds a control character'
  if (!text.isWellFormed()) return 'it holds half of a surrogate pair'
  if (/[\p{Cf}\p{Zl}\p{Zp}]/u.test(text)) return 'it holds an invisible character'
  if (text.normalize('NFKC') !== text) return 'it holds characters that look like others'
  if (/[^ -~]/.test(text)) return 'it holds characters outside ASCII (write a host name in its xn-- form)'
  return 'it holds signs other than letters, digits and ._:/@%+,=-'
}

/** Untrusted text for a message: short, ASCII only, so that it can break no log line, header or terminal. */
export function quote(text: string): string {
  const short = text.length > 60 ? `${text.slice(0, 60)}…` : text
  return JSON.stringify(short).replace(/[^ -~]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
