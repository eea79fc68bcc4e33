import { z } from 'zod'
import { audiences, roles, type OneTimeLink, type User } from '#auth'
import { isPlainText } from './plain-text.ts'

export const nameSchema = z
  .string()
  .refine(isPlainText, 'holds characters that cannot be kept')
  .trim()
  .min(1, 'is empty')
  .max(100)

export const emailSchema = z
  .string()
  .trim()
  .max(254)
  .pipe(z.email('is not an email address'))
  .transform((email) => email.toLowerCase())
  .meta({ format: 'email' })

/** Only its size: what is asked of a new one is the domain's to say, and of an old one nothing is. */
export const passwordSchema = z.string().min(1, 'is empty').max(512)

export const userSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role: z.enum(roles),
    audience: z.enum(audiences).describe('What they see.'),
    twoFactor: z.boolean().describe('Whether signing in takes a code as well.'),
    createdAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime().nullable().describe('To the hour; null without a session.'),
  })
  .meta({ id: 'User' })

export function shownUser({ createdAt, lastSeenAt, ...user }: User) {
  return { ...user, createdAt: createdAt.toISOString(), lastSeenAt: lastSeenAt?.toISOString() ?? null }
}

export const invitationSchema = z
  .object({
    id: z.string(),
    email: z.string().nullable().describe('Null when whoever uses it chooses.'),
    role: z.enum(roles),
    audience: z.enum(audiences),
    createdBy: z.string(),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'Invitation' })

export function shownInvitation({ id, email, role, audience, createdBy, createdAt, expiresAt }: OneTimeLink) {
  return {
    id,
    email: email ?? null,
    role,
    audience,
    createdBy,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  }
}
