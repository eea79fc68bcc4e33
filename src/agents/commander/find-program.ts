import { statSync } from 'node:fs'
import { AppError } from '#errors'

const executableByAll = 0o001
const writableByOthers = 0o022

/**
 * The first of the absolute `paths` that is a program; none when all are missing.
 * @throws AppError `forbidden` when its group or everyone may change it: then it could be anything.
 */
export function findProgram(paths: readonly string[]): string | undefined {
  for (const path of paths) {
    const file = statSync(path, { throwIfNoEntry: false })
    if (!file?.isFile() || (file.mode & executableByAll) === 0) continue
    if ((file.mode & writableByOthers) !== 0) {
      throw new AppError('forbidden', `${path} can be changed by others than its owner: run chmod go-w on it.`)
    }
    return path
  }
  return undefined
}
