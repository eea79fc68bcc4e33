import { createHmac } from 'node:crypto'
import { createRequestStateCodec, type ServerContext } from '@modelcontextprotocol/server'
import { AppError } from '#errors'

/** A call that waits for a person, as the client carries it until the person has answered. */
export interface PendingCall {
  readonly tool: string
  readonly runId: string
  readonly approvalId: string
  /** Of the action as it was shown. */
  readonly actionHash: string
  /** The last event of the run that was told. */
  readonly after: number
}

/** Seals and opens what a client keeps between two rounds of one call. */
export interface PendingState {
  seal(call: object, context: ServerContext): Promise<string>
  verify(state: string, context: ServerContext): Promise<unknown>
}

/** As long as an approval waits by default. */
const ttlSeconds = 3600

/**
 * HMAC-SHA256 with a key of its own, derived from the signing key, so that every process with that key opens what another
 * sealed. Bound to the caller and the method: nobody can go on with somebody else's call.
 */
export function createPendingState(signingKey: () => string | undefined): PendingState {
  let codec: ReturnType<typeof createRequestStateCodec<object>> | undefined
  const open = () => {
    const key = signingKey()
    if (key === undefined)
      throw new AppError('storage_unavailable', 'The server is still starting. Try again in a few seconds.')
    return (codec ??= createRequestStateCodec<object>({
      key: createHmac('sha256', key).update('pollux mcp request state 1').digest(),
      ttlSeconds,
      bind: ({ mcpReq, http }) => `${mcpReq.method}\0${http?.authInfo?.clientId ?? ''}`,
    }))
  }
  return {
    seal: (call, context) => open().mint(call, context),
    verify: (state, context) => open().verify(state, context),
  }
}
