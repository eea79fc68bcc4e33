export const audiences = ['public', 'recruiter', 'colleague', 'owner'] as const

/** For whom a résumé is made, how it is shown, and whether its file names sources. */
export interface ResumeChoice {
  audience: (typeof audiences)[number]
  view: 'preview' | 'lines'
  sources: boolean
}
