import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { generated } from '../../scripts/generate.ts'

for (const [path, make] of Object.entries(generated)) {
  test(`${path} is what its source makes of it (npm run generate)`, async () => {
    assert.equal(await readFile(new URL(`../../${path}`, import.meta.url), 'utf8'), await make())
  })
}
