import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { client } from '#test/client.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'
import { setUpOwner, tokenOf, visitor, type Visitor } from '#test/visitor.ts'

interface Listed {
  conversations: { id: string; question: string; answers: number }[]
}
interface Asked {
  id: string
  conversationId: string
  sentences: { text: string }[]
}

const password = 'four unrelated plain words'
let server: RunningServer
let ada: Visitor
let vic: Visitor
before(async () => {
  server = await startServer()
  ada = await setUpOwner(server, { name: 'Ada', email: 'ada@example.com', password })
  const { body } = await ada.send<{ url: string }>('POST', '/api/v1/users/invitations', { role: 'viewer' })
  vic = visitor(server)
  await vic.send('POST', '/api/v1/session/set-up', { token: tokenOf(body.url), email: 'vic@example.com', password })
})
after(() => server?.[Symbol.asyncDispose]())

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
