import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { npm } from './npm.mjs'

const stampName = '.sources-sha256'
const notSources = new Set(['node_modules', 'dist'])

/** Whether web/dist was built from the sources as they are: `current`, `outdated` or `absent`. */
export function webPageState(root) {
  const web = join(root, 'web')
  const built = existsSync(join(web, 'dist', 'index.html'))
  if (!existsSync(join(web, 'package.json'))) return 'current' // shipped without its sources
  if (!built) return 'absent'
  const stamp = join(web, 'dist', stampName)
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === sourcesHash(web) ? 'current' : 'outdated'
}

/** Builds beside web/dist and swaps, so that a running server and a killed build see a whole page. */
export async function buildWebPage(root, environment) {
  const web = join(root, 'web')
  const hash = sourcesHash(web)
  const draft = join(root, '.cache', 'web-page')
  process.stderr.write('pollux: building the web page\n')
  mkdirSync(join(root, '.cache'), { recursive: true })
  rmSync(draft, { recursive: true, force: true })
  const args = [
    'run',
    'build',
    '--prefix',
    web,
    '--silent',
    '--',
    '--outDir',
    draft,
    '--emptyOutDir',
    '--logLevel',
    'warn',
  ]
  await npm(args, web, environment, 'The web page could not be built.')
  writeFileSync(join(draft, stampName), hash)
  rmSync(join(web, 'dist'), { recursive: true, force: true })
  renameSync(draft, join(web, 'dist'))
}

function sourcesHash(web) {
  const hash = createHash('sha256')
  for (const path of filesBelow(web))
    hash
      .update(`${relative(web, path)}\0`)
      .update(readFileSync(path))
      .update('\0')
  return hash.digest('hex')
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !notSources.has(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]))
}
