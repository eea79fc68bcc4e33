import assert from 'node:assert/strict'
import { setInterval } from 'node:timers'
import { test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { backupBench } from './backup-fixture.ts'

const megabyte = 1024 ** 2
setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** Bytes that are in use, garbage not counted. */
function liveBytes(): number {
  collectGarbage()
  collectGarbage() // buffers are freed behind the first
  const { heapUsed, external } = process.memoryUsage() // external counts buffers
  return heapUsed + external
}

test('a large table passes through in pieces: its backup and restore take far less memory than it has bytes', async () => {
  await using bench = await backupBench()
  await bench.sql(`insert into sources (id, origin, kind, title, audience, language, version, fingerprint)
    values ('s', 'o', 'document', 't', 0, 'en', '1', '')`)
  await bench.sql(`insert into passages (source_id, version, ordinal, start_at, end_at, heading, text, audience, language)
    select 's', '1', n, 0, 1, '', (select string_agg(md5(n::text || k), '') from generate_series(1, 16) k), 0, 'en'
    from generate_series(1, 100000) n`)
  const [table] = await bench.sql('select sum(length(text))::int as bytes from passages')
  assert.ok(Number(table!['bytes']) > 48 * megabyte)
  const before = liveBytes()
  let peak = before
  const timer = setInterval(() => (peak = Math.max(peak, liveBytes())), 400)
  try {
    const made = await bench.run('create_backup')
    assert.equal(made.probe.passed, true, JSON.stringify(made.probe))
    const drill = await bench.run('restore_drill')
    assert.equal(drill.probe.passed, true, JSON.stringify(drill.probe))
  } finally {
    clearInterval(timer)
  }
  assert.ok(peak - before < 25 * megabyte, `${Math.round((peak - before) / megabyte)} MB more than before`)
})
