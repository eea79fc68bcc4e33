import { existsSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { become } from './become.mjs'
import { findNode, fetchNode } from './node24.mjs'
import { installPackages, missingPackages } from './packages.mjs'
import { isWritable, withLock } from './start-lock.mjs'
import { buildWebPage, webPageState } from './web-page.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))

/**
 * Makes the checkout ready for `words` and runs them under Node 24. `words[0]` is `node` or the name of a tool in
 * node_modules/.bin. Ends this process: with the command's exit code, by the signal that ended it, or with 1 and a
 * message when something is missing and cannot be fetched.
 */
export async function launch(words, needs) {
  if (words.length === 0) fail('Usage: node scripts/launch.mjs [--dev] [--web] <command> [arguments]')
  try {
    let node = findNode(root)
    if (node === undefined || missing(needs).any) {
      // Looked at again inside: another start may have done the work while this one waited.
      node = await withLock(root, async () => {
        const found = findNode(root) ?? (await fetchNode(root))
        await prepare(needs, environmentFor(found))
        return found
      })
    }
    const environment = environmentFor(node)
    await become(program(words[0], node), words.slice(1), environment)
  } catch (error) {
    if (error.signal) return process.kill(process.pid, error.signal)
    fail(error.message)
  }
}

/** What is not there yet: packages to install, which can be done at once, and whether the web page is to be built after. */
function missing({ dev, web }) {
  const writable = isWritable(root)
  const state = web ? webPageState(root) : 'current'
  if (state === 'outdated' && !writable) {
    process.stderr.write(
      'pollux: the web page is older than its sources and this folder is read-only; serving it as it is\n',
    )
  }
  const page = state === 'absent' || (state === 'outdated' && writable)
  const folders = [{ folder: root, dev }]
  if ((dev || page) && existsSync(join(root, 'web', 'package.json')))
    folders.push({ folder: join(root, 'web'), dev: true })
  const packages = folders
    .map(({ folder, dev }) => ({ folder, dev, reason: missingPackages(folder, dev) }))
    .filter(({ reason }) => reason !== undefined)
  return { packages, page, any: page || packages.length > 0 }
}

async function prepare(needs, environment) {
  const { packages, page } = missing(needs)
  const installs = packages.map(({ folder, dev, reason }) => installPackages(folder, dev, reason, environment))
  const failed = (await Promise.allSettled(installs)).find(({ status }) => status === 'rejected')
  if (failed) throw failed.reason
  if (page) await buildWebPage(root, environment)
}

function environmentFor(node) {
  const tools = join(root, 'node_modules', '.bin')
  const separator = process.platform === 'win32' ? ';' : ':'
  const given = process.env.PATH ?? ''
  // Programs below find Node by name (npm does), so it must be the first of that name.
  const first = given
    .split(separator)
    .map((folder) => join(folder, 'node'))
    .find((path) => existsSync(path))
  const isFirst = first !== undefined && realpathSync(first) === realpathSync(node)
  const path = [...(isFirst ? [] : [dirname(node)]), given, tools].join(separator)
  return { ...process.env, PATH: path, NODE: node, npm_node_execpath: node }
}

function program(name, node) {
  if (name === 'node') return node
  const tool = join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name)
  if (!existsSync(tool)) throw new Error(`there is no command "${name}" in node_modules/.bin`)
  return tool
}

function fail(message) {
  process.stderr.write(`pollux: ${message}\n`)
  process.exit(1)
}
