import assert from 'node:assert/strict'
import { test } from 'node:test'
import { requireScope, type Actor } from './actor.ts'
import { actorResolver } from './actor-resolver.ts'

const ownerToken = 'owner-token-of-32-characters-0001'
const intakeToken = 'intake-token-of-32-characters-001'
const unauthenticated = { code: 'unauthenticated' }
const keyed: Actor = { id: 'key_1', audience: 'colleague', scopes: new Set(['ask']) }
const resolveLink = async () => undefined
const resolveKey = async (secret: string) => (secret === 'plx_key_good' ? keyed : undefined)

/** Of tokens that are known at once. */
function resolver(tokens: { intakeToken?: string | undefined }): (authorization: string | undefined) => Actor {
  const resolve = actorResolver({ ownerToken, resolveKey, resolveLink, ...tokens })
  return (authorization) => resolve(authorization) as Actor
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
  const resolve = actorResolver({ ownerToken, resolveKey, resolveLink })
  assert.equal(await resolve('Bearer plx_key_good'), keyed)
  await assert.rejects(async () => resolve('Bearer plx_key_bad'), unauthenticated)
  assert.throws(() => resolve('Bearer plx_good'), unauthenticated)
})
