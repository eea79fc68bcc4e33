import { installRequirements, missingRequirements } from './test/requirements.ts'

// npm run setup-tests: what the tests need beside npm packages. `npm test` does the same by itself.
try {
  const needs = { chromium: true, postgres15: true, redis: true, alertmanager: true, loopbackOnly: true }
  installRequirements(missingRequirements(needs))
  process.stdout.write('Everything the tests need is here.\n')
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
}
