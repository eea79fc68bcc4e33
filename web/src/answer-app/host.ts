import type {
  McpUiHostCapabilities,
  McpUiHostContext,
  McpUiInitializeRequest,
  McpUiInitializeResult,
  McpUiMessageRequest,
  McpUiSizeChangedNotification,
  McpUiToolCancelledNotification,
  McpUiToolInputNotification,
  McpUiToolResultNotification,
  McpUiUpdateModelContextRequest,
} from '@modelcontextprotocol/ext-apps'

export type ToolResult = McpUiToolResultNotification['params']

export interface HostEvents {
  toolInput(params: McpUiToolInputNotification['params']): void
  toolResult(result: ToolResult): void
  toolCancelled(params: McpUiToolCancelledNotification['params']): void
  /** What has changed, or all of it at the start. */
  context(context: McpUiHostContext): void
}

/** The program that shows this page: what it can do for it, and what it may be asked. */
export interface Host {
  readonly can: McpUiHostCapabilities
  /** Rejects with what the host or the server says is wrong. */
  callTool(name: string, args: Record<string, unknown>): Promise<ToolResult>
  /** Puts words of the user's into the conversation. */
  sendMessage(text: string): Promise<void>
  /** Tells the model what is shown here, for its next turn. */
  updateModelContext(text: string): Promise<void>
}

interface Message {
  jsonrpc: '2.0'
  id?: string | number
  method?: string
  params?: unknown
  result?: unknown
  error?: { code: number; message: string }
}

const protocolVersion = '2026-01-26'
const methodNotFound = -32601

/**
 * Speaks MCP Apps (2026-01-26) with the window that holds this one: JSON-RPC 2.0 by postMessage. The official class does
 * the same in 650 kB, with a schema library that tries `eval`; its types are used here, and its host in the tests.
 * Resolves when the host has answered; what it tells from then on arrives at `events`.
 */
export async function connectHost(version: string, events: HostEvents): Promise<Host> {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  let lastId = 0
  const host = window.parent
  // The host's origin cannot be known before it has spoken. What is sent is for whoever embeds this page, as it is.
  const send = (message: Omit<Message, 'jsonrpc'>) => host.postMessage({ jsonrpc: '2.0', ...message }, '*')
  const request = <Result>(method: string, params: object): Promise<Result> => {
    const id = ++lastId
    const answer = Promise.withResolvers<unknown>()
    waiting.set(id, answer)
    send({ id, method, params })
    return answer.promise as Promise<Result>
  }

  const notified: Record<string, (params: never) => void> = {
    'ui/notifications/tool-input': events.toolInput,
    'ui/notifications/tool-result': events.toolResult,
    'ui/notifications/tool-cancelled': events.toolCancelled,
    'ui/notifications/host-context-changed': events.context,
  }

  window.addEventListener('message', ({ source, data }: MessageEvent<Message | undefined>) => {
    if (source !== host || data?.jsonrpc !== '2.0') return
    const { id, method, params, result, error } = data
    if (method !== undefined) {
      if (id === undefined) notified[method]?.((params ?? {}) as never)
      // Nothing here needs saving before it is taken down.
      else if (method === 'ping' || method === 'ui/resource-teardown') send({ id, result: {} })
      else send({ id, error: { code: methodNotFound, message: `${method} is not for this page` } })
      return
    }
    const answer = waiting.get(Number(id))
    waiting.delete(Number(id))
    if (error) answer?.reject(new Error(error.message))
    else answer?.resolve(result)
  })

  const started: McpUiInitializeRequest['params'] = {
    appInfo: { name: 'pollux-answer', version },
    appCapabilities: { availableDisplayModes: ['inline'] },
    protocolVersion,
  }
  const { hostCapabilities, hostContext } = await request<McpUiInitializeResult>('ui/initialize', started)
  events.context(hostContext)
  send({ method: 'ui/notifications/initialized' })
  reportSize((params) => send({ method: 'ui/notifications/size-changed', params }))

  return {
    can: hostCapabilities,
    callTool: (name, args) => request('tools/call', { name, arguments: args }),
    async sendMessage(text) {
      const params: McpUiMessageRequest['params'] = { role: 'user', content: [{ type: 'text', text }] }
      const { isError } = await request<{ isError?: boolean }>('ui/message', params)
      if (isError) throw new Error('The message was not taken.')
    },
    async updateModelContext(text) {
      const params: McpUiUpdateModelContextRequest['params'] = { content: [{ type: 'text', text }] }
      await request('ui/update-model-context', params)
    },
  }
}

/** Tells how tall the page is, whenever that changes, so that the host can give it the room. */
function reportSize(tell: (size: McpUiSizeChangedNotification['params']) => void): void {
  let told = ''
  const observer = new ResizeObserver(() => {
    const size = { width: window.innerWidth, height: Math.ceil(document.body.getBoundingClientRect().height) }
    if (told === (told = JSON.stringify(size))) return
    tell(size)
  })
  observer.observe(document.body)
}
