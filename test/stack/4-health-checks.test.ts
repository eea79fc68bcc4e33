import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compose, figure, inside, signal, untilHealth } from './stack.ts'

/** Each breaks one thing, and gives how to mend it. */
const breaks: Record<string, { service: string; break: () => () => void }> = {
  'the password of the app is wrong in PostgreSQL': {
    service: 'postgres',
    break() {
      const sql = (password: string) =>
        inside('postgres', 'psql', '--username', 'postgres', '--command', `alter role pollux password ${password}`)
      assert.equal(sql(`'another password'`).status, 0)
      return () => {
        const real = inside('postgres', 'cat', '/run/secrets/database_password').output.trim()
        assert.equal(sql(`'${real}'`).status, 0)
      }
    },
  },
  'PostgreSQL is stopped in the middle of its work': {
    service: 'postgres',
    break() {
      compose('kill', '--signal', 'STOP', 'postgres')
      return () => void compose('kill', '--signal', 'CONT', 'postgres')
    },
  },
  'Redis wants another password': {
    service: 'redis',
    break() {
      const cli = (own: string, next: string) =>
        inside('redis', 'bash', '-c', `REDISCLI_AUTH=${own} redis-cli config set requirepass ${next}`)
      const real = inside('redis', 'cat', '/run/secrets/redis_password').output.trim()
      assert.match(cli(real, 'another-password').output, /OK/)
      return () => assert.match(cli('another-password', real).output, /OK/)
    },
  },
  'Redis may not write any more': {
    service: 'redis',
    break() {
      const set = (bytes: string) =>
        inside(
          'redis',
          'bash',
          '-c',
          `REDISCLI_AUTH=$(cat /run/secrets/redis_password) redis-cli config set maxmemory ${bytes}`,
        )
      assert.match(set('1').output, /OK/)
      return () => assert.match(set('256mb').output, /OK/)
    },
  },
  'the database of the app is dead': {
    service: 'app',
    break() {
      compose('stop', 'postgres')
      return () => void compose('start', 'postgres')
    },
  },
  'the process of the app hangs': {
    service: 'app',
    break() {
      signal('app', 'node', 'STOP')
      return () => signal('app', 'node', 'CONT')
    },
  },
  'nginx hangs': {
    service: 'nginx',
    break() {
      signal('nginx', '101', 'STOP')
      return () => signal('nginx', '101', 'CONT')
    },
  },
}

for (const [what, { service, break: breakIt }] of Object.entries(breaks))
  test(`${service} turns unhealthy when ${what}, and recovers`, async () => {
    await untilHealth(service, 'healthy')
    const mend = breakIt()
    try {
      await untilHealth(service, 'unhealthy', 120)
    } finally {
      mend()
    }
    await untilHealth(service, 'healthy', 120)
  })

test('every service without a way to be broken above has a health check all the same', () => {
  const config = JSON.parse(compose('--profile', '*', 'config', '--format', 'json')) as {
    services: Record<string, { healthcheck?: { test?: unknown; disable?: boolean } }>
  }
  const without = Object.entries(config.services).filter(([, { healthcheck }]) => !healthcheck?.test)
  assert.deepEqual(
    without.map(([name]) => name),
    ['migrate'],
  )
  figure(
    'health checks broken on purpose',
    `${Object.keys(breaks).length} of ${Object.keys(breaks).length} noticed and recovered`,
    'all',
  )
})
