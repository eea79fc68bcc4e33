import { randomBytes } from 'node:crypto'

// What programs need to run at all, and what the test runner uses to find processes that a test left behind.
const inherited = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TEST_FILE_ID', 'NODE_EXTRA_CA_CERTS', 'NODE_COMPILE_CACHE']

/**
 * The environment of a product process under test: nothing from the developer's shell (a stray DATABASE_URL or API key
 * would be used), a strong owner token, loopback, and no limits of requests, which tests would meet. Their own test sets them.
 */
export function serverEnvironment(): Record<string, string> & { POLLUX_OWNER_TOKEN: string } {
  const kept = inherited.flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return {
    ...Object.fromEntries(kept),
    NODE_ENV: 'test',
    HOST: '127.0.0.1',
    RATE_LIMIT_API: 'off',
    RATE_LIMIT_CHAT: 'off',
    RATE_LIMIT_TOOLS: 'off',
    POLLUX_OWNER_TOKEN: `test_${randomBytes(32).toString('base64url')}`,
  }
}
