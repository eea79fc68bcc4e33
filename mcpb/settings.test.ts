import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSettings } from './settings.ts'

const endpoint = (address: string) => readSettings({ POLLUX_URL: address }).endpoint.href

test('an address may be written in any way that people write it', () => {
  for (const address of ['https://twin.example.com', 'https://twin.example.com/', 'https://twin.example.com/mcp'])
    assert.equal(endpoint(address), 'https://twin.example.com/mcp')
  assert.equal(endpoint('https://example.com/twin/'), 'https://example.com/twin/mcp')
  assert.throws(() => endpoint('twin.example.com'), /write it as https/)
  assert.throws(() => endpoint(''), /address is missing/)
})

test('a key is optional, and never goes unencrypted to another machine', () => {
  assert.equal(readSettings({ POLLUX_URL: 'http://twin.lan', POLLUX_KEY: '${user_config.key}' }).key, undefined)
  assert.equal(readSettings({ POLLUX_URL: 'http://127.0.0.1:3000', POLLUX_KEY: ' k ' }).key, 'k')
  assert.throws(() => readSettings({ POLLUX_URL: 'http://twin.lan', POLLUX_KEY: 'k' }), /unencrypted/)
})
