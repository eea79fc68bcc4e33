/** The routes of each test file: at 10,000 requests a route, one file for all would take hours. */
const claimed = {
  agents: /^\/api\/v1\/(agents|approvals|runs|schedules|sops|tickets)\b/,
  careers: /^\/api\/v1\/(analytics|experiments|interviews|jobs)\b/,
  mcp: /^\/(v1(?!\/mcp\/)|mcp)\b/,
  tools: /^\/v1\/mcp\//,
  people: /^\/api\/v1\/(audit|connected-apps|consent|keys|session|share-links|users)\b/,
} as const

export type Part = keyof typeof claimed | 'rest'

/** Whether a route is of a part; what no other part claims is of the `rest`, so that none is forgotten. */
export function isOfPart(part: Part, route: string): boolean {
  if (part !== 'rest') return claimed[part].test(route)
  return !Object.values(claimed).some((pattern) => pattern.test(route))
}
