import { readFileSync } from 'node:fs'
import { client } from '#test/client.ts'
import { testDatabase } from '#test/postgres.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'
import { plantCarriers, type Planted } from './plant-carriers.ts'
import { maySee, openDocuments, profileParts, secretDocuments, type AudienceName } from './world.ts'

export interface World extends AsyncDisposable {
  readonly server: RunningServer
  readonly http: ReturnType<typeof client>
  /** Ids of the things that only the world with all secrets has. */
  readonly planted: Planted | undefined
  /** What each caller sends as a bearer token; the public sends none. */
  readonly tokens: Readonly<Record<'recruiter' | 'recruiterLink' | 'colleague', string>>
}

/**
 * A server, on a database of its own, with everything that `audience` may see; with `owner` also what is no document
 * (tickets, runs, keys, …). For anybody at `audience`, it must be the same as a server that has more.
 */
export async function startWorld(audience: AudienceName): Promise<World> {
  await using resources = new AsyncDisposableStack()
  const { url: databaseUrl } = resources.use(await testDatabase())
  const env = { POLLUX_SAMPLE: 'never', MONITORING_INTERVAL_SECONDS: '0', LOG_LEVEL: 'warn', DATABASE_URL: databaseUrl }
  const server = resources.use(await startServer({ env }))
  const http = client(server)
  const carriers = audience === 'owner' ? plantCarriers(server) : undefined
  await carriers?.before()
  for (const source of documentsFor(audience)) await add(http, source)
  await add(http, { name: 'profile.json', text: JSON.stringify(profileFor(audience)), audience: 'public' })
  const planted = await carriers?.after()
  const tokens = {
    recruiter: await key(http, server, 'recruiter'),
    colleague: await key(http, server, 'colleague'),
    recruiterLink: await link(http, server),
  }
  const owned = resources.move()
  return { server, http, planted, tokens, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

type NewSource = Parameters<ReturnType<typeof client>['add']>[0]

/** Adds one source and gives its id and version. */
export async function add(
  http: ReturnType<typeof client>,
  source: NewSource,
): Promise<{ id: string; version: string }> {
  const { status, body } = await http.add(source)
  const stored = body.files?.[0]?.sources?.[0]
  if (status !== 200 || !stored) throw new Error(`${source.name}: ${status} ${JSON.stringify(body)}`)
  return stored
}

/** Open and secret documents by turns, so that what is hidden lies between what is not. */
function documentsFor(audience: AudienceName): NewSource[] {
  const open = openDocuments.map((document) => ({ ...document, audience: 'public' as const }))
  const all: { name: string; title: string; text: string; audience: AudienceName }[] = []
  for (const [index, secret] of secretDocuments.entries()) {
    if (index % 8 === 4) all.push(...open.splice(0, 1))
    all.push(secret)
  }
  return [...all, ...open]
    .filter((document) => maySee(audience, document.audience))
    .map(({ name, title, text, audience: who }) => ({ name, title, text, audience: who }))
}

/** The profile with the parts that `audience` may see, and in place of some that it may not, other ones. */
function profileFor(audience: AudienceName): object {
  const profile = JSON.parse(readFileSync(new URL('world/profile.json', import.meta.url), 'utf8')) as {
    'x-pollux': { audiences: Record<string, AudienceName> }
  }
  for (const part of profileParts) {
    const value = maySee(audience, part.audience) ? part.value : part.otherValue
    if (value === undefined) continue
    const steps = part.pointer.split('/').slice(1)
    const last = steps.pop()!
    let place = profile as unknown as Record<string, unknown>
    for (const step of steps) place = place[step] as Record<string, unknown>
    const index = last === '-' ? String((place as unknown as unknown[]).length) : last
    place[index] = value
    profile['x-pollux'].audiences[`/${[...steps, index].join('/')}`] = part.audience
  }
  return profile
}

async function key(http: ReturnType<typeof client>, { token }: RunningServer, audience: string): Promise<string> {
  const body = { name: `a ${audience}`, audience, scopes: ['ask', 'knowledge:read'] }
  return (await http.send<{ secret: string }>('POST', '/api/v1/keys', { body, token })).body.secret
}

async function link(http: ReturnType<typeof client>, { token }: RunningServer): Promise<string> {
  const body = { name: 'a visitor', audience: 'recruiter' }
  return (await http.send<{ token: string }>('POST', '/api/v1/share-links', { body, token })).body.token
}
