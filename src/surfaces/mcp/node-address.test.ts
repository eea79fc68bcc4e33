import assert from 'node:assert/strict'
import { isIP } from 'node:net'
import { test } from 'node:test'
import { nodeAddress } from './node-address.ts'

test('others reach a process where it listens', () => {
  assert.equal(nodeAddress({ host: '127.0.0.1', port: 3000 }), 'http://127.0.0.1:3000')
  assert.equal(nodeAddress({ host: '::1', port: 3000 }), 'http://[::1]:3000')
  assert.equal(nodeAddress({ host: 'localhost', port: 1 }), 'http://localhost:1')
})

test('one that listens everywhere is reached at an address that others can have', () => {
  for (const host of ['0.0.0.0', '::']) {
    const { hostname, port } = new URL(nodeAddress({ host, port: 3001 }))
    assert.equal(port, '3001')
    assert.ok(hostname === 'localhost' || isIP(hostname.replace(/^\[|\]$/g, '')) > 0, hostname)
    assert.doesNotMatch(hostname, /^(0\.0\.0\.0|127\.|\[::1?\]|\[fe80)/)
  }
})
