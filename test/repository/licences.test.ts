import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { mayDependOn, statedLicence } from './licences.ts'
import { readJson, root } from './project-files.ts'

interface LockEntry {
  version?: string
  license?: string
  dev?: boolean
  link?: boolean
}

for (const folder of ['.', 'web']) {
  test(`every package that ${folder === '.' ? 'the server' : 'the web page'} installs has a licence we may use`, () => {
    const { packages } = readJson<{ packages: Record<string, LockEntry> }>(`${folder}/package-lock.json`)
    const refused: string[] = []
    let read = 0
    for (const [path, entry] of Object.entries(packages)) {
      if (path === '' || entry.link) continue
      const manifest = join(folder, path, 'package.json')
      const installed = existsSync(join(root, manifest))
      if (installed) read++
      // Packages for other platforms are not installed here; npm recorded their licence in the lock file.
      const licence = installed ? statedLicence(readJson(manifest)) : (entry.license ?? '')
      const name = path.replace(/^.*node_modules\//, '')
      if (!mayDependOn(name, licence, entry.dev === true))
        refused.push(`${name} ${entry.version}: ${licence || 'none stated'}`)
    }
    assert.ok(read > 20, `only ${read} packages are installed in ${folder}`)
    assert.deepEqual(refused, [])
  })
}

test('an expression is judged by its meaning', () => {
  assert.equal(mayDependOn('a', '(MIT OR GPL-3.0-or-later)', false), true)
  assert.equal(mayDependOn('a', '(MIT AND GPL-3.0-or-later)', false), false)
  assert.equal(mayDependOn('a', 'GPL-3.0-or-later', true), false)
  assert.equal(mayDependOn('a', '', true), false)
  assert.equal(mayDependOn('axe-core', 'MPL-2.0', true), true)
  assert.equal(mayDependOn('axe-core', 'MPL-2.0', false), false)
  assert.equal(mayDependOn('other', 'MPL-2.0', true), false)
})

test('old shapes of the licence field are read', () => {
  assert.equal(statedLicence({ license: { type: 'MIT' } }), 'MIT')
  assert.equal(statedLicence({ licenses: [{ type: 'MIT' }, { type: 'Apache-2.0' }] }), 'MIT OR Apache-2.0')
  assert.equal(statedLicence({}), '')
})
