import {
  INVALID_PARAMS,
  ProtocolError,
  ResourceNotFoundError,
  ResourceTemplate,
  type McpServer,
  type ReadResourceResult,
} from '@modelcontextprotocol/server'
import { showRunDetails, type Agents, runIdSchema } from '#agents'
import type { Actor } from '#auth'
import { AppError } from '#errors'
import { profileSections, type ProfileSection, type Twin } from '#twin'
import { showStatements } from './profile-tools.ts'
import { sourceId } from './source-tools.ts'

const json = 'application/json'

/** The predecessor's five, by the part of the profile that each tells. */
const parts: Readonly<Record<string, { title: string; sections: readonly ProfileSection[] }>> = {
  personal: { title: 'Personal information', sections: ['personal'] },
  experience: { title: 'Work experience', sections: ['experience'] },
  education: { title: 'Education', sections: ['education'] },
  skills: { title: 'Skills', sections: ['skills'] },
  'full-profile': { title: 'The whole profile', sections: profileSections },
}

export const profileUris: readonly string[] = Object.keys(parts).map((name) => `digitaltwin://${name}`)
export const sourceUri = (id: string): string => `digitaltwin://sources/${id}`
export const runUri = (id: string): string => `digitaltwin://runs/${id}`

interface ResourceNeeds {
  readonly twin: Twin
  readonly agents: Agents
}

interface ListedResource {
  readonly uri: string
  readonly name: string
  readonly title: string
  readonly mimeType: string
}

const maxListed = 100
const maxCompletions = 20

/** What can be read: the profile by sections, and templates for sources and runs. Only what the actor may see. */
export function registerResources(server: McpServer, actor: Actor, { twin, agents }: ResourceNeeds): void {
  if (!actor.scopes.has('ask')) return
  for (const [name, { title, sections }] of Object.entries(parts))
    server.registerResource(
      name,
      `digitaltwin://${name}`,
      { title, description: `${title}: sentences of the profile with their citations.`, mimeType: json },
      async (uri) => {
        const statements = await twin.profile(actor)
        const shown = sections.map((section) =>
          showStatements(
            section,
            statements.filter((statement) => statement.section === section),
          ),
        )
        return contents(uri, { sections: shown })
      },
    )

  server.registerResource(
    'source',
    new ResourceTemplate(sourceUri('{id}'), {
      list: async () => ({ resources: await listSources(twin, actor) }),
      complete: {
        id: async (value) =>
          startingWith(
            value,
            (await twin.sources.list(actor)).map(({ id }) => id),
          ),
      },
    }),
    { title: 'Source', description: 'The text that citations point into.', mimeType: json },
    (uri, { id }) => found(uri, () => twin.sources.read(actor, checkedId(sourceId, id))),
  )

  if (!actor.scopes.has('agents:read')) return
  server.registerResource(
    'run',
    new ResourceTemplate(runUri('{id}'), {
      list: async () => ({ resources: await listRuns(agents, actor) }),
      complete: {
        id: async (value) =>
          startingWith(
            value,
            (await agents.runs.list(actor, {})).map(({ id }) => id),
          ),
      },
    }),
    { title: 'Run', description: 'A run of an agent with its steps and its approval.', mimeType: json },
    (uri, { id }) => found(uri, async () => showRunDetails(await agents.runs.find(actor, checkedId(runIdSchema, id)))),
  )
}

/** The sources and runs that the actor is shown by name, the latest first. */
export async function listResources({ twin, agents }: ResourceNeeds, actor: Actor): Promise<ListedResource[]> {
  return [
    ...(await listSources(twin, actor)),
    ...(actor.scopes.has('agents:read') ? await listRuns(agents, actor) : []),
  ]
}

async function listSources(twin: Twin, actor: Actor): Promise<ListedResource[]> {
  const sources = (await twin.sources.list(actor)).slice(0, maxListed)
  return sources.map(({ id, title }) => ({ uri: sourceUri(id), name: id, title, mimeType: json }))
}

async function listRuns(agents: Agents, actor: Actor): Promise<ListedResource[]> {
  const runs = (await agents.runs.list(actor, {})).slice(0, maxListed)
  return runs.map(({ id, capability, state }) => ({
    uri: runUri(id),
    name: id,
    title: `${capability}, ${state}`,
    mimeType: json,
  }))
}

/** What is missing and what is not for the caller look alike, in the words of the protocol. */
async function found(uri: URL, read: () => Promise<object>): Promise<ReadResourceResult> {
  try {
    return contents(uri, await read())
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') throw new ResourceNotFoundError(uri.href)
    if (error instanceof AppError) throw new ProtocolError(INVALID_PARAMS, error.message)
    throw error
  }
}

function contents(uri: URL, value: object): ReadResourceResult {
  return { contents: [{ uri: uri.href, mimeType: json, text: JSON.stringify(value) }] }
}

function checkedId(schema: typeof sourceId, id: string | string[] | undefined): string {
  const checked = schema.safeParse(id)
  if (checked.success) return checked.data
  throw new AppError('not_found', 'There is no such resource.')
}

export function startingWith(value: string, candidates: readonly string[]): string[] {
  return candidates.filter((candidate) => candidate.startsWith(value)).slice(0, maxCompletions)
}
