import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readJson, textsOf } from './project-files.ts'
import { unusedExports } from './unused-exports.ts'

test('every export has a user', () => {
  const { imports } = readJson<{ imports: Record<string, string> }>('package.json')
  const files = textsOf(/^(src|web|test|eval|bench|examples|scripts)\/.*\.(ts|tsx|mjs)$/)
  // Tools find these by their place, not by an import; generated files hold whatever is generated.
  const foundByPlace = /^(web\/vite\.config\.ts|src\/storage\/tables\.ts):/
  assert.deepEqual(
    unusedExports(files, imports).filter((line) => !foundByPlace.test(line)),
    [],
  )
})

const unused = (files: Record<string, string>): string[] =>
  unusedExports(new Map(Object.entries(files)), { '#a': './src/a/index.ts' })

test('an export nobody imports is named with its line', () => {
  const a =
    'const x = 1\nexport const one = 1\nexport async function two() {}\nexport class Three {}\nexport { x as four }\n'
  assert.deepEqual(unused({ 'src/a.ts': a }), [
    'src/a.ts:2: one',
    'src/a.ts:3: two',
    'src/a.ts:4: Three',
    'src/a.ts:5: four',
  ])
})

test('imports, doors, renames, name spaces and dynamic imports are uses', () => {
  const a = 'export const one = 1\nexport type Two = 1\n'
  assert.deepEqual(unused({ 'src/a.ts': a, 'src/b.ts': "import { one as uno, type Two } from './a.ts'\n" }), [])
  assert.deepEqual(unused({ 'src/a.ts': a, 'src/b.ts': "import * as a from './a.ts'\n" }), [])
  assert.deepEqual(unused({ 'src/a.ts': a, 'src/b.ts': "export * from './a.ts'\n" }), [])
  assert.deepEqual(unused({ 'src/a.ts': a, 'src/b.ts': "const a = await import('./a.ts')\n" }), [])
  assert.deepEqual(unused({ 'src/a.ts': a, 'src/b.ts': "const { one } = await import('./a.ts')\n" }), [
    'src/a.ts:2: Two',
  ])
  const door = { 'src/a/x.ts': 'export const x = 1\n', 'src/a/index.ts': "export { x } from './x.ts'\n" }
  assert.deepEqual(unused(door), ['src/a/index.ts:1: x'])
  const types = { 'src/a/x.ts': 'export type X = 1\n', 'src/a/index.ts': "export type { X } from './x.ts'\n" }
  assert.deepEqual(unused(types), [])
  assert.deepEqual(unused({ ...door, 'src/b.ts': "import { x } from '#a'\n" }), [])
})

test('a type that its own file uses may stay exported; a value may not', () => {
  assert.deepEqual(unused({ 'src/a.ts': 'export interface In {}\nexport const f = (x: In) => f\n' }), ['src/a.ts:2: f'])
})
