import assert from 'node:assert/strict'
import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Blob, Contents } from '../../src/agents/backup/contents.ts'
import { openBackup } from '../../src/agents/backup/read-backup.ts'
import { backupBench, fill, type BackupBench } from './backup-fixture.ts'
import { plant, planted } from './backup-planted.ts'

const passphrase = 'correct horse'

async function problemOf(bench: BackupBench, backup_id: unknown, more: object = {}): Promise<string> {
  const { output } = await bench.run('verify_backup', { backup_id, ...more })
  assert.equal(output['valid'], false, 'it must not be called valid')
  return String(output['problem'])
}

/** Tests beside this one restore on the same server: their databases are no concern of this one. */
async function assertNotRestored(bench: BackupBench, id: unknown): Promise<void> {
  const databases = await bench.dumps.databases('pollux_restored_')
  assert.ok(!databases.includes(`pollux_restored_${String(id)}`))
}

test('with BACKUP_KEY set, what is not encrypted is refused, unless that is said to be dangerous', async () => {
  await using plain = await backupBench()
  await fill(plain)
  const made = await plain.run('create_backup')
  const backup_id = made.output['backup_id']
  const keyed = plain.with({ passphrase })
  assert.match(await problemOf(keyed, backup_id), /is not encrypted/)
  const refused = { code: 'conflict', message: /is not encrypted/ }
  for (const target of ['database', 'live', 'config'])
    await assert.rejects(keyed.run('restore_backup', { backup_id, target }), refused, target)
  await assert.rejects(keyed.run('restore_drill', { backup_id }), refused)
  await assertNotRestored(plain, backup_id)

  const allowed = { backup_id, allow_unencrypted: true }
  assert.equal((await keyed.run('verify_backup', allowed)).output['valid'], true)
  assert.equal((await keyed.run('restore_drill', allowed)).probe.passed, true)
  assert.equal((await keyed.run('restore_backup', { ...allowed, target: 'config' })).probe.passed, true)
  assert.equal(keyed.riskOf('restore_drill', {}), 'change')
  assert.equal(keyed.riskOf('restore_drill', allowed), 'dangerous')
  assert.equal(keyed.riskOf('restore_backup', { target: 'config' }), 'change')
  assert.equal(keyed.riskOf('restore_backup', { ...allowed, target: 'config' }), 'dangerous')
})

test('with BACKUP_KEY set, an encrypted backup takes nothing from an earlier one that is not', async () => {
  await using bench = await backupBench()
  const filesOf = (content: Blob) => ({ settings: {}, files: [{ name: 'secrets.json', content }] })
  let held: Blob | undefined
  await plant(bench, { secrets: 'not secret' }, ({ secrets }) => {
    held = secrets
    return { ...planted, config: filesOf(secrets!) }
  })
  const id = 'bbbbbbbbbbbbbbbb'
  await plant(bench, {}, () => ({ ...planted, id, config: filesOf(held!) }), { passphrase })
  assert.match(await problemOf(bench.with({ passphrase }), id), /is not encrypted/)
})

test('a manifest that BACKUP_KEY did not sign is never chosen, and pushes nothing out', async () => {
  await using plain = await backupBench()
  await fill(plain)
  const bench = plain.with({ passphrase })
  const first = await bench.run('create_backup')
  const second = await bench.run('create_backup')
  // The older of the two, passed off as the newest, and a config backup of nobody's.
  const sound = String(first.output['backup_name'])
  const forged = sound.replace(/\d{8}T\d{6}Z/, '20410101T000000Z')
  await writeFile(plain.store.locate(forged), await readFile(plain.store.locate(sound)))
  const manifest = JSON.parse(await readFile(plain.store.locate(`${sound}.json`), 'utf8')) as object
  const claims = { ...manifest, name: forged, createdAt: '2041-01-01T00:00:00.000Z' }
  await writeFile(plain.store.locate(`${forged}.json`), JSON.stringify(claims))
  await plant(plain, {}, () => ({ ...planted, config: { settings: {}, files: [] } }), { passphrase: 'another' })

  const newest = second.output['backup_id']
  assert.equal((await bench.run('restore_drill')).output['backup_id'], newest)
  assert.equal((await bench.run('verify_backup')).output['backup_id'], newest)
  assert.equal((await bench.run('restore_backup', { target: 'config' })).output['backup_id'], newest)
  const { output: listed } = await bench.run('list_backups')
  assert.equal((listed['backups'] as unknown[]).length, 2)
  assert.equal((listed['unauthenticated'] as unknown[]).length, 2)
  const { output: pruned, probe } = await bench.run('prune_backups', { keep_last: 2, keep_daily: 0, keep_weekly: 0 })
  assert.deepEqual(pruned['removed'], [])
  assert.equal(probe.passed, true, JSON.stringify(probe))

  const wrong = plain.with({ passphrase: 'wrong' })
  await assert.rejects(wrong.run('restore_drill'), { code: 'not_found', message: /BACKUP_KEY/ })
  assert.equal((await plain.run('verify_backup', { backup_id: newest })).output['valid'], false)
})

