import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import type { Job, JobMatch, JobSummary, TailoredResume } from '#interview'
import { createExtractor, type SourceText } from '#twin'
import { client, type ErrorBody } from '#test/client.ts'
import { runPollux } from '#test/run-pollux.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'
import { postingFolder } from '../../eval/datasets.ts'
import { readMarkedPostings, type MarkedPosting } from '../../eval/graders/jobs.ts'

let server: RunningServer
let http: ReturnType<typeof client>
let postings: MarkedPosting[]

before(async () => {
  server = await startServer()
  http = client(server)
  postings = await readMarkedPostings(postingFolder('dev'))
})
after(() => server?.[Symbol.asyncDispose]())

type Imported = { job: Job; created: boolean } & ErrorBody

function importFile(name: string, bytes: Uint8Array, token = server.token) {
  const body = new FormData()
  body.append('file', new Blob([bytes as Uint8Array<ArrayBuffer>]), name)
  return http.send<Imported>('POST', '/api/v1/jobs', { body, token })
}

const paste = (text: string, more: object = {}) =>
  http.send<Imported>('POST', '/api/v1/jobs', { body: { text, ...more }, token: server.token })
const get = <Body>(path: string) => http.get<Body>(`/api/v1/jobs${path}`, server.token)
const named = (part: string) => postings.find(({ name }) => name.includes(part))!

async function imported(part: string): Promise<Job> {
  const { name, bytes } = named(part)
  const { status, body } = await importFile(name, bytes)
  assert.equal(status, 200, JSON.stringify(body))
  return body.job
}

test('a page with JSON-LD is read from there: facts, requirements with their spans, and once', async () => {
  const { name, bytes } = named('database-reliability')
  const first = await importFile(name, bytes)
  const { job } = first.body
  assert.equal(job.company, 'Quillhaven Payments')
  assert.deepEqual(
    [job.salary, job.employmentType, job.seniority, job.language],
    ['70000 to 82000 EUR a year', 'full-time', 'senior', 'en'],
  )
  for (const { text, start, end } of job.requirements) assert.equal(job.text.slice(start, end), text)
  assert.ok(job.requirements.some(({ text, must }) => text === 'French is a plus' && !must))
  assert.doesNotMatch(JSON.stringify(job.requirements), /COBOL|card terminals|on-call rota of six/)
  const again = await importFile(name, bytes)
  assert.deepEqual([first.body.created, again.body.created, again.body.job.id], [true, false, job.id])
  const { body } = await get<{ jobs: JobSummary[] }>('')
  assert.equal(body.jobs.filter(({ id }) => id === job.id).length, 1)
})

test('the heading below the title is not the company', async () => {
  const { body } = await paste('DevOps Engineer\nRequirements\n- Terraform\n- Python')
  assert.deepEqual([body.job.title, body.job.company], ['DevOps Engineer', undefined])
})

test('every requirement is matched with citations that hold, or named as a gap', async () => {
  for (const { name } of postings) {
    const job = await imported(name)
    const { body: match } = await get<JobMatch>(`/${job.id}/match`)
    assert.equal(match.requirements.length, job.requirements.length)
    for (const { text, status, evidence, missing } of match.requirements) {
      if (status === 'matched') assert.ok(evidence.length > 0 && missing.length === 0, `${name}: ${text}`)
      else assert.ok(missing.length > 0, `${name}: ${text}`)
      for (const { citation } of evidence) {
        const { body: source } = await http.get<SourceText>(
          `/api/v1/twin/sources/${citation.sourceId}?version=${citation.version}`,
          server.token,
        )
        assert.equal(source.text.slice(citation.start, citation.end), citation.quote)
      }
    }
    const { must, nice, percent } = match.fit
    const got = 3 * (must.matched + must.partly / 2) + nice.matched + nice.partly / 2
    const all = 3 * (must.matched + must.partly + must.gap) + nice.matched + nice.partly + nice.gap
    assert.equal(percent, Math.round((100 * got) / all))
  }
})

test('what is not clearly proved is a gap; years come from dates', async () => {
  const { id } = await imported('staff-platform')
  const { body } = await get<JobMatch>(`/${id}/match`)
  const of = (part: string) => body.requirements.find(({ text }) => text.includes(part))!
  assert.equal(of('100 nodes').status, 'gap', 'the clusters had 12 nodes')
  assert.deepEqual(of('fluency in Go').missing, ['Go'])
  assert.match(of('Certified Kubernetes').evidence[0]!.citation.quote, /Certified Kubernetes Administrator/)
  const database = await get<JobMatch>(`/${(await imported('database-reliability')).id}/match`)
  const years = database.body.requirements.find(({ text }) => text.startsWith('5+ years'))!
  assert.equal(years.status, 'matched')
  assert.match(years.reasons.join(), /dates show \d+(?:\.\d)? years of PostgreSQL/)
  assert.ok(database.body.learn.some(({ skill }) => /AWS|PCI/.test(skill)))
})

