import assert from 'node:assert/strict'
import { test } from 'node:test'
import { busyPercent, parseCpuTimes, parseProcess, parseSizes, parseTraffic } from './proc-text.ts'

test('processor times: waiting for disks is idle, stolen time is not, guests are not counted twice', () => {
  const times = parseCpuTimes('cpu  100 20 30 800 50 3 7 40 90 5\ncpu0 1 1 1 1 1 1 1 1 0 0\n')
  assert.deepEqual(times, { idle: 850, total: 1050 })
})

test('busy is what was not idle between two readings', () => {
  assert.equal(busyPercent({ idle: 100, total: 200 }, { idle: 125, total: 300 }), 75)
  assert.equal(busyPercent({ idle: 100, total: 200 }, { idle: 200, total: 300 }), 0)
})

test('between two readings of the same tick nothing is known, and idle time that runs back is not more than busy', () => {
  assert.equal(busyPercent({ idle: 5, total: 9 }, { idle: 5, total: 9 }), undefined)
  assert.equal(busyPercent({ idle: 100, total: 200 }, { idle: 90, total: 300 }), 100)
})

test('sizes are in bytes, whatever their names; other lines are passed over', () => {
  const sizes = parseSizes(
    'MemTotal:       2048 kB\nActive(anon):     4 kB\nHugePages_Total:       0\nName:\tsome kB\n',
  )
  assert.deepEqual(
    [...sizes],
    [
      ['MemTotal', 2_097_152],
      ['Active(anon)', 4096],
    ],
  )
})

test('traffic by interface, also where the number touches the colon', () => {
  const text = `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
    lo:1000 9 0 0 0 0 0 0 2000 9 0 0 0 0 0 0
  eth0: 77 1 0 0 0 0 0 0 88 1 0 0 0 0 0 0
`
  assert.deepEqual(Object.fromEntries(parseTraffic(text)), {
    lo: { receivedBytes: 1000, sentBytes: 2000 },
    eth0: { receivedBytes: 77, sentBytes: 88 },
  })
})

test('a process may call itself what it likes', () => {
  const stat = '42 (a) R 1 (b) S 1 42 42 0 -1 4194304 98 0 0 0 300 25 0 0 20 0 1 0 1207804 3133440 411 184\n'
  assert.deepEqual(parseProcess(stat), { name: 'a) R 1 (b', ticks: 325, residentPages: 411 })
  assert.equal(parseProcess(''), undefined)
})
