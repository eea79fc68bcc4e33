import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { client, type ErrorBody } from '#test/client.ts'
import { runSql } from '#test/run-sql.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'
import { setUpOwner, tokenOf, visitor, type Visitor } from '#test/visitor.ts'

interface Listed {
  conversations: { id: string; question: string; answers: number }[]
  next: string | null
}
interface Asked {
  id: string
  conversationId: string
  sentences: { text: string; citations: { sourceId: string }[] }[]
}
interface Kept {
  answers: (Asked & { question: string; leftOut: number })[]
}

const password = 'four unrelated plain words'
let server: RunningServer
let ada: Visitor
let vic: Visitor
before(async () => {
  server = await startServer()
  ada = await setUpOwner(server, { name: 'Ada', email: 'ada@example.com', password })
  vic = await viewer('vic')
})
after(() => server?.[Symbol.asyncDispose]())

async function viewer(name: string): Promise<Visitor> {
  const { body } = await ada.send<{ url: string }>('POST', '/api/v1/users/invitations', { role: 'viewer' })
  const browser = visitor(server)
  const account = { token: tokenOf(body.url), email: `${name}@example.com`, password }
  assert.equal((await browser.send('POST', '/api/v1/session/set-up', account)).status, 200)
  return browser
}

const list = async (who: Visitor) => (await who.send<Listed>('GET', '/api/v1/twin/conversations')).body.conversations
const ask = async (who: Visitor, question: string, conversationId?: string) =>
  (await who.send<Asked>('POST', '/api/v1/twin/answers', { question, ...(conversationId && { conversationId }) })).body

test('whoever has signed in finds their conversations again, and nobody else does', async () => {
  const first = await ask(ada, 'What do you do today?')
  await ask(ada, 'Which databases do you know?', first.conversationId)
  await ask(vic, 'Where do you live?')
  const { id } = await untilListed(ada, 2)
  assert.partialDeepStrictEqual(await list(ada), [{ id, question: 'What do you do today?', answers: 2 }])
  assert.deepEqual(
    (await list(vic)).map(({ question }) => question),
    ['Where do you live?'],
  )
  const { body } = await ada.send<{ answers: Asked[] }>('GET', `/api/v1/twin/conversations/${id}`)
  assert.deepEqual(body.answers[0]?.sentences, first.sentences, 'as it was answered')
  assert.partialDeepStrictEqual(body.answers[0], { leftOut: 0 })
  for (const [method, who, status] of [
    ['GET', vic, 404],
    ['DELETE', vic, 404],
    ['GET', visitor(server), 403],
    ['DELETE', visitor(server), 403],
  ] as const)
    assert.equal((await who.send(method, `/api/v1/twin/conversations/${id}`)).status, status)
  const link = await ada.send<{ url: string }>('POST', '/api/v1/share-links', { name: 'x', audience: 'recruiter' })
  const guest = await client(server).get('/api/v1/twin/conversations', link.body.url.split('share=')[1])
  assert.equal(guest.status, 403, 'a share link is many people')
})

test('a conversation that is deleted is gone, and the audit log knows that from a removal', async () => {
  const asked = await ask(ada, 'What is your experience with backups?')
  await untilListed(ada, 1, asked.conversationId)
  assert.equal((await ada.send('DELETE', `/api/v1/twin/conversations/${asked.conversationId}`)).status, 204)
  assert.ok(!(await list(ada)).some(({ id }) => id === asked.conversationId))
  assert.equal((await ada.send('DELETE', `/api/v1/twin/conversations/${asked.conversationId}`)).status, 404)
  const { body } = await ada.send<{ entries: number; broken?: object }>('GET', '/api/v1/audit/verification')
  assert.ok(body.entries > 0)
  assert.equal(body.broken, undefined)
})

