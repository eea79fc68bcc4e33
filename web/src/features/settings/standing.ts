import type { Tone } from '../../components/tag.tsx'

export type Standing = 'active' | 'expired' | 'revoked' | 'usedUp'

export const standingTones: Record<Standing, Tone> = {
  active: 'good',
  expired: 'plain',
  revoked: 'plain',
  usedUp: 'plain',
}

interface Grant {
  expiresAt: string | null
  revokedAt: string | null
  questions?: number
  questionLimit?: number | null
}

/** How a key or a share link stands now. */
export function standingOf({ expiresAt, revokedAt, questions = 0, questionLimit = null }: Grant): Standing {
  if (revokedAt !== null) return 'revoked'
  if (expiresAt !== null && Date.parse(expiresAt) <= Date.now()) return 'expired'
  return questionLimit !== null && questions >= questionLimit ? 'usedUp' : 'active'
}
