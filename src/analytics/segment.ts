import type { Audience } from '#auth'

/** Where activity comes from: everything is counted by it. */
export interface Segment {
  readonly audience: Audience
  /** The id of a share link, or empty. */
  readonly link: string
  readonly client: string
}

/** How wider segments, as they are stored, say that they do not tell something apart. */
export const any = { audience: -1, link: '*', client: '*' } as const

/** The segment that does not tell anything apart. */
export const everybody = 0
