import { requireWriter, type Actor, type Audience } from '#auth'
import type { Database } from '#storage'
import { AppError } from '../../errors.ts'
import type { Extractor } from '../knowledge/extract/extract.ts'
import type { FileToIngest, IngestReport } from '../knowledge/ingest.ts'
import { completenessOf, type Completeness } from './completeness.ts'
import { draftProfile, type ProfileDraft } from './draft/draft-profile.ts'
import { parseProfile } from './json-resume.ts'
import { findOwnProfile, findProfileVersion, hasProfileSource, type StoredProfile } from './profile-json-store.ts'

export interface EditedProfile {
  /** The JSON as it was given; null while there is only the sample, or nothing. */
  profile: Record<string, unknown> | null
  /** Goes back with a change of it. */
  version: string | null
  /** Who sees what the profile names no other audience for. */
  audience: Audience | null
  origin: string | null
  updatedAt: string | null
  completeness: Completeness
  /** How many sources of the invented person are still there. */
  sampleSources: number
}

/** What was read from a resume; `profile` when it was a JSON Resume already. */
export type ReadResume = ProfileDraft & { kind: 'profile' | 'draft' }

export interface ProfileEditor {
  read(actor: Actor): Promise<EditedProfile>
  /**
   * Makes the profile this one. Throws `conflict` unless `version` is the present one (null: there is none yet), and
   * `invalid_input` with a JSON pointer for each mistake.
   */
  write(actor: Actor, change: { profile: Record<string, unknown>; version: string | null }): Promise<EditedProfile>
  /** Reads a resume into a profile to look at; nothing is saved. */
  draft(actor: Actor, file: { name: string; bytes: Uint8Array }): Promise<ReadResume>
}

interface EditorNeeds {
  readonly database: Database
  readonly extractor: Extractor
  readonly ingest: (file: FileToIngest) => Promise<IngestReport>
  readonly listSample: () => Promise<string[]>
}

const firstOrigin = 'upload:profile.json'
/** The longest résumés of a life in research have about a tenth of it. */
const maxResumeLength = 200_000

/** Reads and changes the owner's own profile as JSON. It stays one source among the others, read as a file with it would be. */
export function createProfileEditor({ database, extractor, ingest, listSample }: EditorNeeds): ProfileEditor {
  async function read(): Promise<EditedProfile> {
    const [stored, sample] = [await findOwn(database), await listSample()]
    const profile = stored ? (JSON.parse(stored.json) as Record<string, unknown>) : null
    return {
      profile,
      version: stored?.version ?? null,
      audience: stored?.audience ?? null,
      origin: stored?.origin ?? null,
      updatedAt: stored?.updatedAt.toISOString() ?? null,
      completeness: completenessOf(profile),
      sampleSources: sample.length,
    }
  }

  return {
    async read(actor) {
      requireWriter(actor, 'knowledge:write')
      return read()
    },

    async write(actor, { profile, version }) {
      requireWriter(actor, 'knowledge:write')
      requireValid(profile)
      const before = await findOwn(database)
      requireSame(before?.version, version)
      const origin = before?.origin ?? firstOrigin
      const report = await ingest({
        origin,
        name: 'profile.json',
        bytes: Buffer.from(JSON.stringify(profile, null, 2)),
        audience: audienceKept(before, profile),
        onlyIf: async (transaction) => requireSame(await findProfileVersion(transaction, origin), version),
      })
      if (report.status === 'skipped') throw new AppError('invalid_input', report.message)
      return read()
    },

    async draft(actor, { name, bytes }) {
      requireWriter(actor, 'knowledge:write')
      const outcome = await extractor.extract({ name, bytes })
      if (outcome.status === 'skipped') throw new AppError('invalid_input', outcome.message)
      const [document] = outcome.documents
      if (document?.kind === 'profile') {
        const profile = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>
        return { kind: 'profile', profile, fields: [], unplaced: [] }
      }
      if (!document || document.text.length > maxResumeLength)
        throw new AppError(
          'invalid_input',
          `This is longer than a resume (${maxResumeLength} characters). Bring a shorter one.`,
        )
      return { kind: 'draft', ...draftProfile(document) }
    },
  }
}

async function findOwn(database: Database): Promise<StoredProfile | undefined> {
  const stored = await findOwnProfile(database)
  if (!stored && (await hasProfileSource(database)))
    throw new AppError(
      'conflict',
      'Your profile was added before Pollux kept profiles word for word. Add its file once more, for example with "pollux ingest profile.json"; then it can be edited here.',
    )
  return stored
}

/**
 * Who may see a source can be said beside its file, and more strictly than the file says it. That still holds, unless this change
 * says otherwise.
 */
function audienceKept(before: StoredProfile | undefined, profile: unknown): Audience | undefined {
  if (!before) return undefined
  return wholeAudience(profile) === wholeAudience(JSON.parse(before.json)) ? before.audience : undefined
}

function wholeAudience(profile: unknown): unknown {
  const parsed = parseProfile(profile)
  return parsed.status === 'valid' ? parsed.profile['x-pollux']?.audiences?.[''] : undefined
}

function requireSame(present: string | undefined, known: string | null): void {
  if ((present ?? null) === known) return
  throw new AppError(
    'conflict',
    present === undefined
      ? 'The profile was deleted since you opened it. Nothing was saved; send it with "version": null to add it anew.'
      : 'The profile was changed elsewhere since you opened it. Nothing was saved: read it again, and send your changes with its present version.',
  )
}

function requireValid(profile: Record<string, unknown>): void {
  const parsed = parseProfile(profile)
  if (parsed.status === 'valid') return
  if (parsed.status === 'other')
    throw new AppError(
      'invalid_input',
      'This JSON is not a JSON Resume profile: it has none of its sections (basics, work, education, …).',
    )
  const details = parsed.issues.slice(0, 50).map(({ pointer, message }) => ({ path: pointer || '/', message }))
  throw new AppError(
    'invalid_input',
    `The profile is not valid. ${details.map(({ path, message }) => `${path}: ${message}`).join('; ')}.`,
    { details },
  )
}
