import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import type { IngestReport, SourceSummary, SourceText } from '#twin'
import { client, type ErrorBody } from '#test/client.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'

let server: RunningServer
let http: ReturnType<typeof client>

before(async () => {
  server = await startServer({ env: { POLLUX_SAMPLE: 'never', UPLOAD_LIMIT_MB: '2' } })
  http = client(server)
})
after(() => server[Symbol.asyncDispose]())

test('a changed source changes answers at once, and old citations still open', async () => {
  await http.add({
    name: 'harbour.md',
    audience: 'public',
    text: '# Harbour\n\nThe harbour crane was painted turquoise in 2019.',
  })
  const question = 'What colour was the harbour crane painted?'
  const before = (await http.ask(question)).body
  assert.match(before.sentences[0]!.text, /turquoise/)

  await http.add({
    name: 'harbour.md',
    audience: 'public',
    text: '# Harbour\n\nThe harbour crane was painted crimson in 2023.',
  })
  const now = (await http.ask(question)).body
  assert.match(now.sentences[0]!.text, /crimson/)
  assert.doesNotMatch(JSON.stringify(now.sentences), /turquoise/)

  const { sourceId, version, start, end, quote } = before.sentences[0]!.citations[0]!
  const old = await http.get<SourceText>(`/api/v1/twin/sources/${sourceId}?version=${version}`)
  assert.equal(old.body.text.slice(start, end), quote)
})

test('a deleted source is gone from answers at once', async () => {
  const added = await http.add({
    name: 'lighthouse.md',
    audience: 'public',
    text: 'The lighthouse keeper owned eleven barometers.',
  })
  const question = 'How many barometers did the lighthouse keeper own?'
  assert.equal((await http.ask(question)).body.refused, false)
  const { id } = added.body.files[0]!.sources[0]!
  assert.equal((await http.send('DELETE', `/api/v1/twin/sources/${id}`, { token: server.token })).status, 204)
  assert.equal((await http.ask(question)).body.refused, true)
  assert.equal((await http.get(`/api/v1/twin/sources/${id}`)).status, 404)
  assert.equal((await http.send('DELETE', `/api/v1/twin/sources/${id}`, { token: server.token })).status, 404)
})

test('what has no audience is private; opening it opens the present version only', async () => {
  const name = 'vault.md'
  const first = await http.add({ name, text: 'The vault code of the museum is kept by the gardener.' })
  const { id, version } = first.body.files[0]!.sources[0]!
  const question = 'Who keeps the vault code of the museum?'
  assert.equal((await http.ask(question)).body.refused, true)
  assert.equal((await http.ask(question, {}, server.token)).body.refused, false)

  await http.add({ name, text: 'The vault of the museum has a code. It is not written here.', audience: 'public' })
  assert.equal((await http.get(`/api/v1/twin/sources/${id}`)).status, 200)
  assert.equal((await http.get(`/api/v1/twin/sources/${id}?version=${version}`)).status, 404)
  assert.equal((await http.get(`/api/v1/twin/sources/${id}?version=${version}`, server.token)).status, 200)
})

test('the audience of a source can be changed, and the answer follows', async () => {
  const added = await http.add({
    name: 'orchard.md',
    text: 'The orchard behind the station grows quinces.',
    audience: 'owner',
  })
  const { id } = added.body.files[0]!.sources[0]!
  const question = 'What does the orchard behind the station grow?'
  assert.equal((await http.ask(question)).body.refused, true)
  const change = (body: object) =>
    http.send<SourceSummary>('PATCH', `/api/v1/twin/sources/${id}`, { body, token: server.token })
  assert.equal((await change({ audience: 'public' })).body.audience, 'public')
  const opened = (await http.ask(question)).body
  assert.equal(opened.refused, false)
  assert.equal(opened.sentences[0]!.citations[0]!.audience, 'public')
  await change({ audience: 'owner' })
  assert.equal((await http.ask(question)).body.refused, true)
})

