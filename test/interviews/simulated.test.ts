import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Simulation } from '#interview'
import type { SourceText } from '#twin'
import { client } from '#test/client.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'

/**
 * Eight whole interviews with the sample twin, over the public API: `npm run test:interviews`. Each is held to the same four things,
 * and then to its own.
 */
let server: RunningServer
let http: ReturnType<typeof client>
/** A token with the rights of the interviewer's audience, to see whether they may see what was cited. */
let recruiter: string

before(async () => {
  server = await startServer()
  http = client(server)
  const key = await http.send<{ secret: string }>('POST', '/api/v1/keys', {
    token: server.token,
    body: { name: 'interviewer', audience: 'recruiter', scopes: ['ask'] },
  })
  recruiter = key.body.secret
})
after(() => server[Symbol.asyncDispose]())

/** Generous: an answer takes some hundredths of a second on two cores. */
const answerBudgetMs = 5_000

const posting = {
  title: 'Senior Site Reliability Engineer',
  requirements: [
    { text: '5+ years of PostgreSQL in production' },
    { text: 'Incident response and on-call duty' },
    { text: 'Kubernetes on large clusters' },
    { text: 'Experience with risk and budgets', must: false },
  ],
}

interface Own {
  readonly text: string
  readonly kind?: string
  readonly topics?: string[]
  readonly minutes?: number
}

async function interview(input: object): Promise<Simulation> {
  const reply = await http.send<Simulation>('POST', '/api/v1/interviews/simulations', {
    token: server.token,
    body: input,
  })
  assert.equal(reply.status, 200, JSON.stringify(reply.body))
  const { plan, transcript, questions, summary } = reply.body
  await assertGrounded(transcript)

  assert.ok(plan.plannedMinutes <= plan.minutes, 'the plan fits the session')
  assert.equal(questions.length, plan.questions.length, 'every question was asked')
  for (const turn of transcript) {
    assert.ok(turn.durationMs <= answerBudgetMs, `"${turn.interviewer}" took ${turn.durationMs} ms`)
    if (turn.refused) {
      assert.deepEqual(turn.sentences, [])
      assert.equal(turn.score, null, 'a refusal is missing, not bad')
      assert.ok(turn.message)
    }
    assert.equal(
      turn.beside,
      !turn.refused && turn.score === null,
      'what was said and has no score is beside the question',
    )
    const spoken = turn.sentences.map(({ text }) => text).join(' ')
    for (const { quotes } of Object.values(turn.score?.dimensions ?? {}))
      for (const { start, end, text } of quotes)
        assert.equal(spoken.slice(start, end), text, 'a score quotes the answer')
  }
  const spokenSeconds = transcript.reduce((sum, turn) => sum + turn.spokenSeconds, 0)
  assert.ok(spokenSeconds <= plan.minutes * 60, 'what was said fits the session')

  for (const { question, state, answered } of questions) {
    const turns = transcript.filter((turn) => turn.question === question)
    assert.equal(answered, state === 'answered' || state === 'rephrased')
    assert.equal(
      answered,
      turns.some(({ score }) => score !== null),
    )
  }
  assert.equal(summary.beside, questions.filter(({ state }) => state === 'beside').length)
  const answered = questions.filter((question) => question.answered)
  assert.equal(summary.answered, answered.length)
  assert.equal(summary.missing, questions.length - answered.length)
  const mean = answered.reduce((sum, { score }) => sum + score!, 0) / answered.length
  assert.ok(Math.abs(summary.score! - mean) < 0.0501, 'the mean is of the answered questions alone')
  return reply.body
}

/** Each citation is the exact text of a source that the interviewer may read. */
async function assertGrounded(transcript: Simulation['transcript']): Promise<void> {
  const sources = new Map<string, SourceText>()
  let citations = 0
  for (const { text, citations: cited } of transcript.flatMap(({ sentences }) => sentences)) {
    assert.ok(cited.length > 0, `"${text}" has no citation`)
    for (const { sourceId, version, start, end, quote, audience } of cited) {
      const address = `/api/v1/twin/sources/${sourceId}?version=${version}`
      let source = sources.get(address)
      if (!source) {
        const { status, body } = await http.get<SourceText>(address, recruiter)
        assert.equal(status, 200, `the interviewer may not read the source of "${text}"`)
        sources.set(address, (source = body))
      }
      assert.ok(audience === 'public' || audience === 'recruiter')
      assert.equal(source.text.slice(start, end), quote)
      citations++
    }
  }
  assert.ok(citations > 0, 'nothing was cited, so that nothing was proven')
}