test('a signature moved to another manifest proves nothing, and a lost one fails the backup', async () => {
  await using plain = await backupBench()
  const bench = plain.with({ passphrase })
  const names = []
  for (let count = 0; count < 2; count++)
    names.push(String((await bench.run('create_backup', { backup_type: 'config' })).output['backup_name']))
  const [one, two] = names.map((name) => plain.store.locate(`${name}.json`)) as [string, string]
  const read = async (path: string) => JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>
  await writeFile(two, JSON.stringify({ ...(await read(two)), authentication: (await read(one))['authentication'] }))
  const { output } = await bench.run('list_backups')
  assert.deepEqual(
    ['backups', 'unauthenticated'].map((key) => (output[key] as { name: string }[]).map(({ name }) => name)),
    [[names[0]], [names[1]]],
  )
  const forgetful = bench.with({
    store: {
      ...plain.store,
      async put(name, path) {
        if (name.endsWith('.json')) {
          const { authentication: _, ...rest } = await read(path)
          await writeFile(path, JSON.stringify(rest))
        }
        await plain.store.put(name, path)
      },
    },
  })
  const { probe } = await forgetful.run('create_backup', { backup_type: 'config' })
  assert.equal(probe.passed, false)
  assert.match(JSON.stringify(probe.evidence['problems']), /not signed with BACKUP_KEY/)
})

const pgDumped = (content: Blob): Contents => ({
  ...planted,
  type: 'full',
  database: { serverVersion: 180_001, migrations: [], horizon: '1', tables: [], sequences: [], pgDump: content },
})

test('what pg_dump wrote is SQL: no drill and no restore runs it, it is only written into a file', async () => {
  await using bench = await backupBench()
  await fill(bench)
  const made = await bench.run('create_backup')
  const dump = `copy t from program 'touch pwned'`
  const { id } = await plant(bench, { dump }, (blobs) => pgDumped(blobs['dump']!))
  const refused = { code: 'conflict', message: /pg_dump.*target: pg_dump/s }
  await assert.rejects(bench.run('restore_drill', { backup_id: id }), refused)
  for (const target of ['database', 'live'])
    await assert.rejects(bench.run('restore_backup', { backup_id: id, target }), refused)
  await assertNotRestored(bench, id)
  const drill = await bench.run('restore_drill')
  assert.equal(drill.output['backup_id'], made.output['backup_id'], 'the newest that can be drilled')
  assert.equal(drill.probe.passed, true)

  const { output, probe } = await bench.run('restore_backup', { target: 'pg_dump' })
  assert.equal(probe.passed, true, JSON.stringify(probe))
  const path = join(String(output['folder']), 'database.dump')
  assert.equal(await readFile(path, 'utf8'), dump)
  assert.equal((await stat(path)).mode & 0o777, 0o600)
})

test('a backup that says pg_dump in its contents only is refused too', async () => {
  await using bench = await backupBench()
  const { id } = await plant(bench, { dump: 'x' }, (blobs) => pgDumped(blobs['dump']!), {
    manifest: { format: 'copy' },
  })
  await assert.rejects(bench.run('restore_drill', { backup_id: id }), { code: 'conflict' })
  await assert.rejects(bench.run('restore_backup', { backup_id: id }), { code: 'conflict' })
  await assertNotRestored(bench, id)
})

test('no id leads out of the folder', async () => {
  await using bench = await backupBench()
  const name = 'pollux-config-20410101T000000Z-aaaaaaaaaaaaaaaa.pxb'
  const config = { settings: { evil: true }, files: [] }
  for (const id of ['x/../../evil', 'AAAAAAAAAAAAAAAA', 'aaaaaaaaaaaaaaaab']) {
    await plant(bench, {}, () => ({ ...planted, id, config }), { manifest: { name } })
    for (const backup_id of [id, 'aaaaaaaaaaaaaaaa', undefined])
      await assert.rejects(
        bench.run('restore_backup', { backup_id, target: 'config' }),
        /no such backup|no backup|manifest/,
      )
    assert.deepEqual(await readdir(bench.folder), ['store'], id)
  }
  // Its own id in the manifest, another one in the file.
  for (const [id, headerId] of [
    ['x/../../evil', planted.id],
    ['bbbbbbbbbbbbbbbb', 'bbbbbbbbbbbbbbbb'],
  ] as const) {
    await plant(bench, {}, () => ({ ...planted, id, config }), { headerId, manifest: { id: planted.id, name } })
    await assert.rejects(bench.run('restore_backup', { target: 'config' }), {
      code: 'conflict',
      message: /damaged|holds the backup/,
    })
    assert.deepEqual(await readdir(bench.folder), ['store'], id)
  }
})

