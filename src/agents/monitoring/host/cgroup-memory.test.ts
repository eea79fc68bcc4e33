import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { memoryHierarchy, readMemoryLimit } from './cgroup-memory.ts'

const gib = 2 ** 30

/** Folders that look like proc and cgroup, with the given files in them. */
async function mounts(files: Record<string, string>): Promise<{ proc: string; cgroup: string } & AsyncDisposable> {
  const root = await mkdtemp(join(tmpdir(), 'pollux-cgroup-'))
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
  return {
    proc: join(root, 'proc'),
    cgroup: join(root, 'cgroup'),
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  }
}

test('the hierarchy that accounts memory is found in either version, the first before the second', () => {
  assert.equal(memoryHierarchy('0::/user.slice\n')?.path, '/user.slice')
  const mixed = memoryHierarchy('5:devices:/\n4:cpu,memory:/pods/7\n0::/other\n')
  assert.deepEqual([mixed?.folder, mixed?.path], ['memory', '/pods/7'])
  assert.equal(memoryHierarchy('5:devices:/\n'), undefined)
})

test('the tightest limit around the process counts, with the usage of the group it is on', async () => {
  await using folders = await mounts({
    'proc/self/cgroup': '0::/pods/seven\n',
    'cgroup/pods/seven/memory.max': 'max\n',
    'cgroup/pods/seven/memory.current': '1\n',
    'cgroup/pods/memory.max': `${2 * gib}\n`,
    'cgroup/pods/memory.current': `${gib}\n`,
    'cgroup/pods/memory.stat': `active_file 5\ninactive_file ${gib / 4}\n`,
  })
  assert.deepEqual(readMemoryLimit(8 * gib, folders), { limitBytes: 2 * gib, usedBytes: 0.75 * gib })
})

test('inside a container, a path of the host leads to the root of what is mounted', async () => {
  await using folders = await mounts({
    'proc/self/cgroup': '4:memory:/docker/abc\n',
    'cgroup/memory/memory.limit_in_bytes': `${gib}\n`,
    'cgroup/memory/memory.usage_in_bytes': `${gib / 2}\n`,
    'cgroup/memory/memory.stat': 'inactive_file 7\ntotal_inactive_file 0\n',
  })
  assert.deepEqual(readMemoryLimit(8 * gib, folders), { limitBytes: gib, usedBytes: gib / 2 })
})

test('a limit beyond the machine is none', async () => {
  await using folders = await mounts({
    'proc/self/cgroup': '4:memory:/\n',
    'cgroup/memory/memory.limit_in_bytes': '9223372036854771712\n',
  })
  assert.equal(readMemoryLimit(8 * gib, folders), undefined)
})