test('an expired source is seen by its owner alone and answers nothing', async () => {
  const added = await http.add({
    name: 'fair.md',
    text: 'The autumn fair sells walnut bread at stall nine.',
    audience: 'public',
    expiresAt: new Date(Date.now() + 1_500).toISOString(),
  })
  const { id } = added.body.files[0]!.sources[0]!
  await delay(1_600)
  const question = 'Which stall of the autumn fair sells walnut bread?'
  assert.equal((await http.ask(question)).body.refused, true)
  assert.equal((await http.ask(question, {}, server.token)).body.refused, true)
  assert.equal((await http.get(`/api/v1/twin/sources/${id}`)).status, 404)
  assert.equal((await http.get(`/api/v1/twin/sources/${id}`, server.token)).status, 200)
})

test('an expiry is a day, until its end in UTC, or a time; anything else is told how to write it', async () => {
  const source = { name: 'tide-table.md', text: 'The tide table hangs beside the net loft.', audience: 'public' }
  const expiryOf = async (id: string) =>
    (await http.get<{ sources: SourceSummary[] }>('/api/v1/twin/sources', server.token)).body.sources.find(
      (item) => item.id === id,
    )?.expiresAt
  const { id } = (await http.add({ ...source, expiresAt: '2099-12-31' })).body.files[0]!.sources[0]!
  assert.equal(await expiryOf(id), '2099-12-31T23:59:59.000Z')
  const change = (expiresAt: unknown) =>
    http.send<ErrorBody>('PATCH', `/api/v1/twin/sources/${id}`, { body: { expiresAt }, token: server.token })
  assert.equal((await change('2098-06-01T18:00:00+02:00')).status, 200)
  assert.equal(await expiryOf(id), '2098-06-01T16:00:00.000Z')
  for (const wrong of ['01.02.2099', '2099-02-31', '2099-12-31T18:00:00', 'soon', '9999999-01-01']) {
    for (const reply of [await http.add({ ...source, expiresAt: wrong }), await change(wrong)]) {
      const { error } = reply.body as unknown as ErrorBody
      assert.equal(reply.status, 400, wrong)
      assert.match(error.message, /expiresAt: .*YYYY-MM-DD.*2027-12-31.*UTC.*2027-12-31T18:00:00Z/)
    }
  }
  const form = { audience: 'public', expiresAt: '2020-01-01' }
  const past = await http.upload('tide.md', Buffer.from(source.text), form)
  assert.equal(past.status, 400)
  assert.match(past.body.error.message, /expiresAt: 2020-01-01 is in the past/)
  assert.match((await change('2020-01-01')).body.error.message, /in the past/)
  assert.equal(await expiryOf(id), '2098-06-01T16:00:00.000Z')
})

test('what the owner changed about a source is no change of its file', async () => {
  const source = { name: 'sundial.md', text: 'The sundial on the town hall is five minutes slow.' }
  const { id } = (await http.add(source)).body.files[0]!.sources[0]!
  await http.send('PATCH', `/api/v1/twin/sources/${id}`, { body: { audience: 'public' }, token: server.token })
  const again = (await http.add(source)).body.files[0]!
  assert.deepEqual(
    [again.status as string, again.sources[0]],
    ['unchanged', { ...again.sources[0], id, audience: 'public' }],
  )
  // Said again, the file's own word counts again.
  await http.add({ ...source, audience: 'owner' })
  await http.send('PATCH', `/api/v1/twin/sources/${id}`, { body: { audience: 'public' }, token: server.token })
  const closed = (await http.add({ ...source, audience: 'owner' })).body.files[0]!
  assert.deepEqual([closed.status, closed.sources[0]], ['updated', { ...closed.sources[0], id, audience: 'owner' }])
})

