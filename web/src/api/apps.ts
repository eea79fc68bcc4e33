import { queryOptions } from '@tanstack/react-query'
import { requestJson, sendJson } from './request.ts'

interface App {
  /** What it calls itself. */
  name: string | null
  /** Host that publishes what it is; null when it only says so itself. */
  publishedBy: string | null
}

export interface ConsentRequest extends App {
  /** A host, or the kind of a local app. */
  sentTo: string
  scopes: { scope: string; title: string; changes: boolean; given: boolean }[]
  /** Least first. */
  audiences: string[]
  user: { name: string; email: string }
}

export interface ConnectedApp extends App {
  id: string
  user: { id: string; name: string }
  sentTo: string[]
  scopes: string[]
  audience: string
  connectedAt: string
  lastUsedAt: string | null
}

export type Decision = { allow: false } | { allow: true; scopes: string[]; audience: string }

const path = '/api/v1/connected-apps'

/** What an app asks for; `request` is signed, and over after ten minutes. */
export const consentQuery = (request: string) =>
  queryOptions({
    queryKey: ['consent', request],
    queryFn: () => sendJson<ConsentRequest>('POST', '/api/v1/consent/request', { request }),
  })

export const decide = (request: string, decision: Decision) =>
  sendJson<{ url: string }>('POST', '/api/v1/consent', { request, ...decision })

export const appsQuery = queryOptions({
  queryKey: ['connected-apps'],
  queryFn: async ({ signal }) => (await requestJson<{ apps: ConnectedApp[] }>(path, { signal })).apps,
})

export const disconnect = (id: string) => sendJson('DELETE', `${path}/${id}`)
