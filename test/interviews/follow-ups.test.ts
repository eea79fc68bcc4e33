import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Simulation } from '#interview'
import type { Citation } from '#twin'
import { client } from '#test/client.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'

/** What the sample twin says beside a question is no answer, and what it says to a follow-up is of the story before. */
let server: RunningServer
let http: ReturnType<typeof client>

before(async () => {
  server = await startServer()
  http = client(server)
})
after(() => server[Symbol.asyncDispose]())

type Turn = Simulation['transcript'][number]

/** No story of the sample has as many characters. */
const longestStory = 1_000

async function simulate(questions: object[]): Promise<Simulation> {
  const reply = await http.send<Simulation>('POST', '/api/v1/interviews/simulations', {
    token: server.token,
    body: { role: 'Site Reliability Engineer', minutes: 60, questions },
  })
  assert.equal(reply.status, 200, JSON.stringify(reply.body))
  return reply.body
}

function cited({ sentences }: Turn): readonly Citation[] {
  return sentences.flatMap(({ citations }) => citations as Citation[])
}

/** From a document that was cited before, or from the story that was told, of which a profile has many. */
function assertOneAccount(first: Turn, second: Turn): void {
  for (const { sourceId, title, start, quote } of cited(second)) {
    const near = cited(first).filter((citation) => citation.sourceId === sourceId)
    assert.ok(near.length > 0, `"${quote}" is from another source: ${title}`)
    if (title.startsWith('Profile'))
      assert.ok(
        near.some((citation) => Math.abs(citation.start - start) < longestStory),
        `"${quote}" is of another story`,
      )
  }
}

test('what is said beside a question is not counted as its answer, and has no score', async () => {
  const { questions, summary, transcript } = await simulate([
    { id: 'technical-031' }, // a cloud bill that has grown: the sources only share a percentage with it
    { id: 'behavioural-001' }, // a group piece of work: they have tables with a column "group"
    { text: 'Tell me about a mistake you made in production.', topics: ['mistakes'], minutes: 5 },
    { text: 'What are your strengths?', kind: 'cultural', topics: ['strengths'] },
    { text: 'What is your notice period?', kind: 'salary', minutes: 3 },
    { text: 'How did you find eleven dead backups?', kind: 'technical' },
  ])
  assert.deepEqual(
    questions.map(({ state }) => state),
    ['beside', 'beside', 'answered', 'answered', 'answered', 'answered'],
  )
  assert.equal(summary.answered, 4)
  assert.equal(summary.beside, 2)
  assert.equal(summary.missing, 2)
  for (const { question, beside, score, sentences } of transcript) {
    assert.equal(beside && score !== null, false)
    if (question <= 2 && sentences.length > 0) assert.ok(beside)
  }
})

test('a question that is answered only in other words is told apart from one that is answered', async () => {
  const { questions, summary } = await simulate([{ id: 'technical-028' }])
  assert.deepEqual(
    questions.map(({ state, answered }) => [state, answered]),
    [['rephrased', true]],
  )
  assert.equal(summary.rephrased, 1)
})

test('what is asked on is answered from the same story or document, or refused', async () => {
  const { transcript } = await simulate(
    [
      'technical-016',
      'technical-036',
      'technical-040',
      'behavioural-016',
      'behavioural-037',
      'behavioural-039',
      'cultural-011',
    ].map((id) => ({ id })),
  )
  const followed = transcript.flatMap((second, index) => {
    const first = transcript[index - 1]
    return second.followUp !== null && second.followUp !== 'rephrased' ? [{ first: first!, second }] : []
  })
  assert.ok(
    followed.some(({ second }) => !second.refused),
    'nothing was told on, so that nothing was proven',
  )
  for (const { first, second } of followed) assertOneAccount(first, second)
})