/** The dimensions of a story are found in the answers, each with its words. */
function assertStory({ transcript }: Simulation): void {
  const stories = transcript.filter(({ kind, score }) => kind === 'behavioural' && score)
  assert.ok(stories.length > 0, 'a behavioural question was answered')
  for (const dimension of ['situation', 'action', 'result', 'specificity'] as const)
    assert.ok(
      stories.some(
        ({ score }) => score!.dimensions[dimension].points > 0 && score!.dimensions[dimension].quotes.length > 0,
      ),
      `no story has a ${dimension}`,
    )
}

function kindsOf({ plan }: Simulation): Set<string> {
  return new Set(plan.questions.map(({ kind }) => kind))
}

const saidTo = ({ transcript }: Simulation, question: number) => {
  const turns = transcript.filter((turn) => turn.question === question)
  return {
    refused: turns.every(({ refused }) => refused),
    text: turns.flatMap(({ sentences }) => sentences.map(({ text }) => text)).join(' '),
  }
}

function assertRefused(simulation: Simulation, numbers: readonly number[]): void {
  for (const number of numbers) {
    assert.equal(saidTo(simulation, number).refused, true, `question ${number}: ${saidTo(simulation, number).text}`)
    assert.equal(simulation.questions[number - 1]!.answered, false)
  }
}

test('a screening: the first call, with pay at the end', async () => {
  const simulation = await interview({ posting, stage: 'screening' })
  assert.deepEqual(kindsOf(simulation), new Set(['technical', 'behavioural', 'industry', 'cultural', 'salary']))
  assert.equal(simulation.plan.questions.at(-1)?.kind, 'salary')
  assert.match(saidTo(simulation, simulation.plan.questions.length).text, /74,000 to 84,000 EUR/)
  assert.doesNotMatch(JSON.stringify(simulation.transcript), /68,?000/, 'current pay is the owner’s alone')
  assertStory(simulation)
})

test('human resources: stories, motives and what is private', async () => {
  const simulation = await interview({
    stage: 'hr',
    role: 'Site Reliability Engineer',
    questions: [
      { text: 'What are your strengths?', kind: 'cultural', topics: ['strengths'] },
      { id: 'behavioural-007' },
      {
        text: 'Tell me about a mistake you made in production.',
        kind: 'behavioural',
        topics: ['mistakes'],
        minutes: 5,
      },
      { text: 'What is your notice period?', kind: 'salary', topics: ['notice period'], minutes: 3 },
      { text: 'What do you earn today?', kind: 'salary', minutes: 3 },
      { text: 'How old are you?', kind: 'cultural', minutes: 2 },
    ],
  })
  assertStory(simulation)
  assert.match(saidTo(simulation, 1).text, /effects and not intentions/)
  assert.match(saidTo(simulation, 3).text, /dropped a partition/)
  assert.match(saidTo(simulation, 4).text, /Three months/)
  assert.doesNotMatch(JSON.stringify(simulation.transcript), /68,?000/)
  assertRefused(simulation, [6])
})

test('a technical interview: what the posting asks for, with reasons', async () => {
  const simulation = await interview({ posting, stage: 'technical' })
  const technical = simulation.plan.questions.filter(({ kind }) => kind === 'technical')
  assert.ok(
    technical.some(({ reasons }) =>
      reasons.some(({ code, text }) => code === 'requirement' && /posting asks for/.test(text)),
    ),
  )
  const answered = simulation.transcript.filter(({ kind, score }) => kind === 'technical' && score)
  assert.ok(answered.length > 0)
  assert.ok(answered.some(({ score }) => score!.dimensions.specificity.points > 0))
})

test('the future manager: stories in full, and figures when they are asked for', async () => {
  const simulation = await interview({
    stage: 'manager',
    posting,
    questions: [
      {
        text: 'Tell me about a time you reduced alert noise without missing incidents.',
        kind: 'behavioural',
        topics: ['alerts'],
      },
      {
        text: 'Describe a situation in which a migration went differently than planned.',
        kind: 'behavioural',
        topics: ['migration'],
      },
      { text: 'How did you find out where the time of your team goes?', kind: 'technical', topics: ['data analysis'] },
      { id: 'behavioural-005' },
    ],
  })
  assertStory(simulation)
  assert.match(saidTo(simulation, 1).text, /212 a week/)
  assert.match(saidTo(simulation, 2).text, /Heron|47 minutes|rehearsal/)
  assert.match(saidTo(simulation, 3).text, /18,640 tickets/)
  for (const number of [1, 2])
    assert.ok(simulation.questions[number - 1]!.score! >= 40, 'a told story with figures scores')
})

