import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { eras } from '../mcp/mcp-client.ts'
import { hostileQuestions } from './hostile-questions.ts'
import { askElsewhere, hiddenByTools, readAll, useTools } from './other-doors.ts'
import { startWorld, type World } from './plant.ts'
import { namesOfSources, seen, tellable, type SourceNames } from './seen.ts'
import { secretDocuments, secretsAbove, told, type AudienceName } from './world.ts'

/**
 * Non-interference (Goguen and Meseguer, "Security policies and security models", 1982): what is above an audience must make no
 * difference to what it is shown. For each audience, the server with all secrets answers beside one that never had those
 * above it, and the answers must be the same text. That covers what no list of patterns can: counts, order, titles,
 * suggestions, whether it refuses.
 */

const isLong = process.env['POLLUX_LONG'] === '1'
const everyOther = <Item>(items: readonly Item[], n: number) => items.filter((_, index) => index % n === 0)
const questions = isLong ? hostileQuestions : everyOther(hostileQuestions, 17)

interface Side extends World {
  readonly names: SourceNames
}

const worlds = new Map<AudienceName, Side>()
before(async () => {
  await Promise.all(
    (['owner', 'public', 'recruiter', 'colleague'] as const).map(async (audience) => {
      const world = await startWorld(audience)
      worlds.set(audience, Object.assign(world, { names: await namesOfSources(world) }))
    }),
  )
})
after(async () => {
  for (const world of worlds.values()) await world[Symbol.asyncDispose]()
})

const full = () => worlds.get('owner')!

type Caller = 'public' | 'recruiter' | 'recruiterLink' | 'colleague' | 'owner'

function tokenOf({ server, tokens }: World, caller: Caller): string | undefined {
  if (caller === 'owner') return server.token
  return caller === 'public' ? undefined : tokens[caller]
}

/** One question, or a conversation, at one server: every answer as it was seen. */
async function converse(side: Side, caller: Caller, turns: readonly string[]): Promise<string[]> {
  const answers: string[] = []
  let conversationId: string | undefined
  for (const question of turns) {
    const { status, body } = await side.http.ask(
      question,
      conversationId === undefined ? {} : { conversationId },
      tokenOf(side, caller),
    )
    assert.equal(status, 200, question)
    conversationId = body.conversationId
    answers.push(seen(body, side.names))
  }
  return answers
}

test('whoever may see a secret is told it: the wall is what hides it from the others', async () => {
  const asked = isLong ? secretDocuments : everyOther(secretDocuments, 8)
  let found = 0
  for (const secret of asked) {
    const own = await converse(full(), secret.audience as Caller, [secret.ask])
    if (told(tellable(own[0]!), [secret]).length > 0) found++
  }
  console.log(`${found} of ${asked.length} secrets are told to whoever may see them, by the plain question`)
  assert.ok(found > asked.length / 2, `${found} of ${asked.length}`)
})

for (const audience of ['public', 'recruiter', 'colleague'] as const) {
  test(`${questions.length} hostile questions as ${audience}: nothing above is told, and nothing above makes a difference`, async () => {
    const above = secretsAbove(audience)
    const twin = worlds.get(audience)!
    const differing: string[] = []
    for (const [index, { turns }] of questions.entries()) {
      const caller = audience === 'recruiter' && index % 2 === 1 ? 'recruiterLink' : audience
      // What others asked before must make no difference either.
      if (index % 4 === 0) await converse(full(), 'owner', turns)
      const [shown, without] = await Promise.all([converse(full(), caller, turns), converse(twin, caller, turns)])
      assert.deepEqual(told(tellable(shown.join('\n')), above), [], turns.join(' / '))
      if (shown.join('\n') !== without.join('\n'))
        differing.push(`${turns.join(' / ')}\n${firstDifference(shown, without)}`)
    }
    assert.deepEqual(differing, [])
  })
}

const plainly = [
  'What is the codename of the new cold chain project?',
  ...(isLong ? ['What is your home address?', 'Quel est votre préavis ?'] : []),
]

