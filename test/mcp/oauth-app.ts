import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import type { OAuthClientProvider } from '@modelcontextprotocol/client'
import type { RunningServer } from '#test/start-server.ts'
import type { Visitor } from '#test/visitor.ts'

export const redirectUri = 'http://127.0.0.1:33418/callback'

interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly body: Record<string, unknown>
}

/** Sends a form as an app does: without a browser's headers. */
export async function postForm(url: string, fields: Record<string, string>): Promise<Reply> {
  return replyOf(await fetch(url, { method: 'POST', body: new URLSearchParams(fields) }))
}

export async function postJson(url: string, body: unknown): Promise<Reply> {
  const headers = { 'content-type': 'application/json' }
  return replyOf(await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) }))
}

async function replyOf(response: Response): Promise<Reply> {
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
  }
}

/** Registers an app (RFC 7591) and returns its id. */
export async function registerApp(
  server: Pick<RunningServer, 'url'>,
  metadata: Record<string, unknown> = {},
): Promise<string> {
  const { status, body } = await postJson(`${server.url}/oauth2/register`, {
    client_name: 'A test',
    redirect_uris: [redirectUri],
    ...metadata,
  })
  assert.equal(status, 201, JSON.stringify(body))
  return body['client_id'] as string
}

export interface Asking {
  readonly query: URLSearchParams
  readonly verifier: string
}

/** An authorization request as a careful app makes it; `changes` are set in it, or left out when undefined. */
export function asking(
  server: Pick<RunningServer, 'url'>,
  clientId: string,
  changes: Record<string, string | undefined> = {},
): Asking {
  const verifier = randomBytes(32).toString('base64url')
  const fields: Record<string, string | undefined> = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    state: 'state-1',
    scope: 'ask knowledge:read agents:run',
    resource: `${server.url}/mcp`,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...changes,
  }
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) query.set(name, value)
  return { query, verifier }
}

/** Where a browser is sent that opens an authorization request. */
export async function open(server: Pick<RunningServer, 'url'>, browser: Visitor, query: URLSearchParams): Promise<URL> {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const response = await fetch(`${server.url}/oauth2/authorize?${query.toString()}`, {
    redirect: 'manual',
    headers: { accept: 'text/html', 'sec-fetch-mode': 'navigate', ...(cookie && { cookie }) },
  })
  const text = await response.text()
  assert.equal(response.status, 302, text)
  return new URL(response.headers.get('location') ?? '', server.url)
}

/** What the consent page was opened with. */
export function requestIn(page: URL): string {
  return page.searchParams.get('request') ?? ''
}

export interface Choice {
  readonly allow?: boolean
  readonly scopes?: readonly string[]
  readonly audience?: string
}

/** Opens the request, answers on the consent page, and returns where the browser is sent: back to the app. */
export async function consent(
  server: Pick<RunningServer, 'url'>,
  browser: Visitor,
  query: URLSearchParams,
  { allow = true, scopes, audience = 'colleague' }: Choice = {},
): Promise<URL> {
  const page = await open(server, browser, query)
  assert.equal(page.pathname, '/consent', page.href)
  const request = requestIn(page)
  const asked = await browser.send<{ scopes: { scope: string }[] }>('POST', '/api/v1/consent/request', { request })
  assert.equal(asked.status, 200, JSON.stringify(asked.body))
  const chosen = scopes ?? asked.body.scopes.map(({ scope }) => scope)
  const decision = allow ? { request, allow, scopes: chosen, audience } : { request, allow }
  const decided = await browser.send<{ url: string }>('POST', '/api/v1/consent', decision)
  assert.equal(decided.status, 200, JSON.stringify(decided.body))
  return new URL(decided.body.url)
}

export interface Tokens {
  readonly access: string
  readonly refresh: string
  readonly scope: string
}

/** Exchanges the code in an address for tokens, with what the app sends changed as said. */
export function exchange(
  server: Pick<RunningServer, 'url'>,
  clientId: string,
  { verifier }: Pick<Asking, 'verifier'>,
  answered: URL,
  changes: Record<string, string> = {},
): Promise<Reply> {
  return postForm(`${server.url}/oauth2/token`, {
    grant_type: 'authorization_code',
    client_id: clientId,
    redirect_uri: redirectUri,
    code: answered.searchParams.get('code') ?? '',
    code_verifier: verifier,
    resource: `${server.url}/mcp`,
    ...changes,
  })
}

/** The whole way to tokens, or a failed test. */
export async function connectApp(
  server: Pick<RunningServer, 'url'>,
  browser: Visitor,
  { clientId, choice, ...changes }: { clientId?: string; choice?: Choice; resource?: string; scope?: string } = {},
): Promise<Tokens & { clientId: string }> {
  const id = clientId ?? (await registerApp(server))
  const asked = asking(server, id, changes)
  const answered = await consent(server, browser, asked.query, choice)
  const resource = changes.resource ?? `${server.url}/mcp`
  const { status, body } = await exchange(server, id, asked, answered, { resource })
  assert.equal(status, 200, JSON.stringify(body))
  return { clientId: id, ...tokensIn(body) }
}

export function tokensIn(body: Record<string, unknown>): Tokens {
  return {
    access: body['access_token'] as string,
    refresh: body['refresh_token'] as string,
    scope: body['scope'] as string,
  }
}

/** `resource` left out: what the first token was for. */
export function refresh(
  server: Pick<RunningServer, 'url'>,
  clientId: string,
  token: string,
  resource?: string,
): Promise<Reply> {
  return postForm(`${server.url}/oauth2/token`, {
    grant_type: 'refresh_token',
    client_id: clientId,
    refresh_token: token,
    ...(resource && { resource }),
  })
}

/** What the official client keeps and does for an app; `opened` is where it sends its user. */
export class TestApp implements OAuthClientProvider {
  readonly redirectUrl = redirectUri
  readonly clientMetadata = {
    client_name: 'Official client',
    redirect_uris: [redirectUri],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: 'none',
  }
  readonly clientMetadataUrl?: string
  readonly kept: Partial<{ client: never; tokens: never; discovery: never; verifier: string }> = {}
  opened: URL | undefined

  constructor(clientMetadataUrl?: string) {
    if (clientMetadataUrl !== undefined) this.clientMetadataUrl = clientMetadataUrl
  }
  state = () => 'state-of-the-app'
  clientInformation = () => this.kept.client
  saveClientInformation = (information: unknown) => void Object.assign(this.kept, { client: information })
  tokens = () => this.kept.tokens
  saveTokens = (tokens: unknown) => void Object.assign(this.kept, { tokens })
  discoveryState = () => this.kept.discovery
  saveDiscoveryState = (discovery: unknown) => void Object.assign(this.kept, { discovery })
  redirectToAuthorization = (url: URL) => void (this.opened = url)
  saveCodeVerifier = (verifier: string) => void (this.kept.verifier = verifier)
  codeVerifier = () => this.kept.verifier ?? ''
}
