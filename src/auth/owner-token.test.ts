import assert from 'node:assert/strict'
import { test } from 'node:test'
import { requireScope } from './actor.ts'
import { actorResolver } from './owner-token.ts'

const ownerToken = 'owner-token-of-32-characters-0001'
const intakeToken = 'intake-token-of-32-characters-001'
const unauthenticated = { code: 'unauthenticated' }

test('a token is whose it is, and any other is refused', () => {
  const resolve = actorResolver({ ownerToken, intakeToken })
  assert.equal(resolve(undefined).id, 'anyone')
  assert.equal(resolve(`Bearer ${ownerToken}`).id, 'owner')
  assert.equal(resolve(`bearer  ${intakeToken} `).id, 'intake')
  for (const wrong of ['', 'Bearer', 'Bearer ', `Bearer ${intakeToken}x`, `Basic ${ownerToken}`, ownerToken])
    assert.throws(() => resolve(wrong), unauthenticated, wrong)
})

test('without an intake token nobody is the intake', () => {
  for (const nothing of [undefined, '']) {
    const resolve = actorResolver({ ownerToken, intakeToken: nothing })
    assert.equal(resolve(`Bearer ${ownerToken}`).id, 'owner')
    for (const wrong of [`Bearer ${intakeToken}`, 'Bearer undefined', 'Bearer '])
      assert.throws(() => resolve(wrong), unauthenticated, wrong)
  }
})

test('the intake may hand in, and nothing else', () => {
  const intake = actorResolver({ ownerToken, intakeToken })(`Bearer ${intakeToken}`)
  assert.deepEqual([intake.audience, [...intake.scopes]], ['public', ['desk:intake']])
  requireScope(intake, 'desk:intake')
  for (const scope of ['ask', 'desk:read', 'desk:write', 'agents:run', 'approvals:decide'] as const)
    assert.throws(() => requireScope(intake, scope), { code: 'forbidden' }, scope)
})
