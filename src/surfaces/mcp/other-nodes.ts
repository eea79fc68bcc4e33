import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { AppError } from '#errors'
import type { NodeSeal } from './node-seal.ts'
import { createPassOn } from './pass-on.ts'
import { beginsSession, noSuchSession } from './sessions.ts'

/** This process and those that share its database, as `#storage` knows them. */
export interface Nodes {
  readonly id: string
  announce(): Promise<void>
  find(id: string): Promise<string | undefined>
}

export interface OtherNodes {
  /** Tells in its first part whose session it is. */
  newSessionId(): string
  /**
   * Has the process answer that has the session of a request of the 2025 era; false when this one is to. Throws `not_found`
   * when that process is gone, and with it the session.
   */
  answer(request: FastifyRequest, reply: FastifyReply): Promise<boolean>
  close(): void
}

interface OtherNodesNeeds {
  readonly nodes: Nodes
  readonly seal: NodeSeal['seal']
  readonly log: Logger
}

/**
 * A session of the 2025 era lives in one process, and its client is anywhere: whichever process a request comes to passes
 * it on to the one whose id the session's begins with (docs/adr: sessions of many processes).
 */
export function createOtherNodes({ nodes, seal, log }: OtherNodesNeeds): OtherNodes {
  const passOn = createPassOn({ seal, log })
  return {
    newSessionId: () => `${nodes.id}.${randomUUID()}`,
    async answer(request, reply) {
      const session = request.headers['mcp-session-id']
      if (session === undefined) {
        // Before there is an id that others may be asked for.
        if (beginsSession(request, request.body)) await nodes.announce()
        return false
      }
      const owner = /^([0-9a-f]+)\./.exec(String(session))?.[1]
      // What was passed on once is not passed on again.
      if (owner === undefined || owner === nodes.id || request.passedOn) return false
      const url = await nodes.find(owner)
      if (url === undefined || !(await passOn.to({ id: owner, url }, request, reply)))
        throw new AppError('not_found', noSuchSession)
      return true
    },
    close: passOn.close,
  }
}
