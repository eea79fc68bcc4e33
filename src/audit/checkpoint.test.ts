import assert from 'node:assert/strict'
import { createPublicKey, verify } from 'node:crypto'
import { test } from 'node:test'
import { checkpointSchema, checkpointSigner, isSigned } from './checkpoint.ts'

const head = { sequence: 7, hash: 'ab'.repeat(32), at: new Date('2026-01-31T12:00:00Z') }

test('a checkpoint is signed so that somebody else can check it, and any change of it shows', () => {
  const checkpoint = checkpointSigner('a secret').sign(head)
  assert.deepEqual(checkpointSchema.parse(checkpoint), checkpoint)
  // As the guide describes it, by hand.
  const { publicKey, signature } = checkpoint
  const text = `{"at":"2026-01-31T12:00:00.000Z","format":"pollux-audit-checkpoint/1","hash":"${head.hash}","sequence":7}`
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
  assert.ok(verify(undefined, Buffer.from(text), key, Buffer.from(signature, 'base64url')))
  assert.ok(isSigned(checkpoint))
  for (const change of [{ sequence: 8 }, { hash: 'ba'.repeat(32) }, { at: '2026-01-31T12:00:01.000Z' }])
    assert.ok(!isSigned({ ...checkpoint, ...change }), JSON.stringify(change))
  assert.ok(!isSigned({ ...checkpoint, publicKey: checkpointSigner('another').publicKey }))
  assert.equal(checkpointSigner('a secret').publicKey, publicKey)
})
