import { execFileSync, spawnSync } from 'node:child_process'
import { chown, mkdir, mkdtemp, readdir, rmdir, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const nobody = 65_534
const sizeMb = 16

export interface SmallDisk extends AsyncDisposable {
  readonly path: string
  /** Where old logs lie; a program that runs as nobody may delete here. */
  readonly logs: string
  /** Writes old logs until the disk takes no more; gives back their names. */
  fill(): Promise<string[]>
  /** Asks the kernel. */
  usage(): Promise<{ usedPercent: number; freeBytes: number; files: string[] }>
}

/**
 * Mounts a real file system of 16 MB, as root; throws an Error that says why when this machine does not allow it. Not below
 * TMPDIR: programs of the commander run as nobody, and must be able to come here.
 */
export async function mountSmallDisk(): Promise<SmallDisk> {
  const path = await mkdtemp('/tmp/pollux-drill-')
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeMb}m,mode=0755`, 'tmpfs', path], { stdio: 'pipe' })
  } catch (error) {
    await rmdir(path)
    const reason = (error as { stderr?: Buffer }).stderr?.toString().trim() || (error as Error).message
    throw new Error(`a small file system cannot be mounted here, which needs root: ${reason}`, { cause: error })
  }
  const atExit = () => void spawnSync('umount', ['--lazy', path])
  process.once('exit', atExit)
  const logs = join(path, 'logs')
  await mkdir(logs)
  await chown(logs, nobody, nobody)
  await writeFile(join(logs, 'shop.log'), 'what is written today\n')
  return {
    path,
    logs,
    async fill() {
      const names: string[] = []
      for (;;) {
        const name = `shop.log.${names.length + 1}.old`
        try {
          await writeFile(join(logs, name), Buffer.alloc(1024 * 1024, 'old '))
          names.push(name)
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return [...names, name]
          throw error
        }
      }
    },
    async usage() {
      const { bsize, blocks, bavail } = await statfs(path)
      return {
        usedPercent: Math.round((100 * (blocks - bavail)) / blocks),
        freeBytes: bavail * bsize,
        files: (await readdir(logs)).sort(),
      }
    },
    async [Symbol.asyncDispose]() {
      process.off('exit', atExit)
      atExit()
      await rmdir(path)
    },
  }
}
