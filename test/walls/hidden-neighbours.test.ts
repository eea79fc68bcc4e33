import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { client } from '#test/client.ts'
import { testDatabase } from '#test/postgres.ts'
import { startServer, type RunningServer } from '#test/start-server.ts'
import { hostileQuestions } from './hostile-questions.ts'
import { add } from './plant.ts'
import { seen } from './seen.ts'
import { openDocuments } from './world.ts'

/**
 * Pairs of small twins that differ in one hidden thing, each made to move something that answers are worked out from: weights,
 * statistics, limits, the language, whose words they are. The public must see no difference (see `questions.test.ts`).
 */

const isLong = process.env['POLLUX_LONG'] === '1'

let disposal: AsyncDisposableStack
let sides: readonly [withHidden: RunningServer, without: RunningServer]
before(async () => {
  disposal = new AsyncDisposableStack()
  const start = async () => {
    const { url } = disposal.use(await testDatabase())
    return disposal.use(await startServer({ env: { POLLUX_SAMPLE: 'never', DATABASE_URL: url, LOG_LEVEL: 'warn' } }))
  }
  sides = [await start(), await start()]
})
after(() => disposal?.disposeAsync())

type Source = { name: string; text: string; audience: string; title?: string }

const open: Source[] = openDocuments.map(({ name, title, text }) => ({ name, title, text, audience: 'public' }))
const profile = JSON.parse(readFileSync(new URL('world/profile.json', import.meta.url), 'utf8')) as {
  basics: object
  work: object[]
  'x-pollux': { language?: string; audiences: Record<string, string>; interview: object }
}
const asked = hostileQuestions.filter(({ turns }) => turns.length === 1).map(({ turns }) => turns[0]!)

/** Gives both twins the sources, the first one those that are hidden too, and compares what the public sees. */
async function compare(
  common: readonly Source[],
  hidden: readonly Source[],
  questions: readonly string[],
  instead: readonly Source[] = [],
  later: readonly Source[] = [],
) {
  try {
    for (const [index, server] of sides.entries())
      for (const source of [...(index === 0 ? hidden : instead), ...common, ...(index === 0 ? later : [])])
        await add(client(server), source)
    const both = async (look: (server: RunningServer) => Promise<unknown>): Promise<[string, string]> => {
      const [one, other] = await Promise.all(sides.map(async (server) => seen(await look(server), nameless)))
      return [one!, other!]
    }
    const differing: string[] = []
    for (const path of ['/api/v1/twin', '/api/v1/twin/questions', '/api/v1/twin/sources']) {
      const [one, other] = await both(async (server) => (await client(server).get(path)).body)
      if (one !== other) differing.push(`${path}\n${one}\n${other}`)
    }
    for (const question of questions) {
      const [one, other] = await both(async (server) => (await client(server).ask(question)).body)
      if (one !== other) differing.push(`${question}\n${one}\n${other}`)
    }
    assert.deepEqual(differing.slice(0, 2), [], `${differing.length} of ${questions.length + 3} differ`)
  } finally {
    for (const server of sides) await empty(server)
  }
}

const nameless = new Map<string, string>()

async function empty(server: RunningServer): Promise<void> {
  const http = client(server)
  const { body } = await http.get<{ sources: { id: string }[] }>('/api/v1/twin/sources', server.token)
  for (const { id } of body.sources) await http.send('DELETE', `/api/v1/twin/sources/${id}`, { token: server.token })
}

const some = asked.filter((_, index) => index % (isLong ? 3 : 25) === 0)

test('a profile that is the owner’s alone', async () => {
  await compare(
    open,
    [{ name: 'profile.json', text: JSON.stringify({ basics: profile.basics, work: [] }), audience: 'owner' }],
    some,
  )
})

test('a hidden profile whose name stands over a text that all may read', async () => {
  const report = '# Report\n\nby Ilvane Morquist\n\nI counted the pears. I weighed the crates. My scale was new.'
  const talk =
    '# Talk\n\nIlvane Morquist was born in Perrystone. She counted pears. Ilvane Morquist weighed the crates on her scale.'
  const letter = '# Letter\n\nby Casper Lund\n\nI mended the ladder. I painted the gate and I sold my boat.'
  const common = [
    { name: 'report.md', text: report, audience: 'public' },
    { name: 'talk.md', text: talk, audience: 'public' },
    { name: 'letter.md', text: letter, audience: 'public' },
    ...open.filter(({ name }) => name !== 'press-kit.md'),
  ]
  const hidden = { name: 'profile.json', text: JSON.stringify({ basics: profile.basics }), audience: 'owner' }
  const about = [
    'Who are you?',
    'Who counted the pears?',
    'Who mended the ladder?',
    'What did you paint?',
    'What did you sell?',
    'What did you weigh?',
    'Who is Ilvane Morquist?',
    'Where were you born?',
  ]
  await compare(common, [hidden], [...about, ...some])
})

