import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { pages } from '../../src/surfaces/web/pages.ts'

const read = (path: string) => readFile(new URL(`../../web/src/${path}`, import.meta.url), 'utf8')
const pathsIn = (text: string) => [...text.matchAll(/\bpath: '(\/[^']*)'/g)].map(([, path]) => path!)

test('the browser and the server know the same pages, and the navigation leads to them', async () => {
  const routes = pathsIn(await read('router.tsx')).map((path) => path.replaceAll(/\$(\w+)/g, ':$1'))
  assert.deepEqual(routes.toSorted(), ['/', ...Object.keys(pages)].toSorted())
  const shown = pathsIn(await read('features/shell/pages.ts'))
  assert.ok(shown.length > 1)
  assert.deepEqual(
    shown.filter((path) => !routes.includes(path)),
    [],
  )
})
