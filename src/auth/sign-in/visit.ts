import { AppError } from '../../errors.ts'
import { addressHeader, cookieName } from './better-auth.ts'

/** What is known of a request that signs in, or has. */
export interface Visit {
  /** Where it came to, such as `https://twin.example`. */
  readonly origin: string
  /** The Cookie header; undefined when a token tells who is calling. */
  readonly cookie: string | undefined
  readonly address: string
  readonly userAgent: string | undefined
}

/** What the library is shown of it: one of the two cookies or none, so that a session never stands in for a code. */
export function libraryHeaders(visit: Visit, cookie?: 'session' | 'code'): Headers {
  const headers = new Headers({ [addressHeader]: visit.address })
  if (visit.userAgent !== undefined) headers.set('user-agent', visit.userAgent.slice(0, 400))
  const shown = cookie && namedCookie(visit.cookie, cookie, visit.origin)
  if (shown) headers.set('cookie', shown)
  return headers
}

/** One of ours in a Cookie header, as `name=value`. */
export function namedCookie(header: string | undefined, name: 'session' | 'code', origin: string): string | undefined {
  const begin = `${cookieName(name, origin.startsWith('https:'))}=`
  return header
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(begin))
}

/** The Set-Cookie headers of an answer of the library that are about our two cookies. */
export function ourCookies(headers: Headers): string[] {
  return headers.getSetCookie().filter((cookie) => /^(__Host-)?pollux\.(session|code)=/.test(cookie))
}

/** The library's own code for what it refused; undefined for anything else. An AppError on the way to it is thrown as it is. */
export function refusalOf(error: unknown): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) if (cause instanceof AppError) throw cause
  return (error as { body?: { code?: string } }).body?.code
}