test('much hidden French in a profile that names no language', async () => {
  const { language: _, ...extension } = profile['x-pollux']
  const hidden = 'Je pense que la direction de la coopérative ne dit pas toute la vérité aux équipes. '.repeat(40)
  const withSummary = (summary: string | undefined) => ({
    name: 'profile.json',
    audience: 'public',
    text: JSON.stringify({
      ...profile,
      work: profile.work.map((job, index) => (index === 0 ? { ...job, summary } : job)),
      'x-pollux': { ...extension, audiences: { '': 'public', ...(summary && { '/work/0/summary': 'owner' }) } },
    }),
  })
  await compare(open, [withSummary(hidden)], some, [withSummary(undefined)])
})

test('the same text, title and sentence once more, hidden', async () => {
  const copies = open.map((source) => ({ ...source, name: `copy-${source.name}`, audience: 'owner' }))
  await compare(open, copies, some)
})

test('one hidden document with every word of the questions, many times', async () => {
  const stuffed = `${some.join(' ')}\n\n`.repeat(30)
  await compare(open, [{ name: 'stuffed.md', text: stuffed, audience: 'owner' }], some)
})

test(
  'more hidden passages than a process keeps vectors of',
  { skip: !isLong && 'takes some minutes: npm run test:long' },
  async () => {
    const sections = (from: number) =>
      Array.from(
        { length: 1_100 },
        (_, index) => `## Note ${from + index}\n\nThe pear number ${from + index} lay in store ${index % 9}.`,
      ).join('\n\n')
    const hidden = [0, 1_100].map((from) => ({ name: `notes-${from}.md`, text: sections(from), audience: 'owner' }))
    const shown = { name: 'profile.json', text: JSON.stringify(profile), audience: 'public' }
    await compare([...open, shown], hidden, some)
  },
)

test(
  'hidden parts of the profile beside very many open passages',
  { skip: !isLong && 'takes some minutes: npm run test:long' },
  async () => {
    const day = (at: number, text: string) => `## Day ${at}\n\n${text}`
    const oddities = rarities.map(({ said }, at) => day(at, said))
    // Near enough to the oldest to be the first that a limit leaves out.
    const plainDays = Array.from({ length: 2_000 }, (_, at) =>
      day(at, `I weighed ${at % 97} crates and closed store ${at % 9}.`),
    )
    const days = plainDays.toSpliced(60, 0, ...oddities)
    const common = Array.from({ length: Math.ceil(days.length / 100) }, (_, at) => ({
      name: `log-${at}.md`,
      audience: 'public',
      text: days.slice(at * 100, (at + 1) * 100).join('\n\n'),
    }))
    const opinions = Array.from({ length: 150 }, (_, at) => ({
      topic: `Matter ${at}`,
      view: `I think that matter ${at} is hard.`,
    }))
    const { interview, ...extension } = profile['x-pollux']
    const source = (held: object) => {
      const audiences = { '': 'public', '/x-pollux/interview/opinions': 'owner' }
      const text = JSON.stringify({
        ...profile,
        'x-pollux': { ...extension, interview: { ...interview, ...held }, audiences },
      })
      return { name: 'profile.json', audience: 'public', text }
    }
    const one = [{ topic: 'Matter', view: 'I think that it is hard.' }]
    await compare(
      [...common, ...open],
      [source({ opinions })],
      [...rarities.map(({ asked: question }) => question), ...some],
      [source({ opinions: one })],
    )
  },
)

test(
  'hidden passages between very many open ones, which share some words',
  { skip: !isLong && 'takes some minutes: npm run test:long' },
  async () => {
    const day = (at: number) =>
      `## Day ${at}\n\nI weighed crates.${at % 3 === 0 ? ' It rained.' : ''}${at % 4 === 0 ? ' Frost came.' : ''} Store ${at % 97} was closed by ${names[at % names.length]}.`
    const log = (from: number, count: number) => Array.from({ length: count }, (_, at) => day(from + at)).join('\n\n')
    const common = Array.from({ length: 24 }, (_, at) => ({
      name: `log-${at}.md`,
      audience: 'public',
      text: log(at * 100, 100),
    }))
    const hidden = [{ name: 'hidden-log.md', audience: 'owner', text: log(9_000, 2_400) }]
    const questions = names.flatMap((name) => [
      `Which store did ${name} close when it rained?`,
      `Did ${name} close store 17 in the frost?`,
      `Rain, frost and ${name}`,
    ])
    await compare(common, [], [...questions, 'When did it rain?', 'When did frost come and rain?', ...some], [], hidden)
  },
)

const names = ['Abel', 'Berta', 'Cyril', 'Dora', 'Emil', 'Frieda', 'Gustav', 'Hedwig', 'Igor', 'Jutta', 'Konrad']

/** Said in the oldest of many passages, and asked for in other words. */
const rarities = [
  { said: 'The physician prescribed tablets for my cough.', asked: 'Which medicine did the doctor give you?' },
  { said: 'My automobile collided with a lorry.', asked: 'Have you ever had a car accident with a truck?' },
  { said: 'I adopted a puppy from the shelter.', asked: 'Where did you get your dog?' },
  { said: 'We dismissed the dishonest accountant.', asked: 'Whom did you fire for lying?' },
  { said: 'A burglar stole the projector.', asked: 'Which thief took something from you?' },
  { said: 'My spouse composes symphonies.', asked: 'Does your wife write music?' },
  { said: 'I vacationed on a Greek island.', asked: 'Where do you travel on holiday?' },
  { said: 'The tavern served awful stew.', asked: 'Which restaurant had bad food?' },
]
