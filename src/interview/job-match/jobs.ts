import { requireScope, type Actor, type Scope } from '#auth'
import type { Database } from '#storage'
import type { Extractor, Twin } from '#twin'
import { AppError } from '../../errors.ts'
import { tailorResume, type ResumeOptions } from '../resume/tailor-resume.ts'
import { fitOf } from './fit.ts'
import type { Job, JobMatch, JobSort, JobSummary, TailoredResume } from './job-schemas.ts'
import { matchRequirement } from './match-requirement.ts'
import { gatherMaterial, type Material } from './material.ts'
import { deletePosting, findPosting, insertPosting, listPostings, type StoredPosting } from './posting-store.ts'
import { noteOn, readPosting, type PostingFile } from './read-posting.ts'
import { readOnce } from './read-once.ts'
import { requirementsOf } from './requirements.ts'
import { createSkillCounter, wantedFirst } from './wanted-skills.ts'

/** Postings, how the person fits them, and résumés for them. All of it is the owner's alone. */
export interface Jobs {
  /** Reads and keeps a posting; the same one again is the one that is there. */
  import(actor: Actor, file: PostingFile): Promise<{ job: Job; created: boolean }>
  /** Before a body is read: throws for who may not import. */
  requireWriter(actor: Actor): void
  /** At most the 500 newest; by fit, each is matched, unless it was since profile and documents changed. */
  list(actor: Actor, options?: { sort?: JobSort | undefined }): Promise<JobSummary[]>
  find(actor: Actor, id: string): Promise<Job>
  /** Each requirement with what proves it, or named as a gap. */
  match(actor: Actor, id: string): Promise<JobMatch>
  tailor(actor: Actor, id: string, options: ResumeOptions): Promise<TailoredResume>
  remove(actor: Actor, id: string): Promise<void>
  /** What an interview needs of it. */
  posting(
    actor: Actor,
    id: string,
  ): Promise<{ title: string; language: string; requirements: { text: string; must: boolean }[] }>
}

export interface JobsNeeds {
  readonly database: Database
  readonly extractor: Extractor
  readonly twin: Pick<Twin, 'profile' | 'search' | 'about' | 'sources'>
  readonly now?: () => Date
}

const postingsRead = 500

