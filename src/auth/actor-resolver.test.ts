import assert from 'node:assert/strict'
import { test } from 'node:test'
import { requireScope, type Actor } from './actor.ts'
import { actorResolver } from './actor-resolver.ts'

const ownerToken = 'owner-token-of-32-characters-0001'
const intakeToken = 'intake-token-of-32-characters-001'
const unauthenticated = { code: 'unauthenticated' }
const keyed: Actor = { id: 'key_1', audience: 'colleague', scopes: new Set(['ask']) }
const resolveLink = async () => undefined
const app: Actor = { id: 'user_1/app_1', audience: 'colleague', scopes: new Set(['ask']) }
const resolveApp = async (token: string, address: string) =>
  token === 'plx_app_good' && address === 'http://localhost:3000/mcp' ? app : undefined
const signedIn: Actor = { id: 'user_1', role: 'viewer', audience: 'colleague', scopes: new Set(['ask']) }
const resolveSession = async (cookie: string) => (cookie === 'pollux.session=good' ? signedIn : undefined)
const origin = () => 'http://localhost:3000'
const path = '/mcp'
const resolveKey = async (secret: string) => (secret === 'plx_key_good' ? keyed : undefined)

/** Of tokens that are known at once. */
function resolver(tokens: { intakeToken?: string | undefined }): (authorization: string | undefined) => Actor {
  const resolve = actorResolver({ ownerToken, resolveKey, resolveLink, resolveSession, resolveApp, ...tokens })
  return (authorization) => resolve({ authorization, origin, path }) as Actor
}

test('a token is whose it is, and any other is refused', () => {
  const resolve = resolver({ intakeToken })
  assert.equal(resolve(undefined).id, 'anyone')
  assert.equal(resolve(`Bearer ${ownerToken}`).id, 'owner')
  assert.equal(resolve(`bearer  ${intakeToken} `).id, 'intake')
  for (const wrong of ['', 'Bearer', 'Bearer ', `Bearer ${intakeToken}x`, `Basic ${ownerToken}`, ownerToken])
    assert.throws(() => resolve(wrong), unauthenticated, wrong)
})

test('without an intake token nobody is the intake', () => {
  for (const nothing of [undefined, '']) {
    const resolve = resolver({ intakeToken: nothing })
    assert.equal(resolve(`Bearer ${ownerToken}`).id, 'owner')
    for (const wrong of [`Bearer ${intakeToken}`, 'Bearer undefined', 'Bearer '])
      assert.throws(() => resolve(wrong), unauthenticated, wrong)
  }
})

test('the intake may hand in, and nothing else', () => {
  const intake = resolver({ intakeToken })(`Bearer ${intakeToken}`)
  assert.deepEqual([intake.audience, [...intake.scopes]], ['public', ['desk:intake']])
  requireScope(intake, 'desk:intake')
  for (const scope of ['ask', 'desk:read', 'desk:write', 'agents:run', 'approvals:decide'] as const)
    assert.throws(() => requireScope(intake, scope), { code: 'forbidden' }, scope)
})

test('a key is looked up, and refused like any other token when it is not good', async () => {
  const resolve = actorResolver({ ownerToken, resolveKey, resolveLink, resolveSession, resolveApp })
  assert.equal(await resolve({ authorization: 'Bearer plx_key_good', origin, path }), keyed)
  await assert.rejects(async () => resolve({ authorization: 'Bearer plx_key_bad', origin, path }), unauthenticated)
  assert.throws(() => resolve({ authorization: 'Bearer plx_good', origin, path }), unauthenticated)
})

test('a session is looked up, and a token that comes with one wins, good or not', async () => {
  const resolve = actorResolver({ ownerToken, resolveKey, resolveLink, resolveSession, resolveApp })
  const cookie = 'pollux.session=good'
  assert.equal(await resolve({ cookie, origin, path }), signedIn)
  assert.equal((await resolve({ cookie: 'pollux.session=ended', origin, path })).id, 'anyone')
  assert.equal((await resolve({ cookie: 'other=1', origin, path })).id, 'anyone')
  assert.equal((await resolve({ authorization: `Bearer ${ownerToken}`, cookie, origin, path })).id, 'owner')
  assert.throws(() => resolve({ authorization: 'Bearer wrong', cookie, origin, path }), unauthenticated)
})

test('a token of an app is good where it is for, and refused like any other token elsewhere', async () => {
  const resolve = actorResolver({ ownerToken, resolveKey, resolveLink, resolveSession, resolveApp })
  const authorization = 'Bearer plx_app_good'
  assert.equal(await resolve({ authorization, origin, path }), app)
  await assert.rejects(async () => resolve({ authorization, origin, path: '/api/v1/session' }), unauthenticated)
  await assert.rejects(async () => resolve({ authorization: 'Bearer plx_app_bad', origin, path }), unauthenticated)
})
