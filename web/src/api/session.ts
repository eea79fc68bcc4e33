import { queryOptions } from '@tanstack/react-query'
import type { ResponseOf } from './call.ts'
import { requestJson, sendJson } from './request.ts'

export type Role = 'owner' | 'operator' | 'viewer'

export interface User {
  id: string
  name: string
  email: string
  role: Role
  audience: string
  twoFactor: boolean
  createdAt: string
  lastSeenAt: string | null
}

/** Who the server takes this browser for, what they see and may do; `user` is null for whoever has not signed in. */
export type Session = ResponseOf<'GET /api/v1/session'>
export type Scope = Session['scopes'][number]

export type SignInStep = { status: 'signed_in'; user: User } | { status: 'code_needed' }

export interface BrowserSession {
  id: string
  current: boolean
  createdAt: string
  lastSeenAt: string
  address: string | null
  userAgent: string | null
}

/** What a one-time link is for. */
export interface LinkPurpose {
  kind: 'set_up' | 'invitation' | 'reset'
  email: string | null
  role: Role
}

export interface TwoFactorStart {
  uri: string
  secret: string
  backupCodes: string[]
}

const path = '/api/v1/session'

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => requestJson<Session>(path, { signal }),
})

export const sessionsQuery = queryOptions({
  queryKey: ['session', 'all'],
  queryFn: async ({ signal }) =>
    (await requestJson<{ sessions: BrowserSession[] }>(`${path}/all`, { signal })).sessions,
})

export const signIn = (email: string, password: string) => sendJson<SignInStep>('POST', path, { email, password })
export const enterCode = (code: string) => sendJson<SignInStep>('POST', `${path}/code`, { code })
export const signOut = () => sendJson('DELETE', path)
export const signOutElsewhere = () => sendJson<{ ended: number }>('DELETE', `${path}/all`)
export const rename = (name: string) => sendJson('PATCH', path, { name })
export const changePassword = (current: string, next: string) => sendJson('PUT', `${path}/password`, { current, next })
export const lookAtLink = (token: string) => sendJson<LinkPurpose>('POST', `${path}/link`, { token })
export const redeemLink = (use: { token: string; name?: string; email?: string; password: string }) =>
  sendJson<SignInStep>('POST', `${path}/set-up`, use)
export const startTwoFactor = (password: string) => sendJson<TwoFactorStart>('POST', `${path}/two-factor`, { password })
export const confirmTwoFactor = (code: string) => sendJson('POST', `${path}/two-factor/confirm`, { code })
export const stopTwoFactor = (password: string) => sendJson('DELETE', `${path}/two-factor`, { password })
