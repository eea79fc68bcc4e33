import { queryOptions } from '@tanstack/react-query'
import { requestJson, sendJson } from './request.ts'
import type { Role, User } from './session.ts'

export interface Invitation {
  id: string
  email: string | null
  role: Role
  audience: string
  expiresAt: string
}

export type ViewerAudience = 'recruiter' | 'colleague'

const path = '/api/v1/users'

export const usersQuery = queryOptions({
  queryKey: ['users'],
  queryFn: async ({ signal }) => (await requestJson<{ users: User[] }>(path, { signal })).users,
})

export const invitationsQuery = queryOptions({
  queryKey: ['users', 'invitations'],
  queryFn: async ({ signal }) =>
    (await requestJson<{ invitations: Invitation[] }>(`${path}/invitations`, { signal })).invitations,
})

export const invite = (invitation: { email?: string; role: Role; audience?: ViewerAudience }) =>
  sendJson<{ invitation: Invitation; url: string }>('POST', `${path}/invitations`, invitation)
export const withdraw = (id: string) => sendJson('DELETE', `${path}/invitations/${id}`)
export const changeRole = (id: string, role: Role, audience?: ViewerAudience) =>
  sendJson<User>('PATCH', `${path}/${id}`, { role, ...(audience && { audience }) })
export const removeUser = (id: string) => sendJson('DELETE', `${path}/${id}`)
export const createResetLink = (id: string) => sendJson<{ url: string }>('POST', `${path}/${id}/reset-link`, {})