export function createJobs({ database, extractor, twin, now = () => new Date() }: JobsNeeds): Jobs {
  const countSkills = createSkillCounter()
  const countsOf = readOnce(countRequirements)
  let fits: { readonly of: string; readonly percents: Map<string, number | null> } = { of: '', percents: new Map() }

  async function summaryOf(posting: StoredPosting): Promise<JobSummary> {
    return { ...factsOf(posting), ...(await countsOf(posting)) }
  }

  async function stored(id: string): Promise<StoredPosting> {
    const posting = await findPosting(database, id)
    if (!posting)
      throw new AppError('not_found', 'There is no such posting. Import it first, or list those that there are.')
    return posting
  }

  const matched = async (actor: Actor, posting: StoredPosting) =>
    matchedWith(await gatherMaterial(twin, actor, now()), posting)

  async function matchedWith(material: Material, posting: StoredPosting): Promise<JobMatch['requirements']> {
    const requirements: JobMatch['requirements'] = []
    for (const requirement of requirementsOf(posting, posting.language)) {
      const { status, evidence, missing, reasons } = await matchRequirement(material, requirement, posting.language)
      requirements.push({
        ...requirement,
        status,
        evidence: [...evidence],
        missing: [...missing],
        reasons: [...reasons],
      })
    }
    return requirements
  }

  /** In percent, by the ids of the postings. What a posting is matched with is told by the versions of all sources and the month. */
  async function fitOfEach(actor: Actor, postings: readonly StoredPosting[]): Promise<Map<string, number | null>> {
    const sources = await twin.sources.list(actor)
    const state = sources.map(({ id, version, audience, expiresAt }) => [id, version, audience, expiresAt])
    const known = JSON.stringify([state, now().toISOString().slice(0, 7)])
    if (known !== fits.of) fits = { of: known, percents: new Map() }
    const { percents } = fits
    const unknown = postings.filter(({ id }) => !percents.has(id))
    const material = unknown.length === 0 ? undefined : await gatherMaterial(twin, actor, now())
    for (const posting of unknown) percents.set(posting.id, fitOf(await matchedWith(material!, posting)).percent)
    return new Map(postings.map(({ id }) => [id, percents.get(id) ?? null]))
  }

  return {
    async import(actor, file) {
      requireOwnersView(actor, 'careers:write')
      const draft = await readPosting(extractor, file)
      const { posting, created } = await insertPosting(database, draft)
      return { job: asJob(posting), created }
    },
    requireWriter: (actor) => requireOwnersView(actor, 'careers:write'),
    async list(actor, { sort = 'newest' } = {}) {
      requireOwnersView(actor, 'careers:read')
      const postings = await listPostings(database, postingsRead)
      const summaries: JobSummary[] = []
      for (const posting of postings) summaries.push(await summaryOf(posting))
      if (sort === 'newest') return summaries
      const fits = await fitOfEach(actor, postings)
      return summaries
        .map((summary) => ({ ...summary, fit: fits.get(summary.id) ?? null }))
        .toSorted((a, b) => (b.fit ?? -1) - (a.fit ?? -1))
    },
    async find(actor, id) {
      requireOwnersView(actor, 'careers:read')
      return asJob(await stored(id))
    },
    async match(actor, id) {
      requireOwnersView(actor, 'careers:read')
      const posting = await stored(id)
      const requirements = await matched(actor, posting)
      const counts = await countSkills(await listPostings(database, postingsRead))
      const missing = requirements.flatMap((requirement) => requirement.missing)
      const note = noteOn(posting.language, requirements)
      return {
        job: await summaryOf(posting),
        fit: fitOf(requirements),
        requirements,
        learn: wantedFirst(missing, counts, posting.language),
        ...(note && { note }),
      }
    },
    async tailor(actor, id, options) {
      requireOwnersView(actor, 'careers:read')
      const posting = await stored(id)
      const statements = await twin.profile({ id: actor.id, audience: actor.audience, scopes: new Set(['ask']) })
      return tailorResume(posting, await matched(actor, posting), statements, options)
    },
    async remove(actor, id) {
      requireOwnersView(actor, 'careers:write')
      fits.percents.delete(id)
      if (!(await deletePosting(database, id)))
        throw new AppError('not_found', 'There is no such posting. Import it first, or list those that there are.')
    },
    async posting(actor, id) {
      requireOwnersView(actor, 'careers:read')
      const posting = await stored(id)
      const requirements = requirementsOf(posting, posting.language).map(({ text, must }) => ({ text, must }))
      return { title: posting.title, language: posting.language, requirements }
    },
  }
}

/** Which posts the owner looks at, and how they fit, is shown to nobody who does not see everything anyway. */
function requireOwnersView(actor: Actor, scope: Scope): void {
  requireScope(actor, scope)
  if (actor.audience !== 'owner')
    throw new AppError('forbidden', 'Postings are the owner\'s alone: this needs the audience "owner".')
}

function countRequirements(posting: StoredPosting): Pick<JobSummary, 'musts' | 'nices'> {
  const requirements = requirementsOf(posting, posting.language)
  const musts = requirements.filter(({ must }) => must).length
  return { musts, nices: requirements.length - musts }
}

function asJob(posting: StoredPosting): Job {
  const requirements = requirementsOf(posting, posting.language)
  const note = noteOn(posting.language, requirements)
  return { ...factsOf(posting), text: posting.text, requirements, ...(note && { note }) }
}

function factsOf({
  id,
  title,
  language,
  contentHash,
  facts,
  importedAt,
}: StoredPosting): Omit<JobSummary, 'musts' | 'nices'> {
  return { id, title, language, contentHash, ...facts, importedAt: importedAt.toISOString() }
}
