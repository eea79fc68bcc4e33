import { noteLost, noteReached } from './connection.ts'
import { errorOf, RequestError } from './request-error.ts'
import { endShare, shareToken } from './share.ts'

/** What is about whoever signs in, and never about whoever came by a share link. */
const personal = /^\/api\/v1\/(session|users)(\/|$)/

/**
 * Fetches from our own server, by the share link if there is one; when that has ended, once more as everybody, or as whoever has
 * signed in.
 * @throws RequestError unless the response is 2xx; an abort stays an `AbortError`.
 */
export async function request(path: string, init?: RequestInit): Promise<Response> {
  const token = personal.test(path) ? undefined : shareToken()
  let response: Response
  try {
    response = await fetch(
      path,
      token ? { ...init, headers: { ...init?.headers, authorization: `Bearer ${token}` } } : init,
    )
  } catch (error) {
    if (init?.signal?.aborted) throw error
    noteLost()
    throw new RequestError('unreachable', 'The server cannot be reached.', { cause: error })
  }
  noteReached()
  if (response.ok) return response
  if (token && response.status === 401) {
    endShare()
    return request(path, init)
  }
  throw await errorOf(response)
}

export async function requestJson<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await request(path, { ...init, headers: { accept: 'application/json', ...init?.headers } })
  try {
    return (await response.json()) as T
  } catch (error) {
    if (init?.signal?.aborted) throw error
    throw new RequestError('unexpected', 'The server sent something that is not JSON.', { status: response.status })
  }
}

/** Sends a JSON body, or none; the answer may be empty. */
export async function sendJson<T = void>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await request(path, {
    method,
    ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return (text === '' ? undefined : JSON.parse(text)) as T
}