test('sorted by fit, the best fitting come first, with the figure of their match; a new fact about the person counts at once', async () => {
  for (const { name } of postings) await imported(name)
  const { body: none } = await paste(
    'We are hiring a diver.\n\nRequirements\n- Zarquon diving certificate\n- FlurboWeld',
  )
  const byFit = async () => (await get<{ jobs: JobSummary[] }>('?sort=fit')).body.jobs
  const sorted = await byFit()
  const fits = sorted.map(({ fit }) => fit ?? -1)
  assert.deepEqual(
    fits,
    fits.toSorted((a, b) => b - a),
  )
  assert.ok(fits[0]! > 50 && sorted.length > postings.length)
  assert.deepEqual([sorted.at(-1)!.id, sorted.at(-1)!.fit], [none.job.id, 0])
  for (const { id, fit } of sorted.slice(0, 3))
    assert.equal((await get<JobMatch>(`/${id}/match`)).body.fit.percent, fit)
  const { body: newest } = await get<{ jobs: JobSummary[] }>('')
  assert.equal(newest.jobs[0]!.id, none.job.id)
  assert.equal(newest.jobs[0]!.fit, undefined)
  assert.equal((await get('?sort=worst')).status, 400)
  const learned = await http.send('POST', '/api/v1/twin/sources', {
    body: { name: 'notes.md', text: 'I weld with FlurboWeld every day.', audience: 'owner' },
    token: server.token,
  })
  assert.ok(learned.status < 300, JSON.stringify(learned.body))
  assert.equal((await byFit()).find(({ id }) => id === none.job.id)!.fit, 50)
})

test("a posting is the owner's alone", async () => {
  const { id } = await imported('staff-platform')
  const paths = ['', `/${id}`, `/${id}/match`, `/${id}/resume`, `/${id}/resume.html`, `/${id}/resume.pdf`]
  const make = async (audience: string, scopes: string[]) => {
    const { body } = await http.send<{ secret: string }>('POST', '/api/v1/keys', {
      body: { name: audience, audience, scopes },
      token: server.token,
    })
    return body.secret
  }
  const [colleague, other, reader] = [
    await make('colleague', ['careers:read', 'careers:write', 'ask']),
    await make('owner', ['ask', 'knowledge:read']),
    await make('owner', ['careers:read']),
  ]
  for (const path of paths) {
    assert.equal((await http.get(`/api/v1/jobs${path}`)).status, 401, path)
    assert.equal((await http.get(`/api/v1/jobs${path}`, colleague)).status, 403, path)
    assert.equal((await http.get(`/api/v1/jobs${path}`, other)).status, 403, path)
  }
  assert.equal((await http.get(`/api/v1/jobs/${id}/match`, reader)).status, 200)
  for (const token of [undefined, colleague, other, reader]) {
    const wanted = token ? 403 : 401
    assert.equal((await http.send('POST', '/api/v1/jobs', { body: { text: 'x' }, token })).status, wanted)
    assert.equal((await http.send('DELETE', `/api/v1/jobs/${id}`, { token })).status, wanted)
  }
})

test('a résumé is made of what the profile says, nothing of it above its audience, each line with its place', async () => {
  const { id } = await imported('database-reliability')
  const { body } = await get<TailoredResume>(`/${id}/resume`)
  const resume = body.resume as {
    work: { name: string; highlights: string[] }[]
    basics: { phone: string }
    skills: { name: string }[]
  }
  assert.equal(resume.work.length, 5)
  assert.match(resume.skills[0]!.name, /PostgreSQL/)
  assert.match(resume.work[2]!.highlights[0]!, /Oracle to PostgreSQL/)
  assert.ok(resume.basics.phone)
  for (const { path, text, citation } of body.lines) {
    const value = path
      .split('/')
      .slice(1)
      .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], body.resume)
    assert.equal(value, text, path)
    const { body: source } = await http.get<SourceText>(
      `/api/v1/twin/sources/${citation.sourceId}?version=${citation.version}`,
      server.token,
    )
    const quote = source.text.slice(citation.start, citation.end)
    assert.equal(quote, citation.quote)
    assert.notEqual(citation.audience, 'owner')
    if (/Date|date/.test(path)) assert.ok(quote.includes(text.slice(0, 4)), path)
    // Said in words: "native language", "France".
    else if (path.endsWith('fluency')) assert.ok(quote.toLowerCase().includes(text.split(' ')[0]!.toLowerCase()), path)
    else if (!path.endsWith('countryCode'))
      assert.ok(quote.toLowerCase().includes(text.toLowerCase()), `${path}: ${quote}`)
  }
  assert.doesNotMatch(JSON.stringify(body), /74,000|68,?000|kind of things/)
  const open = await get<TailoredResume>(`/${id}/resume?audience=public`)
  assert.doesNotMatch(JSON.stringify(open.body), /\+33/)
})

