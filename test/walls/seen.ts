import type { World } from './plant.ts'

/** Names of sources instead of their ids, which differ from one server to the next. */
export type SourceNames = ReadonlyMap<string, string>

export async function namesOfSources({ server, http }: World): Promise<SourceNames> {
  const { status, body } = await http.get<{ sources: { id: string; origin: string; audience: string }[] }>(
    '/api/v1/twin/sources',
    server.token,
  )
  if (status !== 200) throw new Error(`the sources could not be listed: ${status}`)
  return new Map(body.sources.map(({ id, origin, audience }) => [id, `<${origin} for ${audience}>`]))
}

const times = new Set([
  'durationMs',
  'updatedAt',
  'createdAt',
  'timestamp',
  'created',
  'uptime',
  'responseTimeMs',
  'responseTime',
])
/** Requests of everybody, not things in the twin. */
const traffic = new Set(['totalRequests', 'averageResponseTime', 'errorRate'])
/** Lists whose items may be of the same moment: their order then falls to the ids, which are random. */
const unordered = new Set(['sources', 'documents', 'resources'])

/**
 * What a caller saw, without what differs between any two servers: ids, times, and where they listen. Two servers that a
 * caller cannot tell apart give the same text.
 */
export function seen(body: unknown, names: SourceNames): string {
  const named = JSON.parse(withoutIds(JSON.stringify(body) ?? 'null', names)) as unknown
  return JSON.stringify(
    named,
    (name, value: unknown) => {
      if (times.has(name) || traffic.has(name)) return undefined
      if (unordered.has(name) && Array.isArray(value))
        return value.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)) as unknown[]
      return value
    },
    1,
  )
}

/** The same of a text that is no JSON, such as a stream of events or a page. */
export function withoutIds(text: string, names: SourceNames): string {
  return text
    .replaceAll(/\bsrc_[0-9a-f]{20}\b/g, (id) => names.get(id) ?? '<unknown source>')
    .replaceAll(/\b(ans|con|run|apr|gap|key|link|chatcmpl)[_-][0-9a-f-]{20,}\b/g, '<$1>')
    .replaceAll(/"requestId":"[^"]+"/g, '"requestId":"<request>"')
    .replaceAll(/"(durationMs|created|updatedAt)":("[^"]*"|[\d.]+)/g, '"$1":0')
    .replaceAll(/127\.0\.0\.1:\d+/g, '<server>')
}

/** What of an answer can tell a secret: neither hashes nor where in a text a quote stands. */
export function tellable(text: string): string {
  return text
    .replaceAll(/\b[0-9a-f]{64}\b/g, '')
    .replaceAll(/\\?"(start|end|page|passages|start_index|end_index)\\?": ?\d+/g, '')
}
