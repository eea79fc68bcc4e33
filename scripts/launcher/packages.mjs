import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { npm } from './npm.mjs'
import { isWritable } from './start-lock.mjs'

/**
 * Why `folder` needs `npm ci`, or `undefined` when node_modules holds what package-lock.json names. A stamp inside
 * node_modules spares the comparison; without one (someone ran npm by hand) npm's own record of what it installed decides.
 */
export function missingPackages(folder, dev) {
  const lockText = readFileSync(join(folder, 'package-lock.json'), 'utf8')
  const stamp = stampOf(lockText)
  const found = read(join(folder, 'node_modules', '.pollux-installed'))
  if (found === `${stamp} all` || (!dev && found === `${stamp} production`)) return undefined

  const installed = read(join(folder, 'node_modules', '.package-lock.json'))
  if (installed === undefined) return 'no packages yet'
  const difference = firstDifference(JSON.parse(lockText).packages, JSON.parse(installed).packages, dev)
  if (difference === undefined) writeStamp(folder, `${stamp} ${dev ? 'all' : 'production'}`)
  return difference
}

/** Installs exactly what package-lock.json names. Needs the network, or a warm npm cache. */
export async function installPackages(folder, dev, reason, environment) {
  const name = basename(folder) === 'web' ? 'the web page' : 'the server'
  if (!isWritable(folder))
    throw new Error(`packages of ${name} are missing (${reason}) and ${folder} is read-only: run npm ci there`)
  process.stderr.write(`pollux: installing the packages of ${name} (${reason})\n`)
  const args = [
    'ci',
    '--prefix',
    folder,
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
    '--loglevel=error',
  ]
  if (dev) args.push('--include=dev')
  await npm(args, folder, environment, 'The first start needs the network, or a filled npm cache.')
  const complete =
    dev || (environment.NODE_ENV !== 'production' && !(environment.npm_config_omit ?? '').includes('dev'))
  const stamp = stampOf(readFileSync(join(folder, 'package-lock.json'), 'utf8'))
  writeStamp(folder, `${stamp} ${complete ? 'all' : 'production'}`)
}

function firstDifference(wanted, installed, dev) {
  for (const [path, { version, link, optional, dev: devOnly, devOptional, os, cpu, libc }] of Object.entries(wanted)) {
    if (path === '' || link) continue
    const there = installed[path]
    if (there !== undefined) {
      if (there.version !== version) return `${path} is ${there.version}, should be ${version}`
      continue
    }
    if ((devOnly || devOptional) && !dev) continue
    // An optional package for this platform must be there too: node_modules may come from another machine.
    const forThisPlatform = os?.includes(process.platform) && cpu?.includes(process.arch) && libc === undefined
    if (optional && !forThisPlatform) continue
    return `${path} is missing`
  }
  return undefined
}

function stampOf(lockText) {
  return `${createHash('sha256').update(lockText).digest('hex')} ${process.platform}-${process.arch}`
}

/** Best effort: without it (read-only checkout) the next start compares again, which takes some milliseconds. */
function writeStamp(folder, content) {
  try {
    writeFileSync(join(folder, 'node_modules', '.pollux-installed'), content)
  } catch (error) {
    if (!['EACCES', 'EROFS', 'EPERM'].includes(error.code)) throw error
  }
}

function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}
