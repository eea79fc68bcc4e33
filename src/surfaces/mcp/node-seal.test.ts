import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AppError } from '#errors'
import { createNodeSeal, sealHeader, type PassedRequest } from './node-seal.ts'

const key = 'a signing key 0123456789 abcdefghij'

function nodes() {
  const clock = { time: 1_000_000 }
  const node = (id: string, signingKey: string | undefined = key) =>
    createNodeSeal({ node: id, signingKey: () => signingKey, now: () => clock.time })
  return { clock, from: node('0a'), to: node('0b'), stranger: node('0a', 'another key') }
}

const request: PassedRequest = {
  method: 'POST',
  headers: { 'mcp-session-id': '0b.1', authorization: 'Bearer token' },
}
const sealed = (seal: string, { method, headers }: PassedRequest = request) => ({
  method,
  headers: { ...headers, [sealHeader]: seal },
})
const refuses = (work: () => unknown, why: RegExp) =>
  assert.throws(work, (error: AppError) => error.code === 'forbidden' && why.test(error.message))

test('a request that another node has passed on is known, and one that says nothing is not', () => {
  const { from, to } = nodes()
  assert.equal(to.open(sealed(from.seal('0b', request))), true)
  assert.equal(to.open(request), false)
})

test('a seal is good once', () => {
  const { from, to, clock } = nodes()
  const passed = sealed(from.seal('0b', request))
  assert.equal(to.open(passed), true)
  refuses(() => to.open(passed), /has come before/)
  clock.time += 59_000
  refuses(() => to.open(passed), /has come before/)
  clock.time += 60_000 * 3
  refuses(() => to.open(passed), /another time/)
})

test('a seal that one node has opened, or not yet, is none at another', () => {
  const { from, to } = nodes()
  const passed = sealed(from.seal('0b', request))
  refuses(() => from.open(passed), /is not the one/)
  assert.equal(to.open(passed), true)
  refuses(() => from.open(passed), /is not the one/)
})

test('a seal from the future or the past is refused', () => {
  const { from, to, clock } = nodes()
  const seal = from.seal('0b', request)
  clock.time += 60_001
  refuses(() => to.open(sealed(seal)), /compare the clocks/)
  clock.time -= 120_002
  refuses(() => to.open(sealed(seal)), /compare the clocks/)
})

test('a seal is for one method, session and caller, and made with one key', () => {
  const { from, to, stranger } = nodes()
  const seal = from.seal('0b', request)
  const others: PassedRequest[] = [
    { ...request, method: 'DELETE' },
    { ...request, headers: { ...request.headers, 'mcp-session-id': '0b.2' } },
    { ...request, headers: { ...request.headers, authorization: 'Bearer other' } },
    { ...request, headers: { 'mcp-session-id': '0b.1' } },
    { ...request, headers: { ...request.headers, cookie: 'pollux.session=x' } },
  ]
  for (const other of others) refuses(() => to.open(sealed(seal, other)), /POLLUX_SECRET/)
  refuses(() => to.open(sealed(stranger.seal('0b', request))), /POLLUX_SECRET/)
  const [node, receiver, time, nonce, code] = seal.split('.') as [string, string, string, string, string]
  const changed = [
    `0c.${receiver}.${time}.${nonce}.${code}`,
    `${node}.0c.${time}.${nonce}.${code}`,
    `${node}.${receiver}.${Number(time) + 1}.${nonce}.${code}`,
    `${node}.${receiver}.${time}.other.${code}`,
    `${node}.${receiver}.${time}.${nonce}.${code.slice(1)}A`,
    `${node}.${receiver}.${time}.${nonce}`,
    'x',
    '',
  ]
  for (const forged of changed) refuses(() => to.open(sealed(forged)), /POLLUX_SECRET/)
  assert.equal(to.open(sealed(seal)), true, 'none of those has used it up')
})
