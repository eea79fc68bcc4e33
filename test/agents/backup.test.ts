import assert from 'node:assert/strict'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { backupBench, fill, sha256, tablesOf, urlOf } from './backup-fixture.ts'
import { backends } from './backup-stores.ts'

for (const backend of backends) {
  test(`a full backup is in the store, with that checksum, and restores to the same rows [${backend}]`, async () => {
    await using bench = await backupBench(backend)
    await fill(bench)
    const { output, probe } = await bench.run('create_backup')
    assert.deepEqual(probe.evidence['problems'], [])
    assert.equal(probe.passed, true)
    assert.match(String(output['backup_name']), /^pollux-full-\d{8}T\d{6}Z-[0-9a-f]{16}\.pxb$/)
    assert.deepEqual(output['components'], ['database', 'config'])
    await using file = await bench.store.open(String(output['backup_name']))
    const bytes = await readFile(file.path)
    assert.equal(sha256(bytes), output['checksum'])
    assert.equal(bytes.length, output['size_bytes'])
    if (backend === 'folder') assert.equal(file.path, output['path'])

    const before = await tablesOf(bench.url)
    const restored = await bench.run('restore_backup', { backup_id: output['backup_id'] })
    assert.equal(restored.probe.passed, true, JSON.stringify(restored.probe))
    const database = String(restored.output['database'])
    try {
      assert.deepEqual(await tablesOf(urlOf(bench.url, database)), before)
    } finally {
      await bench.dumps.dropDatabase(database)
    }
  })

  test(`an incremental backup holds only what changed, and restores through its chain [${backend}]`, async () => {
    await using bench = await backupBench(backend)
    await fill(bench, 3000)
    const full = await bench.run('create_backup')
    await bench.sql(`update passages set text = 'changed' where id = 1500`)
    await bench.sql(`delete from postings where passage_id = 7`)
    const first = await bench.run('create_backup', { backup_type: 'incremental' })
    await bench.sql(`insert into milestones (name) values ('later')`)
    const second = await bench.run('create_backup', { backup_type: 'incremental' })
    for (const { probe } of [first, second]) assert.equal(probe.passed, true, JSON.stringify(probe))
    assert.equal(first.output['type'], 'incremental')
    assert.equal(first.output['parent'], full.output['backup_id'])
    assert.equal(second.output['parent'], first.output['backup_id'])
    const size = (ran: typeof full): number => Number(ran.output['size_bytes'])
    assert.ok(size(first) < size(full) / 3, `${size(first)} of ${size(full)} bytes`)
    const before = await tablesOf(bench.url)
    const { output, probe } = await bench.run('restore_backup', {
      backup_id: second.output['backup_id'],
      database: 'chain_' + backend,
    })
    assert.equal(probe.passed, true)
    try {
      assert.deepEqual(await tablesOf(urlOf(bench.url, String(output['database']))), before)
    } finally {
      await bench.dumps.dropDatabase(String(output['database']))
    }

    await bench.store.remove(String(full.output['backup_name']))
    const { output: verified } = await bench.run('verify_backup', { backup_id: second.output['backup_id'] })
    assert.equal(verified['valid'], false)
    assert.match(String(verified['problem']), /needs the earlier backup [0-9a-f]{16}, which is not in the store/)
  })
}

test('the first incremental backup, and one after all earlier ones were damaged, is a full one and says so', async () => {
  await using bench = await backupBench()
  await fill(bench)
  const first = await bench.run('create_backup', { backup_type: 'incremental' })
  assert.deepEqual([first.output['type'], first.output['parent']], ['full', null])
  const path = String(first.output['path'])
  const bytes = await readFile(path)
  bytes[bytes.length >> 1]! ^= 1
  await writeFile(path, bytes)
  const next = await bench.run('create_backup', { backup_type: 'incremental' })
  assert.deepEqual([next.output['type'], next.output['parent']], ['full', null])
  assert.equal(next.probe.passed, true)
})

