import { runInNewContext } from 'node:vm'
import { httpGet, type HttpReply } from './http-get.ts'
import type { Reach } from './reach.ts'
import type { CheckResult } from './run-check.ts'
import type { HttpTarget } from './target.ts'

const patternLimitMs = 100

/** Down when it does not answer, or with another status or body than expected; degraded when it is slow. */
export async function checkHttp(target: HttpTarget, reach: Reach, signal: AbortSignal): Promise<CheckResult> {
  const { url, headers, expectStatus, slowerThanMs, verifyCertificate } = target
  const started = performance.now()
  const reply = await httpGet(url, {
    signal,
    reach,
    verifyCertificate,
    followRedirects: !expectStatus?.some((status) => status >= 300 && status < 400),
    ...(headers && { headers }),
  })
  const responseMs = performance.now() - started
  const figures =
    reply.certificateDaysLeft === undefined ? {} : { tls_days_left: Math.floor(reply.certificateDaysLeft) }
  const wrong = wrongStatus(reply, expectStatus) ?? wrongBody(reply, target)
  if (wrong) return { status: 'down', detail: wrong, figures, responseMs }
  if (slowerThanMs !== undefined && responseMs > slowerThanMs) {
    const detail = `answered ${reply.status} after ${Math.round(responseMs)} ms; more than ${slowerThanMs} ms is slow`
    return { status: 'degraded', detail, figures, responseMs }
  }
  return { detail: `answered ${reply.status}`, figures, responseMs }
}

function wrongStatus(
  { status, refusedRedirect }: HttpReply,
  expected: readonly number[] | undefined,
): string | undefined {
  if (refusedRedirect !== undefined)
    return `answered ${status}, sending us to ${refusedRedirect}; redirects to another place are not followed`
  if (expected ? expected.includes(status) : status >= 200 && status < 300) return undefined
  return `answered ${status}; expected ${expected?.join(' or ') ?? '2xx'}`
}

function wrongBody({ body, cut }: HttpReply, { bodyContains, bodyMatches }: HttpTarget): string | undefined {
  const where = cut ? 'in the first MiB of the answer' : 'in the answer'
  if (bodyContains !== undefined && !body.includes(bodyContains)) return `the expected text is not ${where}`
  if (bodyMatches !== undefined && !matches(bodyMatches, body)) return `the pattern does not match ${where}`
  return undefined
}

/** In a context of its own only because that is what has a time limit: some patterns would take years over some texts. */
function matches(source: string, text: string): boolean {
  try {
    return runInNewContext(
      'new RegExp(source, "su").test(text)',
      { source, text },
      { timeout: patternLimitMs },
    ) as boolean
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error
    throw new Error(`the pattern took longer than ${patternLimitMs} ms over the answer; write a simpler one`, {
      cause: error,
    })
  }
}
