import { createHash } from 'node:crypto'

/** The same id for the same effect, so that what it left behind can be found after a crash. */
export function backupId(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 16)
}