test('an encrypted backup shows nothing, and opens with its key only', async () => {
  await using plain = await backupBench()
  await writeFile(join(plain.folder, 'secrets.json'), '{"token":"s3cr3t-t0ken"}')
  const config = {
    settings: () => ({ PORT: 3000 }),
    files: [
      { name: 'secrets.json', path: join(plain.folder, 'secrets.json'), secret: true },
      { name: 'policy.yaml', path: join(plain.folder, 'policy.yaml'), secret: false },
    ],
  }
  const bench = plain.with({ passphrase: 'correct horse', config })
  await fill(bench)
  const { output, probe } = await bench.run('create_backup')
  assert.equal(probe.passed, true)
  assert.equal(output['encrypted'], true)
  const { backup_id } = output
  const verify = async (with_: typeof bench) => (await with_.run('verify_backup', { backup_id })).output
  assert.equal((await verify(bench))['valid'], true)
  assert.match(String((await verify(bench.with({ passphrase: 'wrong' })))['problem']), /BACKUP_KEY is not the one/)
  assert.match(String((await verify(plain))['problem']), /encrypted\. Set BACKUP_KEY/)

  const restored = await bench.run('restore_backup', { target: 'config' })
  assert.equal(restored.probe.passed, true)
  const folder = String(restored.output['folder'])
  assert.deepEqual((await readdir(folder)).sort(), ['secrets.json', 'settings.json'])
  assert.match(await readFile(join(folder, 'secrets.json'), 'utf8'), /s3cr3t/)

  const open = await plain.with({ config }).run('create_backup', { backup_type: 'config' })
  assert.deepEqual(open.output['components'], ['config'])
  const { output: unencrypted } = await plain.with({ config }).run('restore_backup', { target: 'config' })
  assert.deepEqual(await readdir(String(unencrypted['folder'])), ['settings.json'], 'a secret goes into no open backup')
})

test('a live restore brings the rows back in one go, keeps the journal, and leaves a safety backup', async () => {
  await using bench = await backupBench()
  await fill(bench)
  const made = await bench.run('create_backup')
  const before = await tablesOf(bench.url)
  await bench.sql('delete from passage_vectors')
  await bench.sql(`update sources set title = 'gone'`)
  await bench.sql(`insert into agent_events (run_id, type, data) values ('r1', 'later', '{}')`)
  const journal = (await tablesOf(bench.url))['agent_events']
  const { output, probe } = await bench.run('restore_backup', { backup_id: made.output['backup_id'], target: 'live' })
  assert.deepEqual(probe.evidence['problems'], [])
  assert.equal(probe.passed, true)
  const after = await tablesOf(bench.url)
  assert.equal(after['agent_events'], journal)
  const { agent_events: _a, restores: _r, ...rows } = before
  const { agent_events: _b, restores, ...rowsAfter } = after
  assert.deepEqual(rowsAfter, rows)
  assert.match(restores!, /^1 /)
  const [next] =
    await bench.sql(`insert into passages (source_id, version, ordinal, start_at, end_at, heading, text, audience, language)
    values ('s1', '1', 0, 0, 1, '', '', 0, 'en') returning id`)
  assert.equal(next!['id'], 301, 'numbers go on')
  await assert.rejects(
    bench.sql(`delete from agent_runs; insert into agent_steps (run_id, position, name) values ('none', 0, '')`),
    /foreign key/,
  )
  const verified = await bench.run('verify_backup', { backup_id: output['safety_backup_id'] })
  assert.equal(verified.output['valid'], true)
})

test('a live restore of the knowledge leaves everything else', async () => {
  await using bench = await backupBench()
  await fill(bench)
  const made = await bench.run('create_backup')
  const before = await tablesOf(bench.url)
  await bench.sql('delete from sources')
  await bench.sql(`insert into tickets (title, description, folded, words, priority, priority_chosen, source,
      response_due_at, resolution_due_at, created_at, updated_at)
    values ('lost', 'lost', 'lost', '{lost}', 'low', false, 'alert', now(), now(), now(), now())`)
  const kept = await tablesOf(bench.url)
  const input = { backup_id: made.output['backup_id'], target: 'live', part: 'knowledge' }
  const { probe } = await bench.run('restore_backup', input)
  assert.equal(probe.passed, true, JSON.stringify(probe))
  const after = await tablesOf(bench.url)
  for (const [table, rows] of Object.entries(after)) {
    if (table === 'restores') continue
    assert.equal(rows, (isKnowledge(table) ? before : kept)[table], table)
  }
  assert.notEqual(after['tickets'], before['tickets'])
  for (const wrong of [{ target: 'database' }, { target: 'live', journal: 'replace' }])
    await assert.rejects(bench.run('restore_backup', { ...input, journal: 'keep', ...wrong }), {
      code: 'invalid_input',
    })
})

/** By what they are for: the tables that a source, or the loss of one, changes. */
const isKnowledge = (table: string): boolean =>
  /^(sources?|passages?|postings|index_totals|embedding|unanswered|regression|synced|source_)/.test(table)

