/** Who may see what, lowest first: each level also sees everything before it. */
export const audiences = ['public', 'recruiter', 'colleague', 'owner'] as const
export type Audience = (typeof audiences)[number]

/** Position in the order, as the database stores it: public 0 … owner 3. */
export function audienceLevel(audience: Audience): number {
  return audiences.indexOf(audience)
}

export function audienceOf(level: number): Audience {
  const audience = audiences[level]
  if (!audience) throw new Error(`No audience has level ${level}`)
  return audience
}