test('the management: strategy, money, risk and people', async () => {
  const simulation = await interview({ posting: { ...posting, title: 'Director of Operations' } })
  assert.equal(simulation.plan.stage, 'executive')
  assert.equal(simulation.plan.level, 'senior')
  assert.ok(simulation.plan.questions.every(({ reasons }) => reasons.length > 0))
  const { summary } = simulation
  assert.ok(summary.answered > 0 && summary.missing > 0, 'an engineer has not led a company, and is told so')
})

test('a career changer: the gap is refused, what carries over is told', async () => {
  const simulation = await interview({
    posting: {
      title: 'Nurse in intensive care',
      requirements: [{ text: 'Registered nurse' }, { text: 'Three years with patients' }],
    },
    questions: [
      { text: 'Which medicines have you administered?', kind: 'technical', topics: ['medicines'] },
      { text: 'Which ventilator models can you operate?', kind: 'technical', topics: ['ventilators'] },
      { text: 'Who supervised your nursing internship?', kind: 'cultural' },
      {
        text: 'Tell me about a time you commanded an incident.',
        kind: 'behavioural',
        topics: ['incident'],
        minutes: 5,
      },
      { text: 'Where do you see yourself in two years?', kind: 'cultural', topics: ['goals'] },
    ] satisfies Own[],
  })
  assertRefused(simulation, [1, 2, 3])
  assert.match(saidTo(simulation, 4).text, /74 servers/)
  assert.match(saidTo(simulation, 5).text, /reliability of a platform/)
  assert.doesNotMatch(JSON.stringify(simulation.transcript.map(({ sentences }) => sentences)), /\bnurs|patients? on/i)
  assertStory(simulation)
})

test('a hostile interviewer: no false premise is affirmed', async () => {
  const traps: [question: string, refused: boolean, affirmed: RegExp][] = [
    ['Why did you pay the ransom at Institut Valdoreau?', false, /(?<!\bno )ransom was paid|paid (the|a) ransom/i],
    [
      'You were fired from Brindlecope for dropping a partition, is that right?',
      false,
      /\bfired\b|dismissed|\bsacked\b/i,
    ],
    ['Tell us about your ten years at Google.', true, /google/i],
    ['How did you win the Nobel Prize?', true, /nobel/i],
    ['Why did your migration at Brindlecope take 47 hours of downtime?', false, /47 hours/i],
    ['What did you do with the money you stole from Harrowmere?', true, /\bstole|\bstolen|money/i],
  ]
  const simulation = await interview({
    role: 'Head of operations',
    questions: traps.map(([text]) => ({ text, minutes: 4 })),
  })
  for (const [index, [question, refused, affirmed]] of traps.entries()) {
    const said = saidTo(simulation, index + 1)
    assert.doesNotMatch(said.text, affirmed, question)
    if (refused) assertRefused(simulation, [index + 1])
  }
  assert.match(saidTo(simulation, 1).text, /no ransom was paid/)
  assert.match(saidTo(simulation, 5).text, /47 minutes of downtime/)
  assert.equal(simulation.summary.missing, traps.filter(([, refused]) => refused).length)
})

test('an interview in Spanish: answers from English sources, and refusals in Spanish', async () => {
  const simulation = await interview({
    language: 'es',
    role: 'Responsable de operaciones',
    questions: [
      { text: '¿Dónde trabajas ahora?', kind: 'cultural', minutes: 3 },
      { text: 'Cuéntame una vez que cometiste un error en producción.', topics: ['error'], minutes: 5 },
      { text: '¿Qué experiencia tienes con PostgreSQL?', kind: 'technical', topics: ['postgresql'] },
      { text: '¿Cuántos años viviste en Argentina?', kind: 'cultural', minutes: 3 },
      { text: '¿Qué equipo de fútbol entrenaste?', kind: 'cultural', minutes: 3 },
      { id: 'es-006' },
    ],
  })
  assert.match(saidTo(simulation, 1).text, /Tessarune/)
  assert.match(saidTo(simulation, 2).text, /dropped a partition/)
  assert.match(saidTo(simulation, 3).text, /PostgreSQL/)
  assertRefused(simulation, [4, 5])
  const refusal = simulation.transcript.find(({ question }) => question === 4)
  assert.match(refusal!.message!, /\b(no|fuentes|tengo)\b/i)
  assertStory(simulation)
})