test('a live restore that replaces the journal too carries its own run over', async () => {
  await using bench = await backupBench()
  await fill(bench)
  await bench.sql(`update agent_runs set state = 'queued', finished_at = null where id = 'r2'`)
  await bench.sql(`insert into agent_runs (id, capability, risk, input, actor, origin, action_hash, state)
    values ('r4', 'a.b', 'read', '{}', '{}', 'test', '', 'suspended')`)
  const made = await bench.run('create_backup')
  await bench.sql(`delete from agent_runs where id = 'r3'`)
  await bench.sql(`insert into agent_runs (id, capability, risk, input, actor, origin, action_hash, state, claim)
    values ('restoring', 'backup.restore_backup', 'dangerous', '{}', '{}', 'test', 'h', 'running', 'c')`)
  await bench.sql(`insert into agent_events (run_id, type, data) values ('restoring', 'started', '{}')`)
  await bench.sql(`insert into agent_steps (run_id, position, name) values ('restoring', 0, 'choose')`)
  const input = { backup_id: made.output['backup_id'], target: 'live', journal: 'replace' }
  const { probe } = await bench.run('restore_backup', input, { runId: 'restoring' })
  assert.equal(probe.passed, true, JSON.stringify(probe))
  const runs = await bench.sql('select id, state, claim, parent_id from agent_runs order by id')
  assert.deepEqual(runs, [
    { id: 'r1', state: 'succeeded', claim: null, parent_id: 'r3' },
    { id: 'r2', state: 'cancelled', claim: null, parent_id: 'r1' },
    { id: 'r3', state: 'succeeded', claim: null, parent_id: null },
    { id: 'r4', state: 'cancelled', claim: null, parent_id: null },
    { id: 'restoring', state: 'running', claim: 'c', parent_id: null },
  ])
  const events = await bench.sql('select run_id, count(*)::int as n from agent_events group by 1 order by 1')
  assert.deepEqual(events, [
    { run_id: 'r1', n: 5 },
    { run_id: 'restoring', n: 1 },
  ])
})

test('a backup of other migrations is refused for the live database, and restores beside it', async () => {
  await using bench = await backupBench()
  await fill(bench)
  const made = await bench.run('create_backup')
  await bench.sql(`insert into migrations (name) values ('9999_future.sql')`)
  const live = bench.run('restore_backup', { backup_id: made.output['backup_id'], target: 'live' })
  await assert.rejects(live, { code: 'conflict', message: /Restore it into a database of its own/ })
  const future = await bench.run('create_backup')
  await assert.rejects(bench.run('restore_backup', { backup_id: future.output['backup_id'] }), {
    code: 'conflict',
    message: /made by a newer Pollux \(9999_future\.sql\)/,
  })
  assert.deepEqual(await bench.dumps.databases(`pollux_restored_${String(future.output['backup_id'])}`), [])
})

test('a restore drill restores, compares and leaves no database', async () => {
  await using bench = await backupBench()
  await fill(bench)
  await bench.run('create_backup')
  const { output, probe } = await bench.run('restore_drill')
  assert.equal(probe.passed, true, JSON.stringify(probe))
  assert.equal(probe.evidence['rows'], output['rows'])
  assert.deepEqual(await bench.dumps.databases(String(output['database'])), [])
})

test('pruning keeps what a kept backup builds on', async () => {
  await using bench = await backupBench()
  await fill(bench)
  let day = 1
  const dated = bench.with({ now: () => new Date(`2031-01-${String(day).padStart(2, '0')}T12:00:00Z`) })
  const names: string[] = []
  for (; day <= 4; day++) {
    await bench.sql('update sources set title = $1', [`day ${day}`])
    const backup_type = day % 2 === 1 ? 'full' : 'incremental'
    names.push(String((await dated.run('create_backup', { backup_type })).output['backup_name']))
  }
  const input = { keep_last: 1, keep_daily: 0, keep_weekly: 0 }
  const dry = await dated.run('prune_backups', { ...input, dry_run: true })
  assert.equal(dry.probe.passed, true)
  assert.equal((await bench.store.list()).length, 8)
  const { output, probe } = await dated.run('prune_backups', input)
  assert.equal(probe.passed, true)
  assert.deepEqual(output['removed'], [names[1], names[0]])
  const left = (await bench.store.list()).map(({ name }) => name).sort()
  const expected = names.slice(2).flatMap((name) => [name, `${name}.json`])
  assert.deepEqual(left, expected.sort())
})
