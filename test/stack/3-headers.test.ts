import assert from 'node:assert/strict'
import { get } from 'node:https'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { secureHeadersOf } from '../../src/surfaces/http/secure-headers.ts'
import { compose, figure, ownerToken, stack, untilHealth } from './stack.ts'

const expected = Object.keys(secureHeadersOf('https://localhost'))

/** Pages, files, APIs, what is not there, what is refused, and what nginx answers itself. */
const paths = [
  '/',
  '/sign-in',
  '/tickets',
  '/jobs',
  '/settings',
  '/favicon.svg',
  '/widget.js',
  '/no-such-page',
  '/share/none',
  '/health',
  '/ready',
  '/api/health',
  '/api/openapi.json',
  '/api/reference',
  '/api/v1/twin',
  '/api/v1/twin/suggestions',
  '/api/v1/sources',
  '/api/v1/tickets',
  '/api/v1/agents',
  '/api/v1/approvals',
  '/api/v1/nothing',
  '/v1/models',
  '/v1/chat/completions',
  '/v1/mcp/tools/list_autonomous_agents',
  '/mcp',
  '/mcp/me',
  '/.well-known/oauth-protected-resource',
  '/.well-known/oauth-authorization-server',
  '/metrics',
  '/grafana/',
]

/** With each header as often as it came: fetch would join them. */
function headersOf(path: string): Promise<{ status: number; names: string[] }> {
  return new Promise((resolve, reject) => {
    get(stack.url + path, { headers: { authorization: `Bearer ${ownerToken()}` } }, (reply) => {
      reply.resume()
      reply.on('end', () =>
        resolve({
          status: reply.statusCode!,
          names: reply.rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase()),
        }),
      )
    }).on('error', reject)
  })
}

async function faultsOf(list: readonly string[]): Promise<string[]> {
  const faults: string[] = []
  for (const path of list) {
    const { status, names } = await headersOf(path)
    for (const header of expected) {
      const times = names.filter((name) => name === header).length
      if (times !== 1) faults.push(`${status} ${path}: ${header} ${times} times`)
    }
    if (names.includes('x-powered-by') || names.filter((name) => name === 'server').length > 1)
      faults.push(`${path}: says too much`)
    await delay(110) // the limit of requests
  }
  return faults
}

test('every answer has every header once', async () => {
  assert.deepEqual(await faultsOf(paths), [])
  figure('security headers', `all ${expected.length}, once each, on ${paths.length} paths`, '30 paths')
})

test('also while nothing stands behind nginx', async () => {
  compose('stop', 'app')
  try {
    assert.deepEqual(await faultsOf(['/', '/api/v1/twin', '/mcp', '/v1/models']), [])
  } finally {
    compose('start', 'app')
    await untilHealth('app', 'healthy')
  }
})
