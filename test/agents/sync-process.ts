import { pino } from 'pino'
import { createAgentMetrics, createAgents, type Agents } from '#agents'
import { readApprovalPolicy } from '../../src/agents/approvals/approval-policy.ts'
import { createSyncAgent } from '../../src/agents/sync/sync.ts'
import { anyone, owner } from '#auth'
import { createMetrics, untraced } from '#observability'
import { createMemoryCache, createStorage, type Cache, type Storage } from '#storage'
import {
  createExtractor,
  createTwin,
  listFiles,
  type FileToIngest,
  type Language,
  type Strategy,
  type Twin,
} from '#twin'
import { armFaultPoint } from '../../src/fault-point.ts'

const log = pino({ level: process.env['FRAME_LOG'] ?? 'silent' })
const maxFileBytes = 1_000_000

export interface Options {
  readonly folders?: readonly { path: string; audience: 'public' | 'recruiter' | 'colleague' | 'owner' }[]
  readonly cache?: Cache
  /** What the agent is given in place of the true one: for sabotage. */
  readonly agentCache?: (cache: Cache) => Cache
  readonly ingest?: (file: FileToIngest, honest: Twin['sources']['write']) => ReturnType<Twin['sources']['write']>
  readonly remove?: (id: string) => Promise<void>
  readonly warm?: () => Promise<void>
}

export interface Bench extends AsyncDisposable {
  readonly storage: Storage
  readonly twin: Twin
  readonly agents: Agents
  readonly cache: Cache
  readonly outcomes: string[]
  ask(question: string): Promise<string>
}

/** The twin with its answer cache, and the agent that keeps it in step, on a database; started. */
export async function openSync(url: string, options: Options = {}): Promise<Bench> {
  await using resources = new AsyncDisposableStack()
  const storage = resources.use(createStorage({ dataDir: '', url, role: 'tool', poolSize: 8, log }))
  await storage.open()
  const extractor = resources.use(createExtractor({ limits: { maxFileBytes } }))
  const cache = options.cache ?? createMemoryCache({ maxEntries: 300 })
  const outcomes: string[] = []
  const twin = createTwin({
    ...storage,
    extractor,
    version: '1',
    model: undefined,
    embedding: undefined,
    answerCache: { cache, ttlSeconds: 600 },
    observe: {
      answer() {},
      ingestedFile() {},
      droppedSentence() {},
      failedEmbedding() {},
      failedTidying() {},
      failedChaining() {},
      cacheRequest: (_cache, outcome) => void outcomes.push(outcome),
    },
  })
  const { write } = twin.sources
  const agents = createAgents({
    ...storage,
    load: async () => ({
      agents: [
        createSyncAgent({
          database: storage.database,
          cache: options.agentCache?.(cache) ?? cache,
          knowledge: twin.answerCache!.knowledge,
          async warm({ question, language, strategy }, signal) {
            if (options.warm) return options.warm()
            const input = {
              question,
              strategy: strategy as Strategy,
              ...(language !== 'und' && { language: language as Exclude<Language, 'und'> }),
            }
            for await (const _event of twin.answer(anyone, input, { signal, trace: false, warm: true }));
          },
          folders: options.folders ?? [],
          list: (path) => listFiles([path], maxFileBytes),
          version: '1',
          ingest: (file) => (options.ingest ? options.ingest(file, write) : write(file)),
          remove: options.remove ?? ((id) => twin.sources.remove(owner, id)),
        }),
      ],
      policy: await readApprovalPolicy(undefined),
    }),
    log,
    mayAct: async () => true,
    areOfOneKey: async () => false,
    observe: createAgentMetrics(createMetrics({ version: 'test' })),
    tracing: untraced,
  })
  resources.use(await agents.start())
  const owned = resources.move()
  return {
    storage,
    twin,
    agents,
    cache,
    outcomes,
    async ask(question) {
      const { signal } = new AbortController()
      for await (const event of twin.answer(anyone, { question }, { signal }))
        if (event.type === 'done') return event.answer.sentences.map(({ text }) => text).join('\n')
      throw new Error('no answer')
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** As a program: starts one run and executes it until it kills itself at its fault point. */
if (import.meta.main) {
  const [url, folder, fault, capability] = process.argv.slice(2)
  armFaultPoint(fault)
  const { agents, ask } = await openSync(url!, { folders: [{ path: folder!, audience: 'public' }] })
  await ask('Who are you?')
  await agents.startRun(owner, capability!, {}, { origin: 'cli' })
}
