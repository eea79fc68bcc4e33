import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { client, type ErrorBody } from '#test/client.ts'
import { runPollux } from '#test/run-pollux.ts'
import { runSql } from '#test/run-sql.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'

type Link = {
  id: string
  url: string
  token: string
  audience: string
  questions: number
  questionLimit: number | null
} & ErrorBody

let server: RunningServer
before(async () => {
  server = await startServer({ env: { POLLUX_SAMPLE: 'never' } })
  await client(server).add({ name: 'a.md', text: '# Office\n\nThe office has 14 desks.', audience: 'public' })
  await client(server).add({ name: 'b.md', text: '# Salary\n\nThe salary band is Topaz.', audience: 'recruiter' })
  await client(server).add({ name: 'c.md', text: '# Plan\n\nThe merger is called Basalt.', audience: 'colleague' })
})
after(() => server?.[Symbol.asyncDispose]())

const send = <Body = Link>(method: string, path: string, body?: unknown, token: string | undefined = server.token) =>
  client(server).send<Body>(method, `/api/v1/share-links${path}`, { body, token })
const made = async (more: object = {}) => (await send('POST', '', { name: 'Acme', ...more })).body
const ask = (question: string, token: string) => client(server).ask(question, {}, token)

test('a visitor sees what the link lets them see, and may do nothing but ask', async () => {
  const link = await made()
  assert.equal(link.audience, 'recruiter')
  assert.equal(link.url, `${server.url}/#share=${link.token}`)
  const found = await ask('What is the salary band?', link.token)
  const { sourceId } = found.body.sentences[0]!.citations[0]!
  assert.match(found.body.sentences[0]!.text, /Topaz/)
  assert.equal((await client(server).get(`/api/v1/twin/sources/${sourceId}`, link.token)).status, 200)
  assert.equal((await client(server).get(`/api/v1/twin/sources/${sourceId}`)).status, 404)
  assert.equal((await ask('What is the merger called?', link.token)).body.refused, true)
  for (const [method, path] of [
    ['GET', '/api/v1/twin/inbox'],
    ['GET', '/api/v1/runs'],
    ['GET', '/api/v1/tickets'],
    ['GET', '/api/v1/keys'],
    ['GET', '/api/v1/share-links'],
  ] as const)
    assert.equal((await client(server).send(method, path, { token: link.token })).status, 403, path)
  const [row] = await runSql<object>(server, 'select * from share_links where id = $1', [link.id])
  assert.doesNotMatch(JSON.stringify(row), new RegExp(link.token.split('.')[1]!))
  assert.doesNotMatch(server.logs(), new RegExp(link.token.split('.')[1]!))
})

test('questions are counted by link and by day, and end when they are used up, also all at once', async () => {
  const link = await made({ questionLimit: 3 })
  await ask('How many desks are there?', link.token)
  await ask('Who is the king of Spain?', link.token)
  const many = await Promise.all(Array.from({ length: 6 }, () => ask('How many desks has the office?', link.token)))
  assert.deepEqual(
    many.map(({ status }) => status).sort((a, b) => a - b),
    [200, 403, 403, 403, 403, 403],
  )
  assert.match((many.find(({ status }) => status === 403)!.body as unknown as ErrorBody).error.message, /All questions/)
  const { body: listed } = await send<{ links: Link[] }>('GET', '')
  const shown = listed.links.find(({ id }) => id === link.id)!
  assert.deepEqual([shown.questions, shown.questionLimit, shown.token], [3, 3, link.token])
  const { body } = await send<{ days: object[] }>('GET', `/${link.id}/days`)
  assert.deepEqual(body.days, [{ day: new Date().toISOString().slice(0, 10), questions: 3, refused: 1 }])
})

test('a link ends when it expires and when it is revoked; a forged one never began', async () => {
  const [expiring, revoked] = [await made({ expiresInDays: 1 }), await made()]
  for (const { token } of [expiring, revoked]) assert.equal((await ask('How many desks?', token)).status, 200)
  await runSql(server, 'update share_links set expires_at = now() where id = $1', [expiring.id])
  assert.equal((await send('DELETE', `/${revoked.id}`)).status, 204)
  const [id, signature] = (await made()).token.split('.') as [string, string]
  const forged = [
    `${id}.${signature.slice(0, -2)}AA`,
    `${id}.`,
    id,
    `plx_link_${'0'.repeat(20)}.${signature}`,
    `${expiring.token.split('.')[0]}.${signature}`,
  ]
  for (const token of [expiring.token, revoked.token, ...forged])
    assert.equal((await ask('How many desks?', token)).status, 401, token)
  assert.equal((await send('DELETE', `/${revoked.id}`)).status, 409)
  assert.equal((await send('DELETE', `/link_${'0'.repeat(20)}`)).status, 404)
})

test('nobody shares more than they see, and what is no link is refused', async () => {
  const { body: key } = await client(server).send<{ secret: string }>('POST', '/api/v1/keys', {
    token: server.token,
    body: { name: 'hr', audience: 'recruiter', scopes: ['links:manage'] },
  })
  assert.equal((await send('POST', '', { name: 'x', audience: 'colleague' }, key.secret)).status, 403)
  assert.equal((await send('POST', '', { name: 'x', audience: 'recruiter' }, key.secret)).status, 201)
  for (const wrong of [{}, { name: 'x', audience: 'owner' }, { name: 'x', questionLimit: 0 }, { name: 'x', colour: 1 }])
    assert.equal((await send('POST', '', wrong)).status, 400)
  assert.equal((await client(server).send('GET', '/api/v1/share-links', {})).status, 401)
})

test('links by the command line', async () => {
  const env = { DATA_DIR: server.dataDir, DATABASE_URL: server.databaseUrl, PUBLIC_URL: server.url }
  const share = (...args: string[]) => runPollux(['share', ...args], env)
  const { code, stdout, stderr } = await share('create', 'Acme', '--questions', '2')
  assert.equal(code, 0, stderr)
  const [, token] = /#share=(\S+)/.exec(stdout)!
  assert.ok(stdout.includes(`${server.url}/#share=`))
  assert.equal((await ask('How many desks?', token!)).status, 200)
  assert.match((await share()).stdout, /Acme\n {2}sees recruiter; does not expire; 1 of 2 questions/)
  const id = /link_[0-9a-f]{20}/.exec(stdout)![0]
  assert.equal((await share('revoke', id)).code, 0)
  assert.equal((await ask('How many desks?', token!)).status, 401)
  assert.equal((await share('create', 'x', '--audience', 'owner')).code, 2)
})
