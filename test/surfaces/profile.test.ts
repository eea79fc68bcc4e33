import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { client, type ErrorBody } from '#test/client.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'

interface Edited {
  profile: Record<string, unknown> | null
  version: string | null
  audience: string | null
  origin: string | null
  completeness: { share: number; missing: { item: string; pointer: string }[] }
  sampleSources: number
}

let server: RunningServer
let http: ReturnType<typeof client>
before(async () => {
  server = await startServer()
  http = client(server)
})
after(() => server[Symbol.asyncDispose]())

const path = '/api/v1/twin/profile'
const read = () => http.get<Edited>(path, server.token)
const write = (profile: unknown, version: string | null) =>
  http.send<Edited & ErrorBody>('PUT', path, { token: server.token, body: { profile, version } })

const person = {
  basics: { name: 'Quinta Marsvold', label: 'Beekeeper', summary: 'I keep bees on four roofs.' },
  work: [
    { name: 'Roof Honey', position: 'Head beekeeper', startDate: '2019-04', highlights: ['Doubled the harvest.'] },
  ],
  'x-pollux': {
    audiences: { '': 'public', '/x-pollux/compensation': 'owner' },
    compensation: { expected: '40,000 EUR' },
  },
  unknownPart: { kept: [1, 'two'] },
}

test('a profile is written, read back as it was given, answered from, and changed', async () => {
  const empty = await read()
  assert.equal(empty.status, 200)
  assert.equal(empty.body.profile, null)
  assert.ok(empty.body.sampleSources > 10, 'only the sample is there')
  assert.deepEqual(empty.body.completeness.missing[0], { item: 'name', pointer: '/basics/name' })

  const saved = await write(person, null)
  assert.equal(saved.status, 200)
  assert.deepEqual(saved.body.profile, person)
  assert.deepEqual(Object.keys(saved.body.profile!), Object.keys(person), 'in the order it was given')
  assert.equal(saved.body.audience, 'public')
  assert.ok(saved.body.completeness.share > empty.body.completeness.share)

  const removed = await http.send<{ removed: number }>('DELETE', '/api/v1/twin/sample', { token: server.token })
  assert.equal(removed.body.removed, empty.body.sampleSources)
  assert.equal((await read()).body.sampleSources, 0)
  const about = await http.get<{ name: string }>('/api/v1/twin')
  assert.equal(about.body.name, 'Quinta Marsvold')
  const pay = await http.ask('What salary do you expect?')
  assert.equal(pay.body.refused, true, 'the wall stands also for what was edited')

  const changed = await write(
    { ...person, basics: { ...person.basics, name: 'Quinta Marsvold-Ree' } },
    saved.body.version,
  )
  assert.equal(changed.status, 200)
  assert.notEqual(changed.body.version, saved.body.version)
  assert.equal((await http.get<{ name: string }>('/api/v1/twin')).body.name, 'Quinta Marsvold-Ree')
})

test('of two editors with the same version one saves, and the other is told; nothing is overwritten', async () => {
  const { version } = (await read()).body
  const named = (name: string) => ({ ...person, basics: { ...person.basics, name } })
  const replies = await Promise.all([write(named('First Editor'), version), write(named('Second Editor'), version)])
  assert.deepEqual(
    replies.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 409],
  )
  const winner = replies.find(({ status }) => status === 200)!
  const loser = replies.find(({ status }) => status === 409)!
  assert.equal(loser.body.error.code, 'conflict')
  assert.match(loser.body.error.message, /changed elsewhere.*read it again/)
  const now = (await read()).body
  assert.deepEqual(now.profile, winner.body.profile)
  assert.equal((await write(named('Late'), null)).status, 409, 'who thinks that there is none does not replace it')
  assert.equal((await write(named('Third Editor'), now.version)).status, 200)
})

test('what is wrong is named by its place, and nothing changes', async () => {
  const before = (await read()).body
  const month13 = { ...person, work: [{ name: 'Roof Honey', startDate: '2019-13' }] }
  const refused = await write(month13, before.version)
  assert.equal(refused.status, 400)
  assert.deepEqual(
    refused.body.error.details?.map(({ path }) => path),
    ['/work/0/startDate'],
  )
  const idle = { ...person, 'x-pollux': { audiences: { '/x-pollux/compensatoin': 'owner' } } }
  const misspelt = await write(idle, before.version)
  assert.equal(misspelt.status, 400)
  assert.match(misspelt.body.error.message, /nothing stands at \/x-pollux\/compensatoin/)
  assert.equal((await write({ hello: 'world' }, before.version)).status, 400)
  assert.deepEqual((await read()).body, before)
})

test('it is the owner’s alone, whatever the audience of the profile', async () => {
  const key = await http.send<{ secret: string }>('POST', '/api/v1/keys', {
    token: server.token,
    body: { name: 'a colleague', audience: 'colleague', scopes: ['ask', 'knowledge:read', 'knowledge:write'] },
  })
  assert.equal(typeof key.body.secret, 'string')
  const bodies = { GET: undefined, PUT: { profile: person, version: null }, DELETE: undefined } as const
  for (const [method, body] of Object.entries(bodies)) {
    const address = method === 'DELETE' ? '/api/v1/twin/sample' : path
    assert.equal((await http.send(method, address, { body })).status, 401, `${method} by a stranger`)
    assert.equal((await http.send(method, address, { body, token: key.body.secret })).status, 403, `${method} by a key`)
  }
})

test('a profile that is deleted is deleted everywhere; one that is ingested can be edited', async () => {
  const { sources } = (
    await http.get<{ sources: { id: string; kind: string }[] }>('/api/v1/twin/sources', server.token)
  ).body
  for (const { id, kind } of sources)
    if (kind === 'profile') await http.send('DELETE', `/api/v1/twin/sources/${id}`, { token: server.token })
  const gone = (await read()).body
  assert.equal(gone.profile, null)
  assert.equal(gone.version, null)

  const text = JSON.stringify(person)
  await http.add({ name: 'me.json', text })
  const ingested = (await read()).body
  assert.equal(ingested.origin, 'upload:me.json')
  assert.deepEqual(ingested.profile, person)
  const saved = await write({ ...person, basics: { ...person.basics, label: 'Apiarist' } }, ingested.version)
  assert.equal(saved.body.origin, 'upload:me.json', 'it stays the same source')
  const about = await http.get<{ headline: string }>('/api/v1/twin')
  assert.equal(about.body.headline, 'Apiarist')
})

test('an edit shows nothing to more people than saw it before, unless it says so', async () => {
  await http.add({ name: 'me.json', text: JSON.stringify(person), audience: 'recruiter' })
  const before = (await read()).body
  assert.equal(before.audience, 'recruiter', 'said beside the file, more strictly than it says itself')
  const edited = await write({ ...person, basics: { ...person.basics, label: 'Hive keeper' } }, before.version)
  assert.equal(edited.body.audience, 'recruiter')
  assert.equal((await http.get('/api/v1/twin')).status, 404, 'everyone still sees nothing')
  const audiences = { ...person['x-pollux'].audiences, '': 'colleague' }
  const closed = await write({ ...person, 'x-pollux': { ...person['x-pollux'], audiences } }, edited.body.version)
  assert.equal(closed.body.audience, 'colleague')
  const opened = await write(person, closed.body.version)
  assert.equal(opened.body.audience, 'public', 'said with the change')
  assert.equal((await http.get('/api/v1/twin')).status, 200)
})
