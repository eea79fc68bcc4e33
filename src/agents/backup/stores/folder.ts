import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { AppError } from '../../../errors.ts'
import { requireName, type BackupStore } from './store.ts'

/** Backups in a folder of this machine. Drafts begin with a dot. */
export function folderStore(folder: string): BackupStore {
  const root = resolve(folder)
  const pathOf = (name: string): string => join(root, requireName(name))

  return {
    staging: root,
    prepare: async () => void (await mkdir(root, { recursive: true, mode: 0o700 })),
    locate: pathOf,
    async put(name, path) {
      await synced(path)
      await rename(path, pathOf(name))
      await synced(root)
    },
    async open(name) {
      const path = pathOf(name)
      if (await exists(path)) return { path, async [Symbol.asyncDispose]() {} }
      throw new AppError('not_found', `There is no ${name} in ${root}.`)
    },
    async read(name) {
      const path = pathOf(name)
      return (await exists(path)) ? readFile(path, 'utf8') : undefined
    },
    async list() {
      const entries = await readdir(root, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return [] // nothing was backed up yet
        throw error
      })
      const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      return Promise.all(files.map(async ({ name }) => ({ name, sizeBytes: (await stat(join(root, name))).size })))
    },
    async remove(name) {
      if (!(await exists(pathOf(name)))) return
      await rm(pathOf(name), { force: true })
      await synced(root)
    },
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    (status) => status.isFile(),
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false
      throw error
    },
  )
}

/** A file's bytes, or a folder's names, are on the disk, so that a power cut does not take them. */
async function synced(path: string): Promise<void> {
  const handle = await open(path)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
