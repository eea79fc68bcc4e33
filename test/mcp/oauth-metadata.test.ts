import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startServer, type RunningServer } from '#test/start-server.ts'

/** What clients read before anything else, field by field. */
let server: RunningServer
let twin: RunningServer
before(async () => {
  server = await startServer({ env: { POLLUX_SAMPLE: 'never' } })
  twin = await startServer({ env: { POLLUX_SAMPLE: 'never', PUBLIC_URL: 'https://twin.example/' } })
})
after(async () => {
  await twin?.[Symbol.asyncDispose]()
  await server?.[Symbol.asyncDispose]()
})

const scopes = [
  'ask',
  'knowledge:read',
  'inbox:read',
  'agents:read',
  'desk:read',
  'careers:read',
  'analytics:read',
  'agents:run',
  'desk:write',
  'inbox:write',
  'knowledge:write',
  'careers:write',
  'experiments:manage',
]
const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA']

const document = async (at: RunningServer, path: string) => {
  const response = await fetch(`${at.url}/.well-known/${path}`, { headers: { origin: 'https://any.example' } })
  assert.equal(response.headers.get('access-control-allow-origin'), '*')
  assert.equal(response.headers.get('access-control-allow-credentials'), null)
  return (await response.json()) as Record<string, unknown>
}

test('the resource says where to sign in (RFC 9728)', async () => {
  for (const [at, origin] of [
    [server, server.url],
    [twin, 'https://twin.example'],
  ] as const)
    for (const path of ['', '/mcp', '/mcp/me'])
      assert.deepEqual(await document(at, `oauth-protected-resource${path}`), {
        resource: origin + path,
        authorization_servers: [origin],
        scopes_supported: scopes,
        bearer_methods_supported: ['header'],
        resource_name: 'Pollux',
      })
})

test('the authorization server says what it does (RFC 8414), and nothing that it does not', async () => {
  const origin = 'https://twin.example'
  for (const path of ['', '/mcp', '/mcp/me']) {
    const found = await document(twin, `oauth-authorization-server${path}`)
    assert.deepEqual(
      [
        found['token_endpoint_auth_signing_alg_values_supported'],
        found['revocation_endpoint_auth_signing_alg_values_supported'],
      ].map((named) => algorithms.every((algorithm) => (named as string[]).includes(algorithm))),
      [true, true],
    )
    delete found['token_endpoint_auth_signing_alg_values_supported']
    delete found['revocation_endpoint_auth_signing_alg_values_supported']
    assert.deepEqual(found, {
      issuer: origin,
      authorization_endpoint: `${origin}/oauth2/authorize`,
      token_endpoint: `${origin}/oauth2/token`,
      registration_endpoint: `${origin}/oauth2/register`,
      revocation_endpoint: `${origin}/oauth2/revoke`,
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
      token_endpoint_auth_methods_supported: ['none', 'private_key_jwt'],
      revocation_endpoint_auth_methods_supported: ['none', 'private_key_jwt'],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
      client_id_metadata_document_supported: true,
      scopes_supported: [...scopes, 'offline_access'],
      protected_resources: [origin, `${origin}/mcp`, `${origin}/mcp/me`],
    })
  }
  const oidc = await fetch(`${twin.url}/.well-known/openid-configuration`)
  assert.equal(oidc.status, 404, 'this is no OpenID provider')
})

test('a page of any site may ask for tokens, and none may use the browser’s session for it', async () => {
  for (const path of [
    '/oauth2/token',
    '/oauth2/register',
    '/oauth2/revoke',
    '/.well-known/oauth-protected-resource/mcp',
  ]) {
    const response = await fetch(server.url + path, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://any.example',
        'access-control-request-headers': 'content-type, mcp-protocol-version',
      },
    })
    assert.equal(response.status, 204)
    assert.equal(response.headers.get('access-control-allow-origin'), '*')
    assert.match(response.headers.get('access-control-allow-headers') ?? '', /content-type, mcp-protocol-version/)
    assert.equal(response.headers.get('access-control-allow-credentials'), null)
  }
  const authorize = await fetch(`${server.url}/oauth2/authorize?client_id=x`, { redirect: 'manual' })
  assert.equal(authorize.headers.get('access-control-allow-origin'), null)
  assert.equal(authorize.headers.get('cache-control'), 'no-store')
})

test('a name that nobody vouches for is given no sign-in', async () => {
  const { request } = await import('node:http')
  const { port } = new URL(server.url)
  const askedAs = (host: string, path: string) =>
    new Promise<{ status: number; challenge: string }>((resolve, reject) => {
      request({ host: '127.0.0.1', port, path, headers: { host } }, (response) => {
        response.resume()
        const challenge = response.headers['www-authenticate'] ?? ''
        resolve({ status: response.statusCode ?? 0, challenge })
      })
        .once('error', reject)
        .end()
    })
  for (const host of ['evil.example', '192.168.1.5:3000', '127.0.0.1.evil.example']) {
    for (const path of [
      '/.well-known/oauth-protected-resource',
      '/.well-known/oauth-authorization-server',
      '/oauth2/authorize?client_id=x',
    ])
      assert.equal((await askedAs(host, path)).status, 404, `${host} ${path}`)
    assert.deepEqual(await askedAs(host, '/api/v1/keys'), { status: 401, challenge: 'Bearer realm="pollux"' })
  }
  const named = await askedAs('localhost:3000', '/api/v1/keys')
  assert.equal(
    named.challenge,
    'Bearer realm="pollux", resource_metadata="http://localhost:3000/.well-known/oauth-protected-resource"',
  )
})
