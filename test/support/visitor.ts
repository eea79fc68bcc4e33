import { client, type ErrorBody, type Reply } from './client.ts'
import type { RunningServer } from './start-server.ts'

export type Body = ErrorBody & Record<string, unknown>

let visitors = 0

/** A browser: keeps cookies, and says which page its requests come from. */
export interface Visitor {
  /** As the browser would send them. */
  cookies: Map<string, string>
  send<Answer = Body>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Reply<Answer>>
  /** Signs in, or fails the test. */
  signIn(email: string, password: string): Promise<Reply<Body>>
}

/** `address` is what a trusted proxy says (TRUST_PROXY): by default each visitor comes from another. */
export function visitor(
  server: Pick<RunningServer, 'url' | 'token'>,
  address: string = `198.51.100.${(visitors = (visitors % 250) + 1)}`,
): Visitor {
  const cookies = new Map<string, string>()
  const send: Visitor['send'] = async (method, path, body, headers = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const reply = await client(server).send<never>(method, path, {
      body,
      headers: { origin: server.url, 'x-forwarded-for': address, ...(cookie && { cookie }), ...headers },
    })
    for (const line of reply.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/max-age=0/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return reply
  }
  return {
    cookies,
    send,
    signIn: (email, password) => send('POST', '/api/v1/session', { email, password }),
  }
}

/** The token that an address of a one-time link carries. */
export function tokenOf(address: string): string {
  const [, token] = /\/set-up#token=([\w-]{43})$/m.exec(address) ?? []
  if (token === undefined) throw new Error(`There is no link in: ${address}`)
  return token
}

/** Makes the first account by the link that the start printed. */
export async function setUpOwner(
  server: RunningServer,
  account: { name?: string; email: string; password: string },
): Promise<Visitor> {
  const browser = visitor(server)
  const [address] = await server.printed(/http\S+\/set-up#token=\S+/)
  const { status, body } = await browser.send('POST', '/api/v1/session/set-up', { token: tokenOf(address), ...account })
  if (status !== 200) throw new Error(`The first account was not made: ${JSON.stringify(body)}`)
  return browser
}
