import { execFileSync } from 'node:child_process'
import { createAnalytics, type Analytics } from '#analytics'
import { owner, type Actor } from '#auth'
import { createStorage } from '#storage'
import { startPostgres } from '#test/start-postgres.ts'
import { temporaryFolder, treeCpuSeconds } from '../support/product.ts'

const events = Number(process.env['POLLUX_BENCH_EVENTS'] ?? 1_000_000)
const eventsAtOnce = events / 10
const days = 365
const rounds = 40
const dayMs = 86_400_000
const words =
  'python kubernetes salary notice travel team leadership degree university postgres monitoring backup storage migration incident budget hiring mentoring german french remote relocation security testing frontend design architecture cloud terraform networking'.split(
    ' ',
  )
const clients = ['web', 'web', 'web', 'widget', 'rest', 'openai', 'mcp:claude-code', 'mcp:chatgpt', 'cli'] as const

/**
 * A year of a busy twin, event by event through the recorder, then what the analytics page asks, then a crowd that comes now.
 * PostgreSQL and this process share CPU 0, so that figures are of one core. POLLUX_BENCH_EVENTS sets another number of events.
 */
export async function analytics() {
  execFileSync('taskset', ['-a', '-p', '-c', '0', String(process.pid)], { stdio: 'ignore' })
  await using postgres = await startPostgres('embedded')
  await using folder = await temporaryFolder()
  await using storage = createStorage({
    dataDir: folder.path,
    url: postgres.url('postgres'),
    role: 'tool',
    poolSize: 4,
    log: console,
  })
  await storage.open()
  // This process and PostgreSQL; on a machine that others use, CPU time says more than the clock.
  const cpu = () => treeCpuSeconds(process.pid)
  let stored = 0
  await using counting = createAnalytics({
    ...storage,
    enabled: true,
    keepDays: 0,
    isVisitorOfLink: ({ id }) => id.startsWith('link_'),
    linkNames: async () => new Map(),
    observe: (outcome, count) => void (outcome === 'stored' && (stored += count)),
    failed(error) {
      throw error
    },
  })
  const first = Date.now() - days * dayMs
  const ingestedYear = await rate(events, (n) => record(counting, n, new Date(first + (n / events) * days * dayMs)))
  const { questions } = await counting.summary(owner, { days: days + 1 })
  if (questions !== expectedQuestions()) throw new Error(`${questions} questions were counted`)
  const pages = {
    pageOf30DaysMs: await timed(counting, cpu, { days: 30 }),
    pageOfAYearMs: await timed(counting, cpu, { days: 365 }),
    pageOfAYearOfOneClientMs: await timed(counting, cpu, { days: 365, client: 'web' }),
  }
  const ingestedNow = await rate(eventsAtOnce, (n) => record(counting, events + n, new Date()))
  if (stored !== events + eventsAtOnce) throw new Error(`${stored} events were stored`)
  return { events, ingestedNow, ingestedYear, ...pages }

  async function rate(count: number, take: (n: number) => void) {
    const before = await cpu()
    const started = performance.now()
    for (let n = 0; n < count; n++) {
      take(n)
      if (n % 2_000 === 1_999) await counting.flush()
    }
    await counting.flush()
    return {
      perSecond: Math.round(count / ((performance.now() - started) / 1000)),
      perCpuSecond: Math.round(count / ((await cpu()) - before)),
    }
  }
}

function record(counting: Analytics, n: number, at: Date): void {
  const visitor = Math.floor(n / 5) // comes, asks three times, looks at a source
  const link = visitor % 3 === 0 ? undefined : `link_${(visitor % 40).toString(16).padStart(20, '0')}`
  const actor: Actor = { id: link ?? 'anyone', audience: link ? 'recruiter' : 'public', scopes: new Set(['ask']) }
  const visit = { actor, visitor: String(visitor), client: clients[visitor % clients.length] }
  if (!isQuestion(n)) return counting.record(visit, { kind: n % 5 === 4 ? 'citation_opened' : 'opened' }, at)
  const term = (index: number) => ({ key: words[index % words.length]!, word: words[index % words.length]! })
  counting.record(
    visit,
    {
      kind: 'asked',
      answerId: `ans_${n}`,
      refused: n % 11 === 0,
      durationMs: 2 + ((n * 7919) % 5_000) / 10,
      followUp: n % 5 === 2,
      terms: [term(n), term(n * 7 + 3)],
    },
    at,
  )
}

const isQuestion = (n: number): boolean => n % 5 === 1 || n % 5 === 2 || n % 5 === 3

function expectedQuestions(): number {
  return Array.from({ length: events }, (_, n) => n).filter(isQuestion).length
}

/** Milliseconds: of each query of the page, and of the whole page at once, the 95th percentile of 40; and the CPU time of a page. */
async function timed(counting: Analytics, cpu: () => Promise<number>, query: { days: number; client?: string }) {
  const step = query.days > 92 ? 'week' : 'day'
  const parts = {
    summary: () => counting.summary(owner, query),
    series: () => counting.series(owner, query, step),
    topics: () => counting.topics(owner, query, 20),
    links: () => counting.links(owner, query),
  }
  const page = async () => Promise.all(Object.values(parts).map((ask) => ask()))
  const queries: Record<string, () => Promise<unknown>> = { ...parts, page }
  const p95: Record<string, number> = {}
  for (const [name, ask] of Object.entries(queries)) {
    const times: number[] = []
    for (let round = 0; round < rounds; round++) {
      const started = performance.now()
      await ask()
      times.push(performance.now() - started)
    }
    p95[name] = Math.round(times.sort((one, other) => one - other)[Math.ceil(rounds * 0.95) - 1]! * 10) / 10
  }
  const before = await cpu()
  for (let round = 0; round < rounds; round++) await page()
  return { p95, cpuOfPage: Math.round((((await cpu()) - before) / rounds) * 10_000) / 10 }
}
