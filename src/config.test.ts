import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkSecrets, readConfig } from './config.ts'

const strong = {
  POLLUX_OWNER_TOKEN: 'owner-token-of-32-characters-0001',
  POLLUX_SECRET: 'signing-secret-of-32-characters-1',
}
const exposed = { NODE_ENV: 'production', HOST: '0.0.0.0', ...strong }
const check = (environment: Record<string, string>) => checkSecrets(readConfig(environment))

test('an intake token is not needed, but a weak one is refused where others could guess it', () => {
  assert.deepEqual(check(exposed), [])
  assert.deepEqual(check({ ...exposed, POLLUX_INTAKE_TOKEN: 'intake-token-of-32-characters-001' }), [])
  for (const weak of ['short', 'x'.repeat(64)]) {
    assert.throws(() => check({ ...exposed, POLLUX_INTAKE_TOKEN: weak }), /POLLUX_INTAKE_TOKEN is weak/)
    assert.match(check({ ...strong, POLLUX_INTAKE_TOKEN: weak }).join(), /POLLUX_INTAKE_TOKEN is weak/)
  }
})

test('an intake token that is the owner token is refused: it could do everything', () => {
  const same = { POLLUX_INTAKE_TOKEN: strong.POLLUX_OWNER_TOKEN }
  assert.throws(() => check({ ...exposed, ...same }), /POLLUX_INTAKE_TOKEN is the owner token/)
})