test('a kept answer leaves out what its reader can no longer open, and says how much', async () => {
  const http = client(server)
  const facts = {
    hidden: 'I learned to fly gliders in Torquay.',
    deleted: 'I repaired accordions in Ostend.',
    expired: 'I kept alpacas in Ljubljana.',
    changed: 'I painted lighthouses in Bergen.',
    replaced: 'I tuned carillons in Mechelen.',
  }
  type Fate = keyof typeof facts
  const fates = Object.keys(facts) as Fate[]
  const write = async (fate: Fate, text: string, audience = 'colleague') => {
    const { body } = await http.add({ name: `${fate}.txt`, text, audience })
    return body.files[0]!.sources[0]!.id
  }
  const sources = {} as Record<Fate, string>
  for (const fate of fates) sources[fate] = await write(fate, facts[fate])
  const questions: Record<Fate, string> = {
    hidden: 'Where did you learn to fly gliders?',
    deleted: 'Where did you repair accordions?',
    expired: 'Where did you keep alpacas?',
    changed: 'Where did you paint lighthouses?',
    replaced: 'Where did you tune carillons?',
  }
  const kept = new Map<Visitor, Record<Fate, string>>()
  for (const who of [vic, ada]) {
    const ids = {} as Record<Fate, string>
    for (const fate of fates) {
      const { conversationId, sentences } = await ask(who, questions[fate])
      assert.deepEqual([sentences[0]?.text, sentences[0]?.citations[0]?.sourceId], [facts[fate], sources[fate]])
      ids[fate] = conversationId
      await untilListed(who, 1, conversationId)
    }
    kept.set(who, ids)
  }
  const seen = async (who: Visitor, fate: Fate) => {
    const { body } = await who.send<Kept>('GET', `/api/v1/twin/conversations/${kept.get(who)![fate]}`)
    const [{ sentences, leftOut, question }] = body.answers as [Kept['answers'][0]]
    assert.equal(question, questions[fate])
    const told = JSON.stringify(body).includes(facts[fate])
    assert.equal(
      told,
      sentences.some(({ text }) => text === facts[fate]),
      'nor in a quote',
    )
    return { told, leftOut: leftOut > 0 }
  }
  const whole = { told: true, leftOut: false }
  const less = { told: false, leftOut: true }
  for (const who of [vic, ada]) for (const fate of fates) assert.deepEqual(await seen(who, fate), whole, fate)

  const change = (fate: Fate, body: object) =>
    http.send('PATCH', `/api/v1/twin/sources/${sources[fate]}`, { body, token: server.token })
  assert.equal((await change('hidden', { audience: 'owner' })).status, 200)
  const removed = await http.send('DELETE', `/api/v1/twin/sources/${sources.deleted}`, { token: server.token })
  assert.equal(removed.status, 204)
  const expiresAt = new Date(Date.now() + 1_500)
  assert.equal((await change('expired', { expiresAt: expiresAt.toISOString() })).status, 200)
  await write('changed', 'I painted no lighthouse.')
  await write('replaced', 'I tuned nothing.', 'owner')
  await delay(expiresAt.getTime() - Date.now() + 200)

  for (const fate of fates) assert.deepEqual(await seen(vic, fate), fate === 'changed' ? whole : less, fate)
  for (const fate of fates) assert.deepEqual(await seen(ada, fate), fate === 'deleted' ? less : whole, fate)
  const all = await http.get('/api/v1/privacy/export', server.token)
  for (const fate of fates) assert.ok(JSON.stringify(all.body).includes(facts[fate]), 'an export is complete')

  assert.equal((await change('hidden', { audience: 'colleague' })).status, 200)
  assert.deepEqual(await seen(vic, 'hidden'), whole, 'shown again')
  await change('hidden', { audience: 'owner' })
  await write('hidden', 'I learned to sail in Torquay.')
  assert.deepEqual(await seen(vic, 'hidden'), less, 'a version that was hidden stays so')
})

test('of an answer from two sources the sentence of the one that is still there stays', async () => {
  const http = client(server)
  const texts = ['I collected fossils in Solnhofen.', 'I collected fossils in Charmouth.']
  const ids: string[] = []
  for (const [index, text] of texts.entries()) {
    const { body } = await http.add({ name: `fossils-${index}.txt`, text, audience: 'colleague' })
    ids.push(body.files[0]!.sources[0]!.id)
  }
  const { conversationId, sentences } = await ask(vic, 'Where did you collect fossils?')
  assert.deepEqual(sentences.map(({ text }) => text).toSorted(), texts.toSorted())
  await untilListed(vic, 1, conversationId)
  await http.send('DELETE', `/api/v1/twin/sources/${ids[0]}`, { token: server.token })
  const { body } = await vic.send<Kept>('GET', `/api/v1/twin/conversations/${conversationId}`)
  const [kept] = body.answers
  assert.deepEqual([kept?.sentences.map(({ text }) => text), kept?.leftOut], [[texts[1]], 1])
})

test('conversations come by the page, also those of one moment, and of a long one the newest answers', async () => {
  const pat = await viewer('pat')
  const { conversationId } = await ask(pat, 'What do you do today?')
  for (const question of ['Which databases do you know?', 'Where do you live?'])
    await ask(pat, question, conversationId)
  await untilListed(pat, 3, conversationId)
  for (let count = 0; count < 3; count++)
    await untilListed(pat, 1, (await ask(pat, 'Which languages do you speak?')).conversationId)

  const { body } = await pat.send<Kept>('GET', `/api/v1/twin/conversations/${conversationId}?limit=2`)
  const questions = body.answers.map(({ question }) => question)
  assert.deepEqual(questions, ['Which databases do you know?', 'Where do you live?'])

  const paged = async (): Promise<string[]> => {
    const ids: string[] = []
    for (let next: string | null = ''; next !== null;) {
      const page: Listed = (
        await pat.send<Listed>('GET', `/api/v1/twin/conversations?limit=1${next && `&before=${next}`}`)
      ).body
      assert.equal(page.conversations.length, 1)
      ids.push(page.conversations[0]!.id)
      next = page.next
    }
    return ids
  }
  const all = (await list(pat)).map(({ id }) => id)
  assert.deepEqual(await paged(), all)
  await runSql(server, 'update answers set created_at = now() where conversation_id = any($1)', [all])
  assert.deepEqual((await paged()).toSorted(), all.toSorted())
  for (const before of ['yesterday', '2026-02-30T10:00:00.000Z~con_1', '2026-02-20T10:00:00.000Z~', '~con_1']) {
    const refused = await pat.send<ErrorBody>('GET', `/api/v1/twin/conversations?before=${before}`)
    assert.deepEqual([refused.status, refused.body.error.details?.[0]?.path], [400, 'before'], before)
  }
})

/** Answers are stored a moment after they are given. */
async function untilListed(who: Visitor, answers: number, wanted?: string) {
  for (const deadline = Date.now() + 5_000; ;) {
    const found = (await list(who)).find(
      ({ id, answers: count }) => count === answers && (wanted === undefined || id === wanted),
    )
    if (found) return found
    if (Date.now() > deadline) throw new Error('the conversation is not listed')
  }
}
