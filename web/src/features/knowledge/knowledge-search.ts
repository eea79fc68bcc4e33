import type { Audience } from '../../api/types.ts'
import type { LowerAudience } from './preview-tab.tsx'

/** What of `/knowledge` stands in the address. */
export interface KnowledgeSearch {
  show?: 'preview' | 'check'
  /** Through whose eyes. */
  as?: LowerAudience
  /** In the titles. */
  q?: string
  audience?: Audience
  /** The one that is open beside the list. */
  source?: string
}

const lower: readonly string[] = ['public', 'recruiter', 'colleague'] satisfies LowerAudience[]

/** Leaves out what it does not know. */
export function knowledgeSearch({ show, as, q, audience, source }: Record<string, unknown>): KnowledgeSearch {
  return {
    ...((show === 'preview' || show === 'check') && { show }),
    ...(isLower(as) && { as }),
    ...(q !== undefined && q !== '' && { q: String(q) }),
    ...((isLower(audience) || audience === 'owner') && { audience }),
    ...(typeof source === 'string' && { source }),
  }
}

const isLower = (value: unknown): value is LowerAudience => lower.includes(String(value))
