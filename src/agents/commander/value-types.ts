import { realpathSync } from 'node:fs'
import { isIPv4, isIPv6 } from 'node:net'
import { isAbsolute, sep } from 'node:path'
import { z } from 'zod'
import { AppError } from '#errors'
import { plainText, quote } from './argument-text.ts'

const fixedValue = z.string().regex(plainText, 'only letters, digits and ._:/@%+,=- are allowed, not "-" first')
const folder = z.string().refine(isAbsolute, 'must be an absolute path')

/** What a value given by a caller may be. `host` is a host name or an IP address. */
export const valueTypeSchema = z.discriminatedUnion('type', [
  z
    .strictObject({ type: z.literal('integer'), min: z.int().min(0), max: z.int().min(0) })
    .refine(({ min, max }) => min <= max, { message: 'must not be below min', path: ['max'] }),
  z.strictObject({ type: z.literal('enum'), values: z.array(fixedValue).min(1) }),
  z.strictObject({ type: z.literal('host') }),
  z.strictObject({ type: z.literal('hostname') }),
  z.strictObject({ type: z.literal('ipv4') }),
  z.strictObject({ type: z.literal('ipv6') }),
  z.strictObject({ type: z.literal('cidr') }),
  z.strictObject({ type: z.literal('port') }),
  z.strictObject({ type: z.literal('path'), roots: z.array(folder).min(1) }),
  z.strictObject({
    type: z.literal('word'),
    punctuation: z
      .string()
      .regex(/^[._:/@%+,=-]*$/, 'may hold only ._:/@%+,=-')
      .default('._-'),
    maxLength: z.int().min(1).max(255).default(64),
  }),
])

export type ValueType = z.output<typeof valueTypeSchema>

/**
 * The argument to hand to the program for a caller's `text`, which has passed `checkText`: the same text, or for a path
 * where it really leads. Throws `AppError`: `forbidden` for a path outside its roots, else `invalid_input`.
 */
export function checkValue(type: ValueType, text: string, what: string): string {
  if (type.type === 'path') return checkPath(type.roots, text, what)
  if (!accepts(type, text)) {
    throw new AppError('invalid_input', `${what} ${quote(text)} is not ${describeValueType(type)}.`)
  }
  return text
}

/** For messages and listings, such as `an integer from 1 to 10`. */
export function describeValueType(type: ValueType): string {
  switch (type.type) {
    case 'integer':
      return `an integer from ${type.min} to ${type.max}`
    case 'enum':
      return `one of ${type.values.join(', ')}`
    case 'host':
      return 'a host name or IP address'
    case 'hostname':
      return 'a host name'
    case 'ipv4':
      return 'an IPv4 address'
    case 'ipv6':
      return 'an IPv6 address without a zone'
    case 'cidr':
      return 'a network such as 192.0.2.0/24'
    case 'port':
      return 'a port from 1 to 65535'
    case 'path':
      return `a path under ${type.roots.join(' or ')}`
    case 'word':
      return `a word of at most ${type.maxLength} letters, digits and ${type.punctuation || 'nothing else'}`
  }
}

function accepts(type: Exclude<ValueType, { type: 'path' }>, text: string): boolean {
  switch (type.type) {
    case 'integer':
      return isInteger(text, type.min, type.max)
    case 'enum':
      return type.values.includes(text)
    case 'host':
      return isHostname(text) || isIPv4(text) || isPlainIPv6(text)
    case 'hostname':
      return isHostname(text)
    case 'ipv4':
      return isIPv4(text)
    case 'ipv6':
      return isPlainIPv6(text)
    case 'cidr':
      return isNetwork(text)
    case 'port':
      return isInteger(text, 1, 65_535)
    case 'word':
      return text.length <= type.maxLength && [...text].every((sign) => isWordSign(sign, type.punctuation))
  }
}

function isInteger(text: string, min: number, max: number): boolean {
  return /^(0|[1-9]\d{0,14})$/.test(text) && Number(text) >= min && Number(text) <= max
}

function isWordSign(sign: string, punctuation: string): boolean {
  return /^[A-Za-z0-9]$/.test(sign) || punctuation.includes(sign)
}

/**
 * RFC 1123, section 2.1. A last label of digits or of 0x… is refused: C libraries read `127.1`, `0x7f.1` and
 * `2130706433` as addresses, which would pass by a rule written for names.
 */
function isHostname(text: string): boolean {
  const labels = text.replace(/\.$/, '').split('.')
  const last = labels.at(-1) ?? ''
  return (
    text.length <= 253 &&
    labels.every((label) => /^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/.test(label)) &&
    !/^(\d+|0x[0-9a-f]*)$/i.test(last)
  )
}

/** `node:net` accepts a zone (`fe80::1%eth0`), whose text is free; here it is refused. */
function isPlainIPv6(text: string): boolean {
  return isIPv6(text) && !text.includes('%')
}

function isNetwork(text: string): boolean {
  const [address = '', length = '', ...more] = text.split('/')
  if (more.length > 0) return false
  return isIPv4(address) ? isInteger(length, 0, 32) : isPlainIPv6(address) && isInteger(length, 0, 128)
}

/** A missing file and one outside the roots get one answer, which tells nothing about what lies outside. */
function checkPath(roots: readonly string[], text: string, what: string): string {
  const real = isAbsolute(text) ? realPath(text) : undefined
  const inside = roots.some((root) => {
    const realRoot = realPath(root)
    return real !== undefined && realRoot !== undefined && `${real}${sep}`.startsWith(withSeparator(realRoot))
  })
  if (real === undefined || !inside) {
    throw new AppError('forbidden', `${what} ${quote(text)} is not an existing path under ${roots.join(' or ')}.`)
  }
  return real
}

const withSeparator = (path: string): string => (path.endsWith(sep) ? path : `${path}${sep}`)

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path)
  } catch {
    return undefined // missing, not readable, or a loop of links: all are "not under the roots"
  }
}
