import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anyone, owner, type Actor } from '#auth'
import { testStorage } from '#test/postgres.ts'
import { createExtractor, createTwin, skillsOfCategory, type ProfileStatement } from '../index.ts'

const recruiter: Actor = { id: 'recruiter', audience: 'recruiter', scopes: new Set(['ask']) }

const profile = {
  basics: { name: 'Orla Quennell', email: 'orla@example.com', phone: '+33 6 39 98 00 00' },
  work: [
    { name: 'Vantorre Mills', position: 'Engineer', startDate: '2020-01', highlights: ['Cut waste by half.'] },
    { name: 'Pellworth Labs', position: 'Technician', startDate: '2016-01', endDate: '2019-12' },
  ],
  education: [{ institution: 'Tarnholm Institute', area: 'Statistics', studyType: 'MSc', endDate: '2015-06' }],
  skills: [
    { name: 'Databases', keywords: ['PostgreSQL'] },
    { name: 'Scripting', keywords: ['Python', 'Bash'] },
    { name: 'Leadership', keywords: ['mentoring'] },
  ],
  'x-pollux': {
    language: 'en',
    audiences: { '/basics/phone': 'recruiter', '/x-pollux/compensation': 'owner' },
    compensation: { current: '61,000 EUR' },
    interview: { selfIntroduction: 'I am Orla and I measure things.', strengths: ['I ask before I guess.'] },
  },
}

async function twinWithProfile() {
  await using resources = new AsyncDisposableStack()
  const storage = resources.use(await testStorage())
  const extractor = resources.use(createExtractor({ limits: { maxFileBytes: 1_000_000 } }))
  const silent = () => {}
  const twin = createTwin({
    ...storage,
    extractor,
    version: '1',
    model: undefined,
    embedding: undefined,
    observe: {
      answer: silent,
      ingestedFile: silent,
      droppedSentence: silent,
      failedEmbedding: silent,
      failedTidying: silent,
      failedChaining: silent,
    },
  })
  const add = (value: object, declared: object = {}) =>
    twin.sources.write({
      origin: 'upload:profile.json',
      name: 'profile.json',
      bytes: Buffer.from(JSON.stringify(value)),
      audience: 'public',
      ...declared,
    })
  assert.equal((await add(profile)).status, 'added')
  const owned = resources.move()
  return { twin, add, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

const texts = (statements: readonly ProfileStatement[]) => statements.map(({ text }) => text).join('\n')

test('each audience is told what it may know of the profile, and nothing else', async () => {
  await using bench = await twinWithProfile()
  const [forAll, forRecruiter, forOwner] = await Promise.all(
    [anyone, recruiter, owner].map((actor) => bench.twin.profile(actor)),
  )
  assert.match(texts(forAll!), /My name is Orla Quennell/)
  assert.doesNotMatch(texts(forAll!), /39 98|61,000/)
  assert.match(texts(forRecruiter!), /39 98/)
  assert.doesNotMatch(texts(forRecruiter!), /61,000/)
  assert.match(texts(forOwner!), /61,000/)
})

test('a profile that is closed or has expired says nothing any more', async () => {
  await using bench = await twinWithProfile()
  const [{ citation }] = (await bench.twin.profile(anyone)) as [ProfileStatement]
  await bench.twin.sources.change(owner, citation.sourceId, { audience: 'colleague' })
  assert.doesNotMatch(texts(await bench.twin.profile(anyone)), /Orla/)
  assert.match(texts(await bench.twin.profile(owner)), /Orla/)
  await bench.twin.sources.change(owner, citation.sourceId, { audience: 'public', expiresAt: '2020-01-01T00:00:00Z' })
  assert.doesNotMatch(texts(await bench.twin.profile(anyone)), /Orla/)
})

test('a profile that has changed says what it says now, to each audience', async () => {
  await using bench = await twinWithProfile()
  for (const actor of [anyone, owner]) assert.match(texts(await bench.twin.profile(actor)), /Cut waste by half/)
  const [first] = profile.work
  const changed = { ...profile, work: [{ ...first, highlights: ['Cut waste by two thirds.'] }] }
  assert.equal((await bench.add(changed)).status, 'updated')
  for (const actor of [anyone, owner]) {
    const told = texts(await bench.twin.profile(actor))
    assert.match(told, /Cut waste by two thirds/)
    assert.doesNotMatch(told, /half|Pellworth/)
  }
})

test('every statement is the exact text of its source, filed under its section and its entry', async () => {
  await using bench = await twinWithProfile()
  const statements = await bench.twin.profile(owner)
  for (const { citation, text } of statements) {
    const source = await bench.twin.sources.read(owner, citation.sourceId, citation.version)
    assert.equal(source.text.slice(citation.start, citation.end), text)
  }
  const of = (section: string) => statements.filter((statement) => statement.section === section)
  assert.match(texts(of('education')), /Tarnholm/)
  assert.match(texts(of('interview')), /I ask before I guess/)
  const secondJob = of('experience').filter(({ about }) => about === '/work/1')
  assert.match(texts(secondJob), /Pellworth/)
  assert.doesNotMatch(texts(secondJob), /Vantorre/)
  // A sentence on both jobs belongs to neither.
  assert.ok(of('experience').some(({ about, text }) => about === '/work' && /Pellworth/.test(text)))
})

test('skills are told by category, each as a whole', async () => {
  await using bench = await twinWithProfile()
  const statements = await bench.twin.profile(anyone)
  const entries = (category: Parameters<typeof skillsOfCategory>[1]) =>
    [...new Set(skillsOfCategory(statements, category).map(({ about }) => about))].sort()
  assert.deepEqual(entries('databases'), ['/skills/0'])
  assert.deepEqual(entries('programming_languages'), ['/skills/1'])
  assert.deepEqual(entries('business_skills'), ['/skills/2'])
  assert.deepEqual(entries('cloud_platforms'), [])
  assert.deepEqual(entries('tools'), ['/skills/0', '/skills/1'])
})
