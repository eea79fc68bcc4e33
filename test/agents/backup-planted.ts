import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createArchive } from '../../src/agents/backup/archive-writer.ts'
import { manifestOf, type Blob, type Contents, type Manifest } from '../../src/agents/backup/contents.ts'
import type { BackupBench } from './backup-fixture.ts'

export interface Planting {
  readonly passphrase?: string | undefined
  /** What the header of the file says, in place of the id. */
  readonly headerId?: string
  /** What the manifest says, in place of what is true. */
  readonly manifest?: Readonly<Record<string, unknown>>
}

export const planted: Contents = {
  id: 'aaaaaaaaaaaaaaaa',
  type: 'config',
  parent: null,
  createdAt: '2041-01-01T00:00:00.000Z',
  durationSeconds: 1,
  madeBy: 'somebody who can write to the store',
}

/** Puts a backup into the store as somebody would who can write to it and knows how it is made. */
export async function plant(
  bench: BackupBench,
  texts: Readonly<Record<string, string>>,
  contentsOf: (blobs: Readonly<Record<string, Blob>>) => Contents,
  { passphrase, headerId, manifest: claimed = {} }: Planting = {},
): Promise<Manifest> {
  await bench.store.prepare()
  const draft = join(bench.store.staging, '.planting')
  const id = headerId ?? contentsOf(new Proxy({}, { get: () => empty })).id
  const written = await (async () => {
    await using archive = await createArchive(draft, { id, passphrase })
    const blobs: Record<string, Blob> = {}
    for (const [name, text] of Object.entries(texts)) blobs[name] = (await archive.add(chunkOf(text))).blob
    const contents = contentsOf(blobs)
    return manifestOf(contents, await archive.finish(contents))
  })()
  const name = typeof claimed['name'] === 'string' ? claimed['name'] : written.name
  await bench.store.put(name, draft)
  await writeFile(draft, JSON.stringify({ ...written, ...claimed }))
  await bench.store.put(`${name}.json`, draft)
  return written
}

const empty: Blob = { bytes: 0, sha256: '0'.repeat(64), chunks: [] }

async function* chunkOf(text: string) {
  yield { bytes: Buffer.from(text), rows: text.split('\n').length - 1 }
}
