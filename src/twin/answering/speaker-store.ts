import { sql } from 'kysely'
import type { Database } from '#storage'
import type { SourceKind } from '../knowledge/document.ts'
import type { FirstPerson } from './verify/align.ts'
import { speakerOf } from './verify/speaker.ts'

export interface SourceVersion {
  readonly sourceId: string
  readonly version: string
}

/** Whose "I" each of the sources speaks with, in their order, for whoever knows the owner by this name. */
export type SpeakersOf = (sources: readonly SourceVersion[], ownerName: string) => Promise<FirstPerson[]>

/** Characters of a source that are read to tell: bylines are at the top, and who is spoken of shows soon. */
const readCharacters = 20_000

export function sourceSpeakers(database: Database): SpeakersOf {
  return async (sources, ownerName) => {
    const { rows } = await sql<{ at: number; title: string; kind: SourceKind; text: string }>`
      select (asked.at - 1)::int as at, s.title, s.kind, left(v.text, ${readCharacters}) as text
      from unnest(${sources.map(({ sourceId }) => sourceId)}::text[], ${sources.map(({ version }) => version)}::text[])
        with ordinality as asked(source_id, version, at)
      join source_versions v on (v.source_id, v.version) = (asked.source_id, asked.version)
      join sources s on s.id = v.source_id`.execute(database)
    const speakers = sources.map((): FirstPerson => 'unknown')
    for (const { at, ...source } of rows) speakers[at] = speakerOf(source, ownerName)
    return speakers
  }
}
