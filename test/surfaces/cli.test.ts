import assert from 'node:assert/strict'
import { mkdtemp, mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { client } from '#test/client.ts'
import { engine, testDatabase, type TestDatabase } from '#test/postgres.ts'
import { runPollux } from '#test/run-pollux.ts'
import { runSql } from '#test/run-sql.ts'
import { startServer } from '#test/start-server.ts'

let folder: string
let database: TestDatabase | undefined
let env: Record<string, string>

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pollux-cli-'))
  env = { DATA_DIR: join(folder, 'data') }
  if (engine() === 'postgres15') {
    database = await testDatabase()
    env['DATABASE_URL'] = database.url
  }
  const documents = join(folder, 'documents')
  await mkdir(join(documents, 'deep'), { recursive: true })
  await writeFile(
    join(documents, 'bridge.md'),
    '# Bridge\n\nThe footbridge over the canal was rebuilt with larch wood in 1998.\n',
  )
  await writeFile(join(documents, 'deep', 'mill.txt'), 'The windmill on the hill grinds spelt every Thursday.\n')
  await writeFile(join(documents, 'empty.md'), '')
  await writeFile(join(folder, 'secret.txt'), 'This file lies outside.')
  await symlink(join(folder, 'secret.txt'), join(documents, 'link.txt'))
})
after(async () => {
  await database?.[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

test('ingest reports every file: read, skipped and why, links that lead out among them', async () => {
  const { code, stdout } = await runPollux(['ingest', join(folder, 'documents'), '--audience', 'public'], env)
  assert.equal(code, 1, 'something was skipped')
  assert.match(stdout, /added +bridge\.md/)
  assert.match(stdout, /added +deep\/mill\.txt/)
  assert.match(stdout, /skipped +empty\.md: .*\(empty\)/)
  assert.match(stdout, /skipped +link\.txt: .*\(outside_folder\)/)
  assert.match(stdout, /2 added, 0 updated, 0 unchanged, 2 skipped/)
})

test('a second ingest changes nothing', async () => {
  const { stdout } = await runPollux(['ingest', join(folder, 'documents'), '--audience', 'public'], env)
  assert.match(stdout, /0 added, 0 updated, 2 unchanged, 2 skipped/)
})

test('ask prints the answer with its sources; a refusal has its own exit code', async () => {
  const answered = await runPollux(['ask', 'Which wood was the footbridge over the canal rebuilt with?'], env)
  assert.equal(answered.code, 0, answered.stderr)
  assert.match(answered.stdout, /larch wood in 1998\. \[1\]/)
  assert.match(answered.stdout, /\[1\] Bridge \([0-9a-f]{8}, \d+-\d+\)/)
  const refused = await runPollux(['ask', 'Who painted the ceiling of the opera house?'], env)
  assert.equal(refused.code, 3)
  assert.match(refused.stdout, /I don't have that/)
  const json = await runPollux(['ask', '--json', 'When does the windmill grind spelt?'], env)
  assert.equal((JSON.parse(json.stdout) as { refused: boolean }).refused, false)
})

test('asking as the public keeps to the wall', async () => {
  await writeFile(join(folder, 'private.md'), 'The spare key of the boathouse hangs behind the anchor.')
  await runPollux(['ingest', join(folder, 'private.md')], env)
  const question = 'Where does the spare key of the boathouse hang?'
  assert.equal((await runPollux(['ask', question], env)).code, 0)
  assert.equal((await runPollux(['ask', '--audience', 'public', question], env)).code, 3)
})

test('a file read again without an audience keeps the one it has, and the note says how to change it', async () => {
  const path = join(folder, 'shared.md')
  await writeFile(path, 'The shared kiln of the pottery is fired on Mondays.')
  await runPollux(['ingest', path, '--audience', 'recruiter'], env)
  const again = await runPollux(['ingest', path], env)
  assert.match(again.stdout, /unchanged +shared\.md \(1 passages, en, recruiter\)/)
  assert.match(again.stdout, /0 added, 0 updated, 1 unchanged, 0 skipped/)
  assert.match(again.stdout, /keeps? (?:its|their) audience[^]*--audience public/)
  assert.doesNotMatch(again.stdout, /private to you/)
  const opened = await runPollux(['ingest', path, '--audience', 'public'], env)
  assert.match(opened.stdout, /updated +shared\.md \(1 passages, en, public\)/)
  assert.doesNotMatch(opened.stdout, /private to you|keeps? (?:its|their) audience/)
  await rm(path)
  await writeFile(path, 'The shared kiln of the pottery is fired on Fridays.')
  const changed = await runPollux(['ingest', path], env)
  assert.match(changed.stdout, /updated +shared\.md \(1 passages, en, public\)/)
  assert.doesNotMatch(changed.stdout, /private to you/)
})

test('one wrong path is reported, and every other file is read', async () => {
  const other = join(folder, 'broken')
  await mkdir(other)
  await writeFile(join(other, 'manifest.json'), '{')
  for (const name of ['first', 'last'])
    await writeFile(join(folder, `${name}.md`), `The ${name} gate is painted ochre.`)
  const { code, stdout } = await runPollux(
    ['ingest', join(folder, 'first.md'), join(folder, 'nowhere.md'), other, join(folder, 'last.md'), '--prune'],
    env,
  )
  assert.equal(code, 1)
  assert.match(stdout, /added +first\.md/)
  assert.match(stdout, /added +last\.md/)
  assert.match(stdout, /skipped +\S*nowhere\.md: There is no file or folder .*\(missing\)/)
  assert.match(stdout, /skipped +\S*broken: .*manifest\.json is not valid JSON\. \(invalid_input\)/)
  assert.match(stdout, /2 added, 0 updated, 0 unchanged, 2 skipped/)
  assert.match(stdout, /private to you/)
})

test('--prune deletes the sources whose files are gone', async () => {
  await rm(join(folder, 'documents', 'deep', 'mill.txt'))
  const kept = await runPollux(['ingest', join(folder, 'documents'), '--audience', 'public'], env)
  assert.match(kept.stdout, /1 sources have no file any more/)
  const pruned = await runPollux(['ingest', join(folder, 'documents'), '--audience', 'public', '--prune'], env)
  assert.match(pruned.stdout, /1 removed/)
  assert.equal((await runPollux(['ask', 'When does the windmill grind spelt?'], env)).code, 3)
})

for (const [name, args, code, message] of [
  ['no command', [], 2, /Usage/],
  ['an unknown command', ['sing'], 2, /unknown command/],
  ['an unknown audience', ['ask', '--audience', 'friends', 'Hi?'], 2, /friends/],
  ['a wrong date', ['ingest', '.', '--expires', 'tomorrow'], 2, /YYYY-MM-DD/],
  ['a past date', ['ingest', '.', '--expires', '2020-01-01'], 2, /2020-01-01 is in the past/],
  ['a path that is not there', ['ingest', '/nowhere/at/all'], 1, /There is no file or folder/],
  ['a question that is too long', ['ask', 'a'.repeat(2001)], 1, /2,000 characters/],
  ['a wrong port', ['serve', '--port', '99999'], 1, /PORT/],
] as const) {
  test(`${name}: exit code ${code} and what to do`, async () => {
    const result = await runPollux([...args], env)
    assert.equal(result.code, code, result.stdout + result.stderr)
    assert.match(result.stdout + result.stderr, message)
  })
}

test('doctor checks the installation', async () => {
  const { code, stdout } = await runPollux(['doctor'], env)
  assert.equal(code, 0, stdout)
  assert.match(stdout, /ok +database: (embedded|external) PostgreSQL answers; 5 sources/)
  assert.match(stdout, /note +backups: none was made yet/)
  assert.match(stdout, /All is well/)
})

test('remove-sample deletes the sample and nothing else', async () => {
  const { stdout } = await runPollux(['remove-sample'], env)
  assert.match(stdout, /Removed 0 sources/)
})

test('remove-sample says which questions and answers stay', async () => {
  await using server = await startServer({ env: { ...env, POLLUX_SAMPLE: 'never' }, dataDir: env['DATA_DIR']! })
  const http = client(server)
  await http.ask('Which submarine did you command?')
  await http.ask('Which opera did you conduct in Graz?')
  const { body } = await http.get<{ questions: { id: string; question: string }[] }>('/api/v1/twin/inbox', server.token)
  const { id } = body.questions.find(({ question }) => question.includes('submarine'))!
  const answer = { answer: 'I never commanded a submarine.', audience: 'public' }
  await http.send('POST', `/api/v1/twin/inbox/${id}/answer`, { body: answer, token: server.token })
  const { stdout } = await runPollux(['remove-sample'], env)
  assert.match(stdout, /Answers you gave stay[^]*public +Which submarine did you command\?/)
  assert.match(stdout, /still in the inbox: [1-9]/)
})

test('a file that fails does not lose the report of the others', async () => {
  const several = join(folder, 'several')
  await mkdir(several)
  for (const name of ['a', 'boom', 'c']) await writeFile(join(several, `${name}.md`), `# ${name}\n\nThis is ${name}.\n`)
  await using server = await startServer({ env: { ...env, POLLUX_SAMPLE: 'never' }, dataDir: env['DATA_DIR']! })
  const sql = (text: string) => runSql({ dataDir: env['DATA_DIR']!, databaseUrl: env['DATABASE_URL'] }, text)
  await sql(`create function boom() returns trigger language plpgsql as $$ begin raise exception 'boom'; end $$`)
  await sql(
    `create trigger boom before insert on sources for each row when (new.title = 'boom') execute function boom()`,
  )
  const { code, stdout, stderr } = await runPollux(['ingest', several], env)
  await sql('drop function boom cascade')
  assert.equal(code, 1)
  assert.match(
    stdout,
    /\[1\/3\] added +a\.md[^]*\[2\/3\] skipped +boom\.md: .*boom.*\(internal\)[^]*\[3\/3\] added +c\.md/,
  )
  assert.match(stdout, /2 added, 0 updated, 0 unchanged, 1 skipped/)
  assert.match(stderr, /boom/)
  await server.stop()
})
