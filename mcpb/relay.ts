import type { JSONRPCMessage, JSONRPCRequest, Transport } from '@modelcontextprotocol/client'

interface RelayOptions {
  readonly endpoint: URL
  warn(message: string): void
}

/** JSON-RPC code for what the server, and not the message, is to blame for (implementation-defined range). */
const notReached = -32000

/**
 * Hands each message of the client to the server and back, of either protocol era, without knowing what it means. It knows only what
 * the pipe has and HTTP has not: an error that comes as a status becomes an answer in words; a cancellation of 2026-07-28 closes its
 * request; and a session of 2025-11-25 that the server forgot, as after a restart, is begun again, since over a pipe no client
 * would.
 */
export async function relay(
  client: Transport,
  connect: () => Transport,
  { endpoint, warn }: RelayOptions,
): Promise<void> {
  const open = new Map<string | number, AbortController>()
  let initialize: JSONRPCRequest | undefined
  let server = connect()
  let beginningAgain: Promise<void> | undefined

  function listen(transport: Transport) {
    transport.onmessage = (message) => {
      if ('id' in message && !('method' in message) && message.id !== undefined) {
        open.delete(message.id)
        if (message.id === initialize?.id) takeVersion(transport, message)
      }
      tell(message)
    }
    transport.onerror = (error) => warn(error.message)
  }
  function takeVersion(transport: Transport, message: JSONRPCMessage) {
    if (!('result' in message) || typeof message.result['protocolVersion'] !== 'string') return
    transport.setProtocolVersion?.(message.result['protocolVersion'])
  }
  function tell(message: JSONRPCMessage) {
    client.send(message).catch((error: unknown) => warn(String(error)))
  }
  function fail(id: string | number, message: string) {
    if (open.delete(id)) tell({ jsonrpc: '2.0', id, error: { code: notReached, message } })
  }

  async function send(message: JSONRPCMessage): Promise<void> {
    const id = 'method' in message && 'id' in message ? message.id : undefined
    const controller = new AbortController()
    if (id !== undefined) open.set(id, controller)
    await server.send(message, {
      requestSignal: controller.signal,
      onRequestStreamEnd: () => id !== undefined && fail(id, 'The connection to Pollux broke before the answer came.'),
    })
  }
  async function pass(message: JSONRPCMessage): Promise<void> {
    if ('method' in message && message.method === 'initialize' && 'id' in message) initialize = message
    const cancelled = cancelledRequest(message)
    if (cancelled !== undefined && !initialize) {
      open.get(cancelled)?.abort()
      open.delete(cancelled)
      return
    }
    try {
      await send(message).catch(async (error: unknown) => {
        if (statusOf(error) !== 404 || !initialize || message === initialize) throw error
        await (beginningAgain ??= beginAgain(initialize).finally(() => (beginningAgain = undefined)))
        await send(message)
      })
    } catch (error) {
      if ('method' in message && 'id' in message) fail(message.id, describe(error, endpoint))
    }
  }
  async function beginAgain(first: JSONRPCRequest): Promise<void> {
    const fresh = connect()
    const answered = Promise.withResolvers<void>()
    fresh.onmessage = (message) => {
      takeVersion(fresh, message)
      answered.resolve()
    }
    await fresh.start()
    await fresh.send(first, { onRequestStreamEnd: () => answered.resolve() })
    await answered.promise
    listen(fresh)
    await fresh.send({ jsonrpc: '2.0', method: 'notifications/initialized' })
    await server.close()
    server = fresh
  }

  listen(server)
  await server.start()
  client.onmessage = (message) => void pass(message)
  client.onerror = (error) => warn(error.message)
  client.onclose = () => void server.close()
  await client.start()
}

function cancelledRequest(message: JSONRPCMessage): string | number | undefined {
  if (!('method' in message) || message.method !== 'notifications/cancelled') return undefined
  const id = message.params?.['requestId']
  return typeof id === 'string' || typeof id === 'number' ? id : undefined
}

function statusOf(error: unknown): number | undefined {
  const { status } = error as { status?: unknown }
  return typeof status === 'number' ? status : undefined
}

function describe(error: unknown, endpoint: URL): string {
  const status = statusOf(error)
  if (status === undefined)
    return `Pollux cannot be reached at ${endpoint.href}. Does it run, and is the address right?`
  if (status === 401)
    return 'This needs a key, and Pollux does not take this key: there is none, or it was revoked, has expired or is not complete. Make one: pollux connect claude-desktop --key NAME'
  if (status === 429) return 'Pollux was asked too much at once. Wait a little, then try again.'
  return `Pollux at ${endpoint.href} answered with status ${status}.`
}
