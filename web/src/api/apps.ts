import { queryOptions } from '@tanstack/react-query'
import { sendJson } from './request.ts'

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
  audiences: ('public' | 'recruiter' | 'colleague' | 'owner')[]
  user: { name: string; email: string }
}

export type Decision = { allow: false } | { allow: true; scopes: string[]; audience: string }

/** What an app asks for; `request` is signed, and over after ten minutes. */
export const consentQuery = (request: string) =>
  queryOptions({
    queryKey: ['consent', request],
    queryFn: () => sendJson<ConsentRequest>('POST', '/api/v1/consent/request', { request }),
  })

export const decide = (request: string, decision: Decision) =>
  sendJson<{ url: string }>('POST', '/api/v1/consent', { request, ...decision })
