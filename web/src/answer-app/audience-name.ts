import type { Audience } from '../api/types.ts'

export const audienceName: Record<Audience, string> = {
  public: 'public',
  recruiter: 'for recruiters',
  colleague: 'for colleagues',
  owner: 'for the owner only',
}