test('a manifest speaks of the file beside it, and a file holds the backup of its name', async () => {
  await using bench = await backupBench()
  const config = { settings: {}, files: [] }
  const { name } = await plant(bench, {}, () => ({ ...planted, config }))
  const other = name.replace(planted.id, 'bbbbbbbbbbbbbbbb')
  await writeFile(bench.store.locate(other), await readFile(bench.store.locate(name)))
  const opened = openBackup({ store: bench.store, passphrase: undefined }, other)
  await assert.rejects(opened, { code: 'conflict', message: /holds the backup aaaaaaaaaaaaaaaa/ })
  for (const manifest of [{ id: 'bbbbbbbbbbbbbbbb' }, { createdAt: '2051-01-01T00:00:00.000Z' }, { type: 'full' }]) {
    await plant(bench, {}, () => ({ ...planted, config }), { manifest: { ...manifest, name } })
    const { output } = await bench.run('list_backups')
    assert.deepEqual([output['backups'], output['doubtful']], [[], [name, other]])
  }
})

test('a configuration is written for the first time, under known names, or not at all', async () => {
  await using bench = await backupBench()
  const folder = join(bench.folder, `restored-${planted.id}`)
  for (const names of [['authorized_keys'], ['settings.json'], ['secrets.json', 'secrets.json']]) {
    await plant(bench, { text: 'evil' }, ({ text }) => ({
      ...planted,
      config: { settings: {}, files: names.map((name) => ({ name, content: text! })) },
    }))
    const known = bench.with({
      config: {
        settings: () => ({}),
        files: [{ name: 'secrets.json', path: join(bench.folder, 'none'), secret: true }],
      },
    })
    await assert.rejects(known.run('restore_backup', { target: 'config' }), {
      code: 'conflict',
      message: new RegExp(names[0]!),
    })
    await assert.rejects(stat(folder), { code: 'ENOENT' })
  }
  await plant(bench, {}, () => ({ ...planted, config: { settings: {}, files: [] } }))
  const elsewhere = join(bench.folder, 'elsewhere')
  await mkdir(elsewhere)
  await symlink(elsewhere, folder)
  await assert.rejects(bench.run('restore_backup', { target: 'config' }), { code: 'conflict', message: /already/ })
  assert.deepEqual(await readdir(elsewhere), [])
})

test('a damaged backup is not restored, not even the part of it that is whole', async () => {
  await using bench = await backupBench()
  await fill(bench)
  const { output } = await bench.run('create_backup')
  const path = String(output['path'])
  const bytes = await readFile(path)
  bytes[1000]! ^= 1 // in the rows of a table
  await writeFile(path, bytes)
  for (const target of ['config', 'live', 'database'])
    await assert.rejects(bench.run('restore_backup', { target, backup_id: output['backup_id'] }), {
      code: 'conflict',
      message: /damaged|another hash/,
    })
  await assert.rejects(bench.run('restore_drill'), { code: 'conflict' })
  assert.deepEqual((await bench.store.list()).length, 2, 'no safety backup was made')
})

test('what a message or a list takes from a backup can be stored and shown', async () => {
  await using bench = await backupBench()
  const nasty = 'a\u0000\u001b[2J\ud800\u202e'
  const table = { name: nasty, columns: [nasty], rows: 0, fingerprint: '0' }
  const database = { serverVersion: 1, migrations: ['0001'], horizon: '1', tables: [table], sequences: [] }
  await plant(bench, { empty: '' }, ({ empty }) => ({
    ...planted,
    type: 'full',
    madeBy: nasty,
    database: { ...database, tables: [{ ...table, content: empty! }] },
  }))
  const { output } = await bench.run('list_backups')
  assert.deepEqual(output['backups'], [])
  // A manifest that names no such table, so that the file itself is read.
  await plant(
    bench,
    { empty: '' },
    ({ empty }) => ({ ...planted, type: 'full', database: { ...database, tables: [{ ...table, content: empty! }] } }),
    {
      manifest: { tables: [] },
    },
  )
  const message = await bench.run('restore_backup', { backup_id: planted.id }).then(
    () => assert.fail('it must be refused'),
    (error: Error) => error.message,
  )
  assert.doesNotMatch(message + JSON.stringify(output), /\p{Cc}|\u202e/u)
  assert.ok(message.isWellFormed())
})

test('a backup keeps no password and no token of an address', async () => {
  await using plain = await backupBench()
  const settings = () => ({
    http: { publicUrl: 'https://twin.example' },
    monitoring: {
      prometheusUrl: 'https://watcher:s3cr3t@prometheus.example:9090/base?token=t0k3n#s3cr3t',
      nginxUrl: undefined,
      replicaUrls: ['http://user:s3cr3t@10.0.0.2:3000', 'http://user:s3cr3t@not a host/'],
      file: '/etc/pollux/monitoring?.yaml',
    },
  })
  const bench = plain.with({ config: { settings, files: [] } })
  await bench.run('create_backup', { backup_type: 'config' })
  const { output, probe } = await bench.run('restore_backup', { target: 'config' })
  assert.equal(probe.passed, true)
  const text = await readFile(join(String(output['folder']), 'settings.json'), 'utf8')
  assert.doesNotMatch(text, /s3cr3t|t0k3n|user|watcher/)
  assert.deepEqual(JSON.parse(text), {
    http: { publicUrl: 'https://twin.example' },
    monitoring: {
      prometheusUrl: 'https://prometheus.example:9090/base',
      replicaUrls: ['http://10.0.0.2:3000/', 'http://…'],
      file: '/etc/pollux/monitoring?.yaml',
    },
  })
})