test('the same résumé as HTML and PDF, to download, with its sources where they are asked for', async () => {
  const { id } = await imported('database-reliability')
  const load = async (path: string) => {
    const reply = await fetch(`${server.url}/api/v1/jobs/${id}${path}`, {
      headers: { authorization: `Bearer ${server.token}` },
    })
    assert.equal(reply.status, 200)
    assert.match(reply.headers.get('content-disposition')!, /^attachment/)
    return Buffer.from(await reply.arrayBuffer())
  }
  const html = (await load('/resume.html')).toString()
  assert.match(html, /<h1 data-path="\/basics\/name">Liva Ostrenkamp<\/h1>/)
  assert.doesNotMatch(html, /<script|Sources/)
  assert.match((await load('/resume.html?sources=true')).toString(), /<h2>Sources<\/h2>/)
  await using extractor = createExtractor()
  const read = await extractor.extract({ name: 'resume.pdf', bytes: await load('/resume.pdf') })
  assert.equal(read.status, 'read')
  const text = read.status === 'read' ? read.documents[0]!.text : ''
  assert.ok(!/Lyon FR/.test(text) && text.includes('69003 Lyon, France'), text.slice(0, 400))
  assert.equal(read.status === 'read' && read.documents[0]!.pages?.length, 2)
  const own = await importFile('resume.pdf', await load('/resume.pdf'))
  assert.equal(own.status, 400)
  assert.match(own.body.error.message, /looks like a résumé.*add it as a source/)
  const profile = await importFile(
    'profile.json',
    await readFile(new URL('../../sample/profile.json', import.meta.url)),
  )
  assert.deepEqual([profile.status, profile.body.error?.message], [400, own.body.error.message])
  for (const line of ['Liva Ostrenkamp', 'Tessarune Health Data', 'Valsaône University', 'French'])
    assert.ok(text.includes(line), line)
})

test('the command line imports, lists, matches, writes and deletes', async () => {
  const run = (...args: string[]) =>
    runPollux(args, { DATA_DIR: server.dataDir, ...(server.databaseUrl && { DATABASE_URL: server.databaseUrl }) })
  const file = `${postingFolder('dev')}senior-linux-systems-engineer.txt`
  const made = await run('jobs', 'import', file)
  const id = /job_[0-9a-f]{20}/.exec(made.stdout)?.[0]
  assert.ok(id, made.stdout + made.stderr)
  assert.match((await run('jobs', 'list')).stdout, /SENIOR LINUX SYSTEMS ENGINEER, Hallowick Genomics/)
  assert.match(
    (await run('jobs', 'list', '--sort', 'fit')).stdout,
    /SENIOR LINUX SYSTEMS ENGINEER.*\n {2}fit \d+ %; needs/,
  )
  const matched = await run('jobs', 'match', id)
  assert.match(matched.stdout, /gap +must +Slurm/)
  assert.match(matched.stdout, /fit \d+ %/)
  assert.match((await run('jobs', 'resume', id, '--format', 'html')).stdout, /<!doctype html>/)
  assert.equal((await run('jobs', 'resume', id, '--format', 'pdf')).code, 1)
  assert.equal((await run('jobs', 'import', '/nowhere/posting.txt')).code, 1)
  assert.match((await run('jobs', 'delete', id)).stdout, /Deleted/)
  assert.equal((await run('jobs', 'match', id)).code, 1)
})

test('a deleted posting is gone', async () => {
  const { body } = await paste('We are hiring a gardener.\n\nRequirements\n- Roses\n- 3 years of hedges')
  assert.equal((await http.send('DELETE', `/api/v1/jobs/${body.job.id}`, { token: server.token })).status, 204)
  assert.equal((await get(`/${body.job.id}`)).status, 404)
  assert.equal((await http.send('DELETE', `/api/v1/jobs/${body.job.id}`, { token: server.token })).status, 404)
})
