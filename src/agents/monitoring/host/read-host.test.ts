import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises'
import { freemem, totalmem, tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { readHost } from './read-host.ts'

const options = { folders: [], processes: true, signal: AbortSignal.timeout(10_000), cgroup: '/nowhere' }

test('figures are what changed within the window', async () => {
  const proc = await mkdtemp(join(tmpdir(), 'pollux-proc-'))
  try {
    const moment = async (idle: number, user: number, bytes: number, ticks: number): Promise<void> => {
      await writeFile(join(proc, 'stat'), `cpu  ${user} 0 0 ${idle} 0 0 0 0 0 0\n`)
      await writeFile(join(proc, 'net/dev'), ` eth0: ${bytes} 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n`)
      await writeFile(join(proc, '7/stat'), `7 (mill) R 1 7 7 0 -1 0 0 0 0 0 ${ticks} 0 0 0 20 0 1 0 1 1 10 1\n`)
    }
    await mkdir(join(proc, 'net'))
    await mkdir(join(proc, '7'))
    await writeFile(join(proc, '7/status'), 'Name:\tmill\nVmRSS:\t    64 kB\n')
    await writeFile(
      join(proc, 'meminfo'),
      'MemTotal: 1000 kB\nMemAvailable: 250 kB\nSwapTotal: 10 kB\nSwapFree: 4 kB\n',
    )
    await moment(1000, 1000, 5_000, 100)
    const reading = readHost({ ...options, proc, windowMs: 500 })
    await sleep(200)
    await moment(1075, 1025, 15_000, 150)
    const figures = await reading
    assert.equal(figures.cpuPercent, 25)
    assert.equal(figures.memory.usedPercent, 75)
    assert.equal(figures.memory.swapUsedBytes, 6 * 1024)
    const rate = figures.network['eth0']?.received_bytes_per_second ?? 0
    assert.ok(rate > 10_000 && rate <= 20_000, `10,000 bytes in at least half a second, not ${rate}/s`)
    const [mill] = figures.processes
    assert.deepEqual([mill?.pid, mill?.name, mill?.resident_bytes], [7, 'mill', 65_536])
    assert.ok(
      mill && mill.cpu_percent > 50 && mill.cpu_percent <= 100,
      `half a second of work, not ${mill?.cpu_percent} %`,
    )
    assert.deepEqual(figures.missing, [])
  } finally {
    await rm(proc, { recursive: true })
  }
})

test('without a proc file system the figures are those of node:os, and what is missing is said', async () => {
  const figures = await readHost({ ...options, proc: '/nowhere', windowMs: 300 })
  assert.ok(figures.cpuPercent >= 0 && figures.cpuPercent <= 100)
  assert.equal(figures.memory.totalBytes, totalmem())
  assert.ok(Math.abs(figures.memory.usedBytes - (totalmem() - freemem())) < totalmem() / 4)
  assert.deepEqual(figures.network, {})
  assert.deepEqual(
    figures.missing.map((line) => line.split(':')[0]),
    ['memory', 'network', 'processes'],
  )
})

test('disks are those of the root and the named folders, each once, as df shows them', async () => {
  const { disks } = await readHost({ ...options, folders: ['/', tmpdir()], windowMs: 10 })
  assert.equal(disks[0]?.path, '/')
  assert.equal(new Set(disks.map(({ path }) => path)).size, disks.length)
  const { bsize, blocks, bavail } = await statfs('/')
  assert.equal(disks[0]?.totalBytes, blocks * bsize)
  assert.ok(Math.abs((disks[0]?.freeBytes ?? 0) - bavail * bsize) < 2 ** 30)
})

test('it stops when it is told to', async () => {
  const signal = AbortSignal.timeout(50)
  await assert.rejects(readHost({ ...options, signal, windowMs: 60_000 }), { name: 'AbortError' })
})
