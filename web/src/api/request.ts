import { errorOf, RequestError } from './request-error.ts'
import { endShare, shareToken } from './share.ts'

/**
 * Fetches from our own server, by the share link if there is one; when that has ended, once more as everybody.
 * @throws RequestError unless the response is 2xx; an abort stays an `AbortError`.
 */
export async function request(path: string, init?: RequestInit): Promise<Response> {
  const token = shareToken()
  let response: Response
  try {
    response = await fetch(
      path,
      token ? { ...init, headers: { ...init?.headers, authorization: `Bearer ${token}` } } : init,
    )
  } catch (error) {
    if (init?.signal?.aborted) throw error
    throw new RequestError('unreachable', 'The server cannot be reached.', { cause: error })
  }
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
