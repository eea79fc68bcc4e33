import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chown, cp, lstat, mkdir, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { PostgresBinaries } from './binaries.ts'

/** How PostgreSQL, which refuses to run as root, is started by whoever we are. */
export interface Launch {
  readonly binaries: PostgresBinaries
  /** Folder for PostgreSQL's data and socket: the data folder, unless the account that must run PostgreSQL cannot reach it. */
  readonly home: string
  spawn(command: string, args: readonly string[], options: SpawnOptions): ChildProcess
  /** Gives a file or folder tree to the account that PostgreSQL runs as. */
  own(path: string): Promise<void>
}

const nobody = 65534

/**
 * Not root: start directly. Root: start in a user namespace that maps root to nobody, which works even inside a folder
 * that only root can enter, and the files stay root's. Where user namespaces are forbidden: run as nobody, with data and
 * binaries moved to a place that nobody can reach.
 */
export async function chooseLaunch(binaries: PostgresBinaries, dataDir: string): Promise<Launch> {
  if (process.getuid?.() !== 0) {
    return {
      binaries,
      home: dataDir,
      spawn: (command, args, options) => spawn(command, args, options),
      own: async () => {},
    }
  }
  const mapping = ['--user', `--map-user=${nobody}`, `--map-group=${nobody}`]
  if (spawnSync('unshare', [...mapping, 'true']).status === 0) {
    return {
      binaries,
      home: dataDir,
      spawn: (command, args, options) => spawn('unshare', [...mapping, command, ...args], options),
      own: (path) => giveTo(path, 0),
    }
  }
  return launchAsNobody(binaries, dataDir)
}

async function launchAsNobody(binaries: PostgresBinaries, dataDir: string): Promise<Launch> {
  const spawnAsNobody = (command: string, args: readonly string[], options: SpawnOptions) =>
    spawn(command, args, { ...options, uid: nobody, gid: nobody })
  const own = (path: string) => giveTo(path, nobody)
  const reachable = (path: string) => spawnSync('test', ['-x', path], { uid: nobody, gid: nobody }).status === 0
  if (reachable(dataDir) && reachable(binaries.postgres)) return { binaries, home: dataDir, spawn: spawnAsNobody, own }

  const base = '/var/lib/pollux'
  const home = join(base, createHash('sha256').update(dataDir).digest('hex').slice(0, 16))
  await mkdir(home, { recursive: true, mode: 0o755 })
  const root = join(base, 'postgresql')
  if (!(await exists(join(root, 'bin', 'postgres'))))
    await cp(binaries.root, root, { recursive: true, verbatimSymlinks: true })
  const moved = { root, initdb: join(root, 'bin', 'initdb'), postgres: join(root, 'bin', 'postgres') }
  return { binaries: moved, home, spawn: spawnAsNobody, own }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

async function giveTo(path: string, uid: number): Promise<void> {
  const status = await lstat(path)
  if (status.uid === uid) return
  if (status.isDirectory()) for (const name of await readdir(path)) await giveTo(join(path, name), uid)
  if (!status.isSymbolicLink()) await chown(path, uid, uid)
}