test('a profile read again without an audience keeps its parts apart', async () => {
  const profile = {
    basics: { name: 'Odalys Fernquist', label: 'Lighthouse engineer' },
    work: [
      { name: 'Kestrel Beacon Works', position: 'Lamp fitter' },
      { name: 'Secretive Buoys', position: 'Diver' },
    ],
    'x-pollux': { audiences: { '/work/1': 'recruiter' } },
  }
  const read = async (fields: Record<string, string>, more = {}) =>
    (await http.upload('odalys.json', Buffer.from(JSON.stringify({ ...profile, ...more })), fields)).body.files[0]!
  const texts = async () => {
    const { sources } = (await http.get<{ sources: SourceSummary[] }>('/api/v1/twin/sources')).body
    const ours = sources.filter(({ title }) => title.includes('Odalys'))
    return Promise.all(ours.map(async ({ id }) => (await http.get<SourceText>(`/api/v1/twin/sources/${id}`)).body.text))
  }
  assert.equal((await read({ audience: 'public' })).status, 'added')
  assert.equal((await read({})).status, 'unchanged')
  assert.equal((await read({}, { interests: [{ name: 'Knots' }] })).status, 'updated')
  // Languages are the person's, and this one names none.
  assert.deepEqual((await http.get<{ languages: string[] }>('/api/v1/twin')).body.languages, [])
  const [text = ''] = await texts()
  assert.match(text, /Kestrel/)
  assert.match(text, /Knots/)
  assert.doesNotMatch(text, /Secretive/)
  for (const { id } of (await http.get<{ sources: SourceSummary[] }>('/api/v1/twin/sources', server.token)).body
    .sources)
    if ((await http.get<SourceText>(`/api/v1/twin/sources/${id}`, server.token)).body.text.includes('Odalys'))
      await http.send('DELETE', `/api/v1/twin/sources/${id}`, { token: server.token })
})

test('a heading without words gives no empty title', async () => {
  for (const [index, text] of [
    '# \n\nThe weir is closed at night.',
    '# \u200b\n\nThe weir is closed at night.',
  ].entries()) {
    const { files } = (await http.upload(`weir-hours-${index}.md`, Buffer.from(text), { audience: 'public' })).body
    const [file] = files as unknown as { sources: { title: string }[] }[]
    assert.equal(file?.sources[0]?.title, `Weir hours ${index}`)
  }
})

test('a citation is the sentence that was used, not the short document around it', async () => {
  const text =
    'The kiln of the pottery was built in 1931. Visitors look through a window of mica. The clay comes from Ostel.'
  await http.add({ name: 'kiln.md', audience: 'public', text })
  const { sentences } = (await http.ask('Where does the clay come from?')).body
  assert.ok(sentences.length > 0)
  for (const { text: shown, citations } of sentences) {
    assert.deepEqual(
      citations.map(({ quote }) => quote),
      [shown],
    )
    assert.ok(shown.length < 60, shown)
  }
})

test('offsets are UTF-16 code units, with emoji before the quote', async () => {
  await http.add({
    name: 'garden.md',
    audience: 'public',
    text: '🌻🌻 Sunflowers 👩‍🌾 first.\n\nThe greenhouse 🏡 thermometer broke on a Tuesday. 🎉',
  })
  const { body } = await http.ask('On which day did the greenhouse thermometer break?')
  const { sourceId, start, end, quote } = body.sentences[0]!.citations[0]!
  const { body: source } = await http.get<SourceText>(`/api/v1/twin/sources/${sourceId}`)
  assert.equal(source.text.slice(start, end), quote)
  assert.match(quote, /Tuesday/)
})

test('the same file again is unchanged', async () => {
  const source = { name: 'same.md', text: 'Nothing changes here.', audience: 'public' }
  assert.equal((await http.add(source)).body.files[0]!.status, 'added')
  assert.equal((await http.add(source)).body.files[0]!.status, 'unchanged' as string)
})

test('lists show what the caller may see, and origins to the owner alone', async () => {
  const everyone = await http.get<{ sources: SourceSummary[] }>('/api/v1/twin/sources')
  const owner = await http.get<{ sources: SourceSummary[] }>('/api/v1/twin/sources', server.token)
  assert.ok(everyone.body.sources.every((source) => source.audience === 'public' && !source.origin))
  assert.ok(owner.body.sources.length > everyone.body.sources.length)
  assert.ok(owner.body.sources.every((source) => source.origin))
})

test('strangers change nothing', async () => {
  const body = { name: 'x.md', text: 'x' }
  assert.equal((await http.send<ErrorBody>('POST', '/api/v1/twin/sources', { body })).status, 401)
  assert.equal((await http.send<ErrorBody>('DELETE', '/api/v1/twin/sources/src_x')).status, 401)
  assert.equal(
    (await http.send<ErrorBody>('PATCH', '/api/v1/twin/sources/src_x', { body: { title: 'x' } })).status,
    401,
  )
  assert.equal((await http.send<ErrorBody>('GET', '/api/v1/twin/inbox')).status, 401)
})

