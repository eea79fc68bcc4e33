import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { root } from './project-files.ts'

// A lock file that misses one platform's optional package installs here and fails on every fresh machine.
for (const folder of ['.', 'web']) {
  test(`npm ci accepts the lock file in ${folder}`, () => {
    const args = ['ci', '--dry-run', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
    const { status, stderr } = spawnSync('npm', args, { cwd: join(root, folder), encoding: 'utf8' })
    assert.equal(status, 0, stderr)
  })
}
