import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { client, type ErrorBody } from '#test/client.ts'
import { runSql } from '#test/run-sql.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'

let server: RunningServer
before(async () => void (server = await startServer({ env: { POLLUX_SAMPLE: 'never' } })))
after(() => server[Symbol.asyncDispose]())

async function add(name: string, text: string): Promise<string> {
  const { status, body } = await client(server).add({ name, text, audience: 'public' })
  assert.equal(status, 200, JSON.stringify(body))
  return body.files[0]!.sources[0]!.id
}

async function refuse(name: string, text: string): Promise<string> {
  const { status, body } = await client(server).add({ name, text, audience: 'public' })
  assert.equal(status, 400)
  return (body as unknown as ErrorBody).error.details![0]!.message
}

test('front matter that escapes a NUL is stored without it', async () => {
  const text =
    '---\ntitle: "The\\0 lighthouse"\n"ke\\0y": ["a\\0b", {c: "\\ud800"}]\n---\n\nThe keeper of the lighthouse polishes the lens on Tuesdays.\n'
  const id = await add('nul.md', text)
  const [row] = await runSql<{ title: string; metadata: object }>(
    server,
    'select title, metadata from sources where id = $1',
    [id],
  )
  assert.equal(row!.title, 'The lighthouse')
  assert.deepEqual(row!.metadata, { key: ['ab', { c: '\ufffd' }] })
})

test('front matter that contains itself is skipped', async () => {
  const reason = await refuse('cycle.md', '---\ntitle: Loop\nself: &self [*self]\n---\n\nText.\n')
  assert.match(reason, /^invalid_front_matter: .* contains itself/)
})

test('Markdown nested too deeply is skipped, with the line', async () => {
  const reason = await refuse('deep.md', `Text.\n\n${'!['.repeat(5_000)}x${'](y)'.repeat(5_000)}\n`)
  assert.match(reason, /^too_complex: .*line 3/)
})

test('very long headings do not swell the index, and their words are found', async () => {
  const heading = Array.from({ length: 4_000 }, (_, index) => `word${index}`).join(' ')
  const body = Array.from({ length: 60 }, (_, index) => `${'Filler about nothing. '.repeat(70)}End ${index}.`)
  const id = await add('long.md', `# ${heading} quernstone\n\n${body.join('\n\n')}\n`)
  const [row] = await runSql<{ postings: number; longest: number }>(
    server,
    `select count(*)::int as postings, max(length(p.heading)) as longest from passages p join postings on passage_id = p.id where source_id = $1`,
    [id],
  )
  assert.ok(row!.longest <= 600, String(row!.longest))
  // With the whole heading in every passage it was 700,000.
  assert.ok(row!.postings < 60_000, String(row!.postings))
  const [held] = await runSql<{ count: number }>(
    server,
    `select count(*)::int as count from passages where source_id = $1 and text like '%quernstone%'`,
    [id],
  )
  assert.equal(held!.count, 1)
})

test('what a page hides by its style sheet is no knowledge', async () => {
  await add(
    'page.html',
    '<style>.note{opacity:0}</style><h1>The mill</h1><p>The miller keeps eleven geese.</p><p class="note">The miller keeps four hundred camels.</p>',
  )
  const { body } = await client(server).ask('How many camels does the miller keep?')
  assert.doesNotMatch(JSON.stringify(body.sentences), /camels/)
})
