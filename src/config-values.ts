import { resolve } from 'node:path'
import type { z } from 'zod'

/** As in src/auth/audience.ts, which this file may not import; the compiler compares them where app.ts hands them on. */
const audienceNames = ['public', 'recruiter', 'colleague', 'owner'] as const

/** Undefined for `off`. */
export function limitOf(text: string): { perSecond: number; burst: number } | undefined {
  if (text === 'off') return undefined
  const [perSecond, burst] = text.split(':').map(Number)
  return { perSecond: perSecond!, burst: burst! }
}

export function knowledgeFolders(text: string, context: z.RefinementCtx) {
  return list(text).map((entry) => {
    const at = entry.lastIndexOf('=')
    const audience = audienceNames.find((name) => name === entry.slice(at + 1).trim())
    const path = entry.slice(0, at).trim()
    if (at < 0 || path === '' || !audience)
      context.addIssue(`"${entry}" is not path=audience; the audience is one of ${audienceNames.join(', ')}`)
    return { path: resolve(path), audience: audience ?? 'owner' }
  })
}

/** As a browser sends them (RFC 6454): scheme, host and port, and nothing that could stand for many. */
export function exactOrigins(text: string, context: z.RefinementCtx): string[] {
  for (const entry of list(text)) {
    const problem = originProblem(entry)
    if (problem) context.addIssue(problem)
  }
  return [...new Set(list(text))]
}

function originProblem(entry: string): string | undefined {
  if (entry.includes('*')) return `"${entry}" would let in sites nobody named; name each origin`
  if (entry === 'null') return '"null" is what every sandboxed page and local file sends; it cannot be let in'
  const url = URL.canParse(entry) ? new URL(entry) : undefined
  if (!url || !/^https?:$/.test(url.protocol))
    return `"${entry}" is not an origin; write it as https://www.example.com or http://localhost:8080`
  return url.origin === entry ? undefined : `"${entry}" is not an origin as browsers send it; write ${url.origin}`
}

/** As Sentry and what speaks its protocol give them out: an address with a public key, and a project at the end of its path. */
export function isDsn(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url !== undefined && /^https?:$/.test(url.protocol) && url.username !== '' && /\/\d+$/.test(url.pathname)
}

export function list(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
