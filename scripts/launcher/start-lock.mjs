import {
  accessSync,
  closeSync,
  constants,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

// A lock file is written right after it is created; one that is empty for longer belongs to a process that died between.
const emptyForMs = 5_000

/** Whether files may be written in the checkout. */
export function isWritable(root) {
  try {
    accessSync(root, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/**
 * Runs `work` while no other start of this checkout does. The lock is a file that names its owner; one whose owner is
 * dead is taken over. In a read-only checkout there is nothing to write and so nothing to lock.
 */
export async function withLock(root, work) {
  if (!isWritable(root)) return work()
  mkdirSync(join(root, '.cache'), { recursive: true })
  const path = join(root, '.cache', 'start.lock')
  await acquire(path)
  try {
    return await work()
  } finally {
    rmSync(path, { force: true })
  }
}

async function acquire(path) {
  for (let told = false; !create(path);) {
    const owner = ownerOf(path)
    if (owner === 'dead') removeStale(path)
    else {
      if (!told) process.stderr.write(`pollux: another start (${owner}) is preparing this folder; waiting for it\n`)
      told = true
      await delay(100)
    }
  }
}

function create(path) {
  let file
  try {
    file = openSync(path, 'wx')
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
  writeSync(file, `${process.pid} ${startedAt(process.pid)}\n`)
  closeSync(file)
  return true
}

/** Who holds the lock: `process 123`, `unknown` while it is being written, or `dead`. */
function ownerOf(path) {
  try {
    const [pid, started] = readFileSync(path, 'utf8').trim().split(' ')
    if (!pid) return Date.now() - statSync(path).mtimeMs > emptyForMs ? 'dead' : 'unknown'
    return isAlive(Number(pid)) && startedAt(pid) === started ? `process ${pid}` : 'dead'
  } catch (error) {
    if (error.code === 'ENOENT') return 'unknown' // let go of this moment
    throw error
  }
}

/**
 * Two waiting starts may both find the owner dead. A second lock makes one of them look again and remove the file, so
 * that the other cannot remove the new owner's.
 */
function removeStale(path) {
  const breaker = `${path}.stale`
  if (!create(breaker)) {
    if (Date.now() - statSync(breaker, { throwIfNoEntry: false })?.mtimeMs > emptyForMs)
      rmSync(breaker, { force: true })
    return
  }
  try {
    if (ownerOf(path) === 'dead') rmSync(path, { force: true })
  } finally {
    rmSync(breaker, { force: true })
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Tells a process from a later one with the same id (Linux: clock ticks since boot; elsewhere always `-`). */
function startedAt(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop().split(' ')[19]
  } catch {
    return '-'
  }
}
