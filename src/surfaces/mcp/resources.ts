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

const maxListed = 100
const maxCompletions = 20

/** What can be read: the profile by sections, and templates for sources and runs. Only what the actor may see. */
export function registerResources(
  server: McpServer,
  actor: Actor,
  { twin, agents }: { twin: Twin; agents: Agents },
): void {
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
    new ResourceTemplate('digitaltwin://sources/{id}', {
      async list() {
        const sources = (await twin.sources.list(actor)).slice(0, maxListed)
        return {
          resources: sources.map(({ id, title }) => ({
            uri: `digitaltwin://sources/${id}`,
            name: id,
            title,
            mimeType: json,
          })),
        }
      },
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
    new ResourceTemplate('digitaltwin://runs/{id}', {
      async list() {
        const runs = (await agents.runs.list(actor, {})).slice(0, maxListed)
        return {
          resources: runs.map(({ id, capability, state }) => ({
            uri: `digitaltwin://runs/${id}`,
            name: id,
            title: `${capability}, ${state}`,
            mimeType: json,
          })),
        }
      },
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
