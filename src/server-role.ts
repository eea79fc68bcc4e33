/** What one process of the server does: everything, or a part of it beside others with the same database. */
export type ServerRole = 'all' | 'web' | 'mcp' | 'worker'

interface Part {
  /** The web app, REST and the OpenAI-compatible API. */
  readonly web: boolean
  /** MCP over HTTP, and the sign-in of its clients. */
  readonly mcp: boolean
  /** Executes runs of agents, begins what is scheduled, takes samples and keeps folders in step. */
  readonly works: boolean
}

/** Each answers health checks and metrics too. What one that does not work starts waits for one that does. */
export const serverRoles: Readonly<Record<ServerRole, Part>> = {
  all: { web: true, mcp: true, works: true },
  web: { web: true, mcp: true, works: false },
  mcp: { web: false, mcp: true, works: false },
  worker: { web: false, mcp: false, works: true },
}
