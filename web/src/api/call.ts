import type { Operations } from './operations.ts'
import { request, requestJson } from './request.ts'

export type OperationName = keyof Operations

type PartOf<Name extends OperationName, Part extends string> = Part extends keyof Operations[Name]
  ? { [key in Part]: Operations[Name][Part] }
  : unknown
type OptionalQuery<Name extends OperationName> = 'query' extends keyof Operations[Name]
  ? Record<string, never> extends Operations[Name]['query']
    ? { query?: Operations[Name]['query'] }
    : { query: Operations[Name]['query'] }
  : unknown

/** What an operation takes: its path's parameters, its query and its body, as far as it has them. */
export type InputOf<Name extends OperationName> = PartOf<Name, 'path'> & PartOf<Name, 'body'> & OptionalQuery<Name>
/** What it answers. */
export type ResponseOf<Name extends OperationName> = Operations[Name]['response']

interface Parts {
  path?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: unknown
}

/**
 * Calls one operation of the interface by its method and path, as docs/reference/openapi.json names it.
 * @throws RequestError unless it is answered with 2xx; an abort stays an `AbortError`.
 */
export async function call<Name extends OperationName>(
  operation: Name,
  ...[input, init]: Record<string, never> extends InputOf<Name>
    ? [input?: InputOf<Name>, init?: RequestInit]
    : [input: InputOf<Name>, init?: RequestInit]
): Promise<ResponseOf<Name>> {
  const [method = '', template = ''] = operation.split(' ')
  const { path, query, body } = (input ?? {}) as Parts
  const address = addressOf(template, path, query)
  const options: RequestInit = {
    ...init,
    method,
    ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  }
  if (method === 'GET') return requestJson<ResponseOf<Name>>(address, options)
  const text = await (await request(address, options)).text()
  return (text === '' ? undefined : JSON.parse(text)) as ResponseOf<Name>
}

/** The address of an operation; a list in the query is sent as repeated parameters, and what is undefined is left out. */
export function addressOf(
  template: string,
  path: Record<string, unknown> = {},
  query: Record<string, unknown> = {},
): string {
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(path[name])))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) search.append(name, String(one))
  return search.size === 0 ? filled : `${filled}?${search}`
}
