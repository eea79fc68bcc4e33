import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

interface Leftover {
  readonly pid: number
  readonly command: string
}

const patienceMs = 3_000

/**
 * Processes that a test file started and did not stop: they carry its TEST_FILE_ID in their environment, or work in or on
 * its temporary folder (PostgreSQL gets a new environment). Those that end by themselves within 3 s are forgiven; the
 * others are killed and named. Reads /proc, so elsewhere than on Linux it finds nothing.
 */
export async function killLeftovers(fileId: string, folder: string): Promise<string[]> {
  let found = findProcesses(fileId, folder)
  for (const deadline = Date.now() + patienceMs; found.length > 0 && Date.now() < deadline;) {
    await delay(50)
    found = findProcesses(fileId, folder)
  }
  for (const { pid } of found) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error // ended just now
    }
  }
  return found.map(({ pid, command }) => `process ${pid} (killed now): ${command}`)
}

/** File systems (a small one, to be filled) that a test mounted below its temporary folder and did not unmount. */
export function removeMounts(folder: string): string[] {
  if (process.platform !== 'linux') return []
  const mounts = readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '')
    .filter((path) => path.startsWith(`${folder}/`))
  for (const path of mounts.reverse()) {
    const { status, stderr } = spawnSync('umount', ['--lazy', path], { encoding: 'utf8' })
    if (status !== 0) throw new Error(`cannot unmount ${path}: ${stderr}`)
  }
  return mounts.map((path) => `the mount ${path} (unmounted now)`)
}

function findProcesses(fileId: string, folder: string): Leftover[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((name) => {
      try {
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
        if (command === '') return [] // a zombie: it has ended and waits for its parent
        const belongs =
          readFileSync(`/proc/${name}/environ`, 'utf8').split('\0').includes(`TEST_FILE_ID=${fileId}`) ||
          command.includes(`${folder}/`) ||
          `${readlinkSync(`/proc/${name}/cwd`)}/`.startsWith(`${folder}/`)
        return belongs ? [{ pid: Number(name), command: command.slice(0, 200) }] : []
      } catch {
        return [] // ended meanwhile, or another account's
      }
    })
}
