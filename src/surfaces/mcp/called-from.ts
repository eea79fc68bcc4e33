/** Who calls a tool, and with what, for counting. */
export interface CalledFrom {
  /** See `visitorOf`; left out, the actor is one visitor. */
  readonly visitor: string | undefined
  /** `mcp:` and what the client calls itself. */
  readonly client: string
}

/** What a client calls itself, in few enough letters: anybody may write anything there. */
export function mcpClient(name: unknown): string {
  const plain =
    typeof name === 'string'
      ? name
          .toLowerCase()
          .replace(/[^a-z0-9._ -]+/g, '')
          .trim()
          .slice(0, 40)
      : ''
  return plain === '' ? 'mcp' : `mcp:${plain}`
}