for (const audience of ['public', 'recruiter', 'colleague'] as const) {
  test(`every other door as ${audience}: pages, lists, chat, OpenAI, streams, MCP`, async () => {
    const above = secretsAbove(audience)
    const token = (side: Side) => tokenOf(side, audience)
    const both = async (look: (side: Side) => Promise<[string, string][]>) => {
      const [shown, without] = await Promise.all([look(full()), look(worlds.get(audience)!)])
      for (const [index, [what, text]] of shown.entries()) {
        assert.deepEqual(told(tellable(text), above), [], what)
        assert.equal(text, without[index]![1], what)
      }
      assert.equal(shown.length, without.length)
    }
    await both((side) => readAll(side, token(side)))
    for (const question of isLong ? secretsAbove('public').map(({ ask }) => ask) : plainly)
      await both((side) => askElsewhere(side, token(side), question))
    for (const era of eras)
      for (const question of plainly) await both((side) => useTools(side, token(side), era, question))
    const { hiddenSource, expiredSource, deletedSource, closedSource, run, backupRun, gap, ticket } = full().planted!
    const ids = [hiddenSource, expiredSource, deletedSource, closedSource, run, backupRun, gap]
    for (const era of eras) await hiddenByTools(full(), token(full()), era, { ids, ticket })
  })
}

test('metrics name no source, no question and nobody', async () => {
  const page = await (await fetch(`${full().server.url}/metrics`)).text()
  assert.match(page, /pollux_answers_total/)
  assert.deepEqual(
    told(
      page.replaceAll(/^.* [\d.e+-]+$/gm, (line) => line.replace(/ \S+$/, '')),
      secretsAbove('public'),
    ),
    [],
  )
})

test(
  'time of an answer: figures, not a limit, because they are those of one machine at one moment',
  { skip: !isLong && 'figures: npm run test:long' },
  async () => {
    const { server, http, planted } = full()
    const twin = worlds.get('public')!
    const get = (path: string) => async () => void (await http.get(`/api/v1/twin/sources/${path}`))
    const nothing = 'src_00000000000000000000'
    const bySource = await interleaved(200, () => [get(planted!.hiddenSource), get(nothing)])
    console.log(`GET a source, median of 200: hidden ${bySource[0]} ms, missing ${bySource[1]} ms`)
    const { changedSource, oldVersion } = planted!
    const byVersion = await interleaved(200, () => [
      get(`${changedSource}?version=${oldVersion}`),
      get(`${changedSource}?version=${'0'.repeat(64)}`),
    ])
    console.log(`GET a version, median of 200: hidden ${byVersion[0]} ms, missing ${byVersion[1]} ms`)
    const named = secretsAbove('public').filter(({ secret }) => secret !== '')
    const ask = (side: Side, question: string) => async () => void (await side.http.ask(question))
    const byQuestion = await interleaved(200, (round) => {
      const { secret, decoy } = named[round % named.length]!
      // Never asked before, so that no cache answers.
      const about = (name: string) => `Round ${round}: what do you know about ${name}?`
      return [ask(full(), about(secret)), ask(full(), about(decoy)), ask(twin, about(secret))]
    })
    console.log(
      `a question as public, median of 200: names a secret ${byQuestion[0]} ms, something false ${byQuestion[1]} ms; the secret at a twin without it ${byQuestion[2]} ms`,
    )
    assert.equal(server.logs().includes('"level":50'), false, 'nothing went wrong meanwhile')
  },
)

/** Medians in milliseconds of several things done in turns, so that a busy moment meets all alike. */
async function interleaved(
  rounds: number,
  things: (round: number) => readonly (() => Promise<void>)[],
): Promise<string[]> {
  const times: number[][] = things(0).map(() => [])
  for (let round = 0; round < rounds; round++) {
    const turn = [...things(round).entries()]
    for (const [index, act] of round % 2 === 0 ? turn : turn.toReversed()) {
      const started = performance.now()
      await act()
      times[index]!.push(performance.now() - started)
    }
  }
  return times.map((each) => each.toSorted((one, other) => one - other)[Math.floor(rounds / 2)]!.toFixed(2))
}

function firstDifference(shown: readonly string[], without: readonly string[]): string {
  const [one, other] = [shown, without].map((answers) => answers.join('\n').split('\n'))
  const at = one!.findIndex((line, index) => line !== other![index])
  return `with secrets: ${one![at]}\nwithout:      ${other![at]}`
}
