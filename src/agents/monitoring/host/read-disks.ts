import { stat, statfs } from 'node:fs/promises'
import { parse } from 'node:path'

export interface Disk {
  readonly path: string
  readonly totalBytes: number
  /** What an ordinary user can still write. */
  readonly freeBytes: number
  /** As df shows it: what is reserved for root counts neither as used nor as free. */
  readonly usedPercent: number
  /** Full when it runs out of these, however many bytes are left; null for file systems without a fixed number. */
  readonly inodesPercent: number | null
}

/** The file systems that hold the root and `folders`, each once, under the first of its paths. */
export async function readDisks(folders: readonly string[]): Promise<Disk[]> {
  const paths = [...new Set([parse(process.cwd()).root, ...folders])]
  const devices = await Promise.all(paths.map(async (path) => (await stat(path)).dev))
  return Promise.all(paths.filter((_, index) => devices.indexOf(devices[index]!) === index).map(readDisk))
}

async function readDisk(path: string): Promise<Disk> {
  const { bsize, blocks, bfree, bavail, files, ffree } = await statfs(path)
  const used = blocks - bfree
  return {
    path,
    totalBytes: blocks * bsize,
    freeBytes: bavail * bsize,
    usedPercent: used + bavail > 0 ? (100 * used) / (used + bavail) : 0,
    inodesPercent: files > 0 ? (100 * (files - ffree)) / files : null,
  }
}
