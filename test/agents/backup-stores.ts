import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from '@20minutes/s3rver'
import { openBackupStore } from '../../src/agents/backup/backup.ts'
import type { BackupStore } from '../../src/agents/backup/stores/store.ts'

export const backends = ['folder', 's3'] as const
export type Backend = (typeof backends)[number]

/** A store of that kind, empty, on a folder or an S3 server of its own. */
export async function testStore(backend: Backend): Promise<{ store: BackupStore; folder: string } & AsyncDisposable> {
  await using resources = new AsyncDisposableStack()
  const folder = await mkdtemp(join(tmpdir(), 'pollux-backups-'))
  resources.defer(() => rm(folder, { recursive: true, force: true }))
  const drafts = join(folder, 'store')
  if (backend === 'folder') {
    const owned = resources.move()
    const store = openBackupStore(drafts, undefined)
    return { store, folder, [Symbol.asyncDispose]: () => owned.disposeAsync() }
  }
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: join(folder, 's3'),
    configureBuckets: [{ name: 'backups', configs: [] }],
  })
  const { port } = await server.run()
  resources.defer(() => server.close())
  const store = openBackupStore(drafts, {
    url: `http://127.0.0.1:${port}/backups/of/pollux`,
    region: 'eu-west-1',
    accessKey: 'S3RVER',
    secretKey: 'S3RVER',
  })
  const owned = resources.move()
  return { store, folder, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}
