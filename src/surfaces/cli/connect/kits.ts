export const clients = ['vscode', 'claude-code', 'claude-desktop', 'cursor', 'claude', 'chatgpt', 'openai'] as const
export type ClientName = (typeof clients)[number]

/** Where a client finds Pollux. */
export interface Place {
  /** Without a slash at its end. */
  readonly url: string
  /** How `pollux mcp` is started here, for who has the data folder. */
  readonly command: { readonly program: string; readonly args: readonly string[] }
}

/** What a client reads, or a person does, to reach Pollux. */
export type Kit =
  | {
      readonly kind: 'file'
      /** Below the folder of the project, or of the client. */
      readonly path: string
      readonly content: Config
      readonly advice: readonly string[]
    }
  | { readonly kind: 'steps'; readonly text: string; readonly advice: readonly string[] }

/** Entries by name, and lists whose items have an `id`: the two shapes that can be put into a file beside others'. */
export type Config = Readonly<Record<string, Readonly<Record<string, unknown>> | readonly { readonly id: string }[]>>

const entry = 'pollux'
/** Variable that clients without a place for secrets are told to read the key from. */
const variable = 'POLLUX_TOKEN'

/** Over HTTP, by address and key. No file holds a key: what it needs is asked for, or read from the environment. */
export const httpKits: Record<ClientName, (place: Place) => Kit> = {
  vscode: ({ url }) => ({
    kind: 'file',
    path: '.vscode/mcp.json',
    content: {
      inputs: [{ id: 'pollux-key', type: 'promptString', description: 'Key for Pollux', password: true }],
      servers: {
        [entry]: { type: 'http', url: `${url}/mcp`, headers: { Authorization: 'Bearer ${input:pollux-key}' } },
      },
    },
    advice: [
      'VS Code asks for the key once and keeps it with its secrets, so that this file can be committed.',
      'To ask as the public, leave out "headers" and "inputs".',
    ],
  }),
  'claude-code': ({ url }) => ({
    kind: 'file',
    path: '.mcp.json',
    content: { mcpServers: { [entry]: { type: 'http', url: `${url}/mcp`, headers: bearer(`\${${variable}}`) } } },
    advice: [
      `Claude Code reads the key from ${variable} in its environment, so that this file can be committed.`,
      'For yourself alone, in place of the file:',
      `  claude mcp add --transport http ${entry} ${url}/mcp --header "Authorization: Bearer $${variable}"`,
    ],
  }),
  cursor: ({ url }) => ({
    kind: 'file',
    path: '.cursor/mcp.json',
    content: { mcpServers: { [entry]: { url: `${url}/mcp`, headers: bearer(`\${env:${variable}}`) } } },
    advice: [`Cursor reads the key from ${variable} in its environment, so that this file can be committed.`],
  }),
  'claude-desktop': ({ url }) => ({
    kind: 'steps',
    text: `1. Build the bundle once (npm run build:mcpb), or take it from the release: mcpb/dist/pollux.mcpb
2. Open it with Claude Desktop: Settings, Extensions, Advanced settings, Install extension.
3. Fill in:
   Address of Pollux: ${url}
   Key:               one made by "pollux connect claude-desktop --key NAME"; left empty, it asks as the public
`,
    advice: ['On the machine that has the data folder, --stdio gives an entry for claude_desktop_config.json instead.'],
  }),
  claude: ({ url }) => ({
    kind: 'steps',
    text: `1. On claude.ai: Settings, Connectors, Add custom connector.
2. Name: Pollux
   Remote MCP server URL: ${url}/mcp/me
   Leave the OAuth client ID and secret empty: Claude registers itself.
3. Choose Connect, sign in on the page of your Pollux, and allow what it asks for.
`,
    advice: hosted(url, 'claude.ai'),
  }),
  chatgpt: ({ url }) => ({
    kind: 'steps',
    text: `1. In ChatGPT: Settings, Apps & Connectors, Advanced settings: turn on Developer mode. Then Create.
2. Name: Pollux
   MCP server URL: ${url}/mcp/me
   Authentication: OAuth
3. Choose Create, sign in on the page of your Pollux, and allow what it asks for.
`,
    advice: hosted(url, 'ChatGPT'),
  }),
  openai: ({ url }) => ({
    kind: 'steps',
    text: `OPENAI_BASE_URL=${url}/v1\nOPENAI_API_KEY=<key>\n`,
    advice: ['The model is called pollux. Keep these lines in a file that is not committed.'],
  }),
}

/** By starting `pollux mcp`, which has the rights of the owner: only for who has the data folder. */
export const stdioKits: Partial<Record<ClientName, (place: Place) => Kit>> = {
  vscode: ({ command: { program, args } }) => ({
    kind: 'file',
    path: '.vscode/mcp.json',
    content: { servers: { [entry]: { type: 'stdio', command: program, args } } },
    advice: [ofThisMachine],
  }),
  'claude-code': ({ command: { program, args } }) => ({
    kind: 'file',
    path: '.mcp.json',
    content: { mcpServers: { [entry]: { type: 'stdio', command: program, args } } },
    advice: [
      ofThisMachine,
      'For yourself alone, in place of the file:',
      `  claude mcp add ${entry} -- ${[program, ...args].map(quoted).join(' ')}`,
    ],
  }),
  cursor: ({ command: { program, args } }) => ({
    kind: 'file',
    path: '.cursor/mcp.json',
    content: { mcpServers: { [entry]: { command: program, args } } },
    advice: [ofThisMachine],
  }),
  'claude-desktop': ({ command: { program, args } }) => ({
    kind: 'file',
    path: 'claude_desktop_config.json',
    content: { mcpServers: { [entry]: { command: program, args } } },
    advice: [
      'Its folder is the one that Settings, Developer, Edit Config shows. Start Claude Desktop again afterwards.',
    ],
  }),
}

const ofThisMachine = 'It names paths of this machine and acts as the owner: keep the file out of what you commit.'

function bearer(token: string) {
  return { Authorization: `Bearer ${token}` }
}

function hosted(url: string, who: string): string[] {
  const reachable = url.startsWith('https:')
    ? []
    : [`${who} runs elsewhere and reaches only https addresses, not ${url}: set PUBLIC_URL, or say --url https://…`]
  return [`${who} takes no keys; it signs in by OAuth, with what you allow it.`, ...reachable]
}

/** For a POSIX shell. */
function quoted(word: string): string {
  return /^[\w./:=@-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
