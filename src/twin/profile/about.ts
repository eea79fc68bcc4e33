import type { Audience } from '#auth'
import type { Database } from '#storage'
import { z } from 'zod'
import { listSources } from '../knowledge/knowledge-store.ts'
import { findProfileMetadata } from './profile-store.ts'

export interface About {
  name: string
  headline?: string
  summary?: string
  location?: string
  /** That the person speaks, as the profile names them. */
  languages: string[]
  /** How many sources this audience can see. */
  sources: number
  documents: { id: string; title: string; kind: string; language: string }[]
}

/** What rendering a profile leaves in its source's metadata. */
const metadataSchema = z.object({
  person: z.object({
    name: z.string().min(1),
    label: z.string().optional(),
    summary: z.string().optional(),
    location: z.string().optional(),
    languages: z.array(z.string()).default([]),
  }),
})

/** Who the twin is for this audience; undefined while there is no profile that it may see. */
export async function describeTwin(database: Database, audience: Audience): Promise<About | undefined> {
  const metadata = metadataSchema.safeParse(await findProfileMetadata(database, audience))
  if (!metadata.success) return undefined
  const { name, label, summary, location, languages } = metadata.data.person
  const sources = await listSources(database, audience)
  return {
    name,
    ...(label && { headline: label }),
    ...(summary && { summary }),
    ...(location && { location }),
    languages,
    sources: sources.length,
    documents: sources.map(({ id, title, kind, language }) => ({ id, title, kind, language })),
  }
}