const skipped: [name: string, file: string, bytes: Uint8Array, reason: RegExp, status: number][] = [
  ['an empty file', 'empty.md', new Uint8Array(), /empty/, 400],
  [
    'an unknown type',
    'picture.png',
    Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
    /unknown_type|binary/,
    400,
  ],
  ['NUL bytes', 'nul.txt', Buffer.from('a\0b\0c'), /binary/, 400],
  [
    'invalid UTF-8',
    'latin1.txt',
    Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x20, 0x61, 0x75, 0x20, 0x6c, 0x61, 0x69, 0x74]),
    /not_utf8/,
    400,
  ],
  ['a truncated PDF', 'cut.pdf', Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog'), /damaged|no_text_layer/, 400],
  ['a profile that is none', 'profile.json', Buffer.from('{"basics": 5}'), /invalid_profile/, 400],
  ['a file over the limit', 'large.txt', Buffer.alloc(3 * 1024 * 1024, 'word '), /larger|too_large/, 413],
]
for (const [name, file, bytes, reason, status] of skipped) {
  test(`${name} is refused with its reason, and nothing of it is stored`, async () => {
    const before = (await http.get<{ sources: unknown[] }>('/api/v1/twin/sources', server.token)).body.sources.length
    const reply = await http.upload(file, bytes, { audience: 'public' })
    assert.equal(reply.status, status, JSON.stringify(reply.body))
    assert.match(JSON.stringify(reply.body.error), reason)
    const now = (await http.get<{ sources: unknown[] }>('/api/v1/twin/sources', server.token)).body.sources.length
    assert.equal(now, before)
  })
}

test('an upload of 200 MB is refused and the server goes on', async () => {
  const chunk = Buffer.alloc(1024 * 1024, 'x')
  const boundary = 'boundary'
  async function* body() {
    yield Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="huge.txt"\r\ncontent-type: text/plain\r\n\r\n`,
    )
    for (let megabyte = 0; megabyte < 200; megabyte++) yield chunk
    yield Buffer.from(`\r\n--${boundary}--\r\n`)
  }
  const outcome = await fetch(`${server.url}/api/v1/twin/sources`, {
    method: 'POST',
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, authorization: `Bearer ${server.token}` },
    body: ReadableStream.from(body()),
    duplex: 'half',
  } as RequestInit).then(
    async (reply) => ({ status: reply.status, body: (await reply.json()) as ErrorBody }),
    (error: Error) => error, // the connection may be closed while we are still sending
  )
  if (!(outcome instanceof Error)) {
    assert.equal(outcome.status, 413)
    assert.equal(outcome.body.error.code, 'payload_too_large')
  }
  assert.equal((await http.get('/health')).status, 200)
})

test('wrong fields of an upload are named', async () => {
  const unknown = await http.upload('a.md', Buffer.from('Some text here.'), { audience: 'friends' })
  assert.equal(unknown.status, 400)
  assert.match(unknown.body.error.message, /audience/)
  const reply = await http.send<ErrorBody>('POST', '/api/v1/twin/sources', {
    body: { name: 'a.md', text: 'Some text.', colour: 'red' },
    token: server.token,
  })
  assert.match(reply.body.error.message, /colour/)
  const form = new FormData()
  form.append('audience', 'public')
  assert.match(
    (await http.send<ErrorBody>('POST', '/api/v1/twin/sources', { body: form, token: server.token })).body.error
      .message,
    /No file/,
  )
})

test('a name with folders in it is only a name', async () => {
  const reply = await http.upload(
    '../../etc/passwd.txt',
    Buffer.from('The password file of the theatre is a rumour.'),
    { audience: 'public' },
  )
  const report = reply.body.files[0] as IngestReport
  assert.equal(report.name, 'passwd.txt')
  assert.equal(report.status, 'added')
})

test('several files in one upload are reported one by one', async () => {
  const form = new FormData()
  form.append('audience', 'public')
  form.append('file', new Blob(['The ferry to the island leaves at noon.']), 'ferry.md')
  form.append('file', new Blob(['']), 'nothing.md')
  const reply = await http.send<{ files: IngestReport[] }>('POST', '/api/v1/twin/sources', {
    body: form,
    token: server.token,
  })
  assert.equal(reply.status, 200)
  assert.deepEqual(
    reply.body.files.map((file) => file.status),
    ['added', 'skipped'],
  )
})
