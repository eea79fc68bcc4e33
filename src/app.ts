import { join } from 'node:path'
import {
  asClassification,
  createSentimentAnalyzer,
  createTicketClassifier,
  openAgents,
  type OpenedAgents,
} from '#agents'
import { createAnalytics, createAnalyticsMetrics, type Analytics } from '#analytics'
import {
  createApiKeys,
  createAppTokens,
  createBetterAuth,
  createOAuth,
  createPeople,
  createDenials,
  createShareLinks,
  findSecrets,
  owner,
  type ApiKeys,
  type Denials,
  type AppTokens,
  type OAuth,
  type People,
  type ShareLinks,
} from '#auth'
import { createAuditor, type Auditor } from '#auditor'
import type { Config } from '#config'
import { createExperimentMetrics, createExperiments, createTrials, type Experiments } from '#experiments'
import { createDesk, type Desk } from '#desk'
import { createInterview, type Interview } from '#interview'
import { createModels, type EmbeddingModel, type LanguageModel, type Models } from '#models'
import { createPrivacy, type Privacy } from '#privacy'
import { createLogger, createMetrics, providerSpans, redisCheck, untraced, type Tracing } from '#observability'
import { createOperations, type Operations } from '#operations'
import {
  createDumps,
  createMemoryCache,
  createNotifyEvents,
  createRedisCache,
  createRedisEvents,
  createStorage,
  type Events,
  type Storage,
} from '#storage'
import {
  answersWitness,
  countWaitingLeaves,
  createExtractor,
  createTwin,
  listFiles,
  proveAnswer,
  answerWith,
  askCanary,
  warmAnswer,
  type AnswerProof,
  type Twin,
} from '#twin'
import type { Logger } from 'pino'
import { version } from './version.ts'

export { createLogger }

export interface App extends AsyncDisposable {
  readonly twin: Twin
  readonly interview: Interview
  readonly desk: Desk
  readonly agents: OpenedAgents
  /** Undefined when none is configured. */
  readonly embedding: EmbeddingModel | undefined
  readonly models: Models
  readonly privacy: Privacy
  readonly apiKeys: ApiKeys
  readonly shareLinks: ShareLinks
  readonly people: People
  readonly auditor: Auditor<AnswerProof>
  readonly analytics: Analytics
  readonly denials: Denials
  readonly appTokens: AppTokens
  readonly oauth: OAuth
  /** Undefined when they are switched off. */
  readonly experiments: Experiments | undefined
  readonly operations: Operations
  readonly events: Events
  readonly storage: Storage
}

export interface AppOptions {
  readonly log: Logger
  readonly tracing?: Tracing | undefined
  readonly role: 'server' | 'tool'
  /** In place of the configured ones: for tests and evaluations, with a scripted model. */
  readonly model?: LanguageModel | undefined
  /** In tests, what stands in for the network when apps publish what they are. */
  readonly metadataServer?: string | undefined
}

/** The product without its doors to the network: what the command line uses. */
export async function createApp(
  config: Config,
  { log, tracing = untraced, role, model, metadataServer }: AppOptions,
): Promise<App & { metrics: ReturnType<typeof createMetrics> }> {
  await using resources = new AsyncDisposableStack()
  const metrics = createMetrics({ version })
  const storage = resources.use(createStorage({ ...config.storage, role, log }))
  const extractor = resources.use(createExtractor({ limits: { maxFileBytes: config.http.uploadLimitBytes } }))
  const models = createModels(config.models, {
    called: ({ provider, outcome, seconds, message }) => {
      metrics.modelRequest({ provider, outcome, seconds })
      if (message) log.warn({ provider, outcome }, `language model: ${message}`)
    },
    request: providerSpans(tracing),
    breakerChanged: (provider, state) =>
      log.warn({ provider, state }, 'the circuit breaker of a language model changed'),
  })
  const secret = async () =>
    (await findSecrets(config.storage.dataDir, config.secrets, (message) => log.warn(message)))?.signingKey
  const answerCache = config.cacheTtlSeconds > 0 ? openAnswerCache(config, { resources, log, secret }) : undefined
  const events = resources.use(
    config.redisUrl ? createRedisEvents(config.redisUrl, { log }) : createNotifyEvents({ ...storage, log }),
  )
  /** The others see it by themselves too, only later. */
  const tell = (channel: string) =>
    void events
      .publish(channel, {})
      .catch((error: unknown) => log.debug({ err: error, channel }, 'a change was not told'))
  const { database, transaction } = storage
  const shareLinks = createShareLinks({ database, transaction, secret })
  const analytics = resources.use(
    createAnalytics({
      database,
      transaction,
      ...config.analytics,
      isVisitorOfLink: shareLinks.isVisitor,
      linkNames: async () =>
        new Map(
          (await shareLinks.list(owner)).map(({ link: { id, name, audience, expiresAt, revokedAt } }) => {
            const isOpen = revokedAt === undefined && (expiresAt === undefined || expiresAt > new Date())
            return [id, { name, audience, isOpen }]
          }),
        ),
      observe: createAnalyticsMetrics(metrics),
      failed: (error) => log.warn({ err: error }, 'what visitors did is not counted yet'),
    }),
  )
  const auditor = createAuditor({
    database,
    witnesses: [answersWitness],
    countWaiting: countWaitingLeaves,
    proveAnswer,
    secret,
    failed: (error) => log.debug({ err: error }, 'the entries of the chain were not counted'),
  })
  const denials = resources.use(
    createDenials({
      transaction,
      secret,
      failed: (error) => log.warn({ err: error }, 'denials are not in the chain yet'),
    }),
  )
  const experimentMetrics = createExperimentMetrics(metrics)
  const trials = createTrials({ database, enabled: config.abTesting, observe: experimentMetrics })
  const twin: Twin = createTwin({
    database,
    transaction,
    trials,
    visitors: shareLinks,
    analytics,
    answerCache,
    changed: () => tell('knowledge'),
    extractor,
    version,
    model: model ?? models.language,
    embedding: models.embedding,
    observe: {
      ...metrics,
      failedEmbedding: (error) => log.warn({ err: error }, 'the embedding model did not answer'),
      failedTidying: (error) => log.warn({ err: error }, 'the search index could not be vacuumed'),
      failedChaining: (error) => log.warn({ err: error }, 'answers are not in the chain yet'),
    },
  })
  resources.use(twin)
  const experiments = config.abTesting
    ? createExperiments({
        database,
        transaction,
        trials,
        answerWith: answerWith(twin),
        observe: {
          ...experimentMetrics,
          failed: (error) => log.warn({ err: error }, 'experiments could not be checked'),
        },
      })
    : undefined
  const interview = createInterview({
    database,
    transaction,
    extractor,
    twin,
    enabled: config.interviews,
    model: model ?? models.language,
    dropped: (reason) => log.debug({ reason }, 'a judgement of the language model was not used'),
    failed: (error) => log.warn({ err: error }, 'an answer was scored without the language model'),
  })
  const forgetActors = interview.forget
  const apiKeys = createApiKeys({
    database,
    transaction,
    forgetActors,
    changed: () => tell('keys'),
    failed: (error) => log.warn({ err: error }, 'that a key was used could not be noted'),
  })
  const betterAuth = createBetterAuth({ database, secret })
  const appTokens = createAppTokens({
    database,
    failed: (error) => log.warn({ err: error }, 'that an app was used could not be noted'),
  })
  const people = createPeople({
    database,
    transaction,
    forgetActors,
    secret,
    betterAuth,
    apiKeys,
    appTokens,
    changed: () => {
      tell('users')
      tell('keys')
    },
    observe: metrics.signIn,
    failed: (error) => log.warn({ err: error }, 'that a session was used could not be noted'),
  })
  const oauth = createOAuth({
    database,
    transaction,
    secret,
    sessions: people.sessions,
    changed: () => {
      appTokens.forget()
      tell('apps')
    },
    observe: metrics.oauthToken,
    metadataServer,
  })
  const classifier = createTicketClassifier()
  const analyzeSentiment = createSentimentAnalyzer()
  const desk = createDesk({
    database,
    transaction,
    sopFolder: config.agents.sopFolder,
    classify: (text) => asClassification(classifier.classify(text)),
    sentimentOf: analyzeSentiment,
    onTicket(ticket, why) {
      metrics.ticket({ source: ticket.source, why })
      agents.triage.take(ticket)
    },
  })
  const agents = openAgents({
    settings: config.agents,
    dataDir: config.storage.dataDir,
    redisUrl: config.redisUrl,
    version,
    database,
    transaction,
    connection: storage.connection,
    dumps: createDumps(storage.connection),
    desk,
    classifier,
    analyzeSentiment,
    model: model ?? models.language,
    checks: { redis: config.redisUrl ? redisCheck(config.redisUrl).run : undefined },
    askCanary: (signal, mustAnswer) => askCanary(twin, signal, mustAnswer),
    pingDatabase: storage.ping,
    mayAct: async (actor) =>
      (await apiKeys.mayAct(actor.id)) && (await people.users.mayAct(actor)) && (await appTokens.mayAct(actor)),
    areOfOneKey: apiKeys.areOfOneKey,
    configFiles: {
      settings: () => settingsWithoutSecrets(config),
      files: [{ name: 'secrets.json', path: join(config.storage.dataDir, 'secrets.json'), secret: true }],
    },
    sync: {
      database,
      cache: answerCache?.cache,
      knowledge: async (audience) => twin.answerCache!.knowledge(audience),
      warm: (question, signal) => warmAnswer(twin, question, signal),
      folders: config.knowledgeFolders,
      list: (path) => listFiles([path], config.http.uploadLimitBytes),
      version,
      ingest: twin.sources.write,
      remove: (id) => twin.sources.remove(owner, id),
    },
    log,
    metrics,
    tracing,
  })
  const privacy = createPrivacy({
    database,
    transaction,
    version,
    retention: {
      answersDays: config.answersKeepDays,
      analytics: analytics.retention,
      runsDays: config.agents.runsKeepDays,
    },
  })
  const operations = createOperations({
    agents,
    desk,
    auditor,
    database,
    metrics,
    version,
    failed: (part, error) => log.warn({ err: error, part }, 'a part of the operations could not be told'),
  })
  const owned = resources.move()
  const { embedding } = models
  return {
    twin,
    interview,
    desk,
    agents,
    embedding,
    models,
    privacy,
    apiKeys,
    shareLinks,
    people,
    auditor,
    analytics,
    denials,
    appTokens,
    oauth,
    experiments,
    operations,
    events,
    storage,
    metrics,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

const memoryCacheEntries = 2_000

function openAnswerCache(
  { redisUrl, cacheTtlSeconds }: Config,
  {
    resources,
    log,
    secret,
  }: { resources: AsyncDisposableStack; log: Logger; secret: () => Promise<string | undefined> },
) {
  const cache = redisUrl
    ? createRedisCache(redisUrl, { log, secret })
    : createMemoryCache({ maxEntries: memoryCacheEntries })
  return { cache: resources.use(cache), ttlSeconds: cacheTtlSeconds }
}

/** What a backup keeps of the configuration: how things are set, and never a secret. */
function settingsWithoutSecrets({ http, storage, agents, log, sample }: Config): Record<string, unknown> {
  const { metricsToken: _, ...open } = http
  const { approvalPolicy, commanderPolicy, sopFolder, monitoring } = agents
  return {
    http: open,
    storage: { mode: storage.url ? 'external' : 'embedded', poolSize: storage.poolSize },
    agents: { approvalPolicy, commanderPolicy, sopFolder, monitoring },
    log,
    sample,
  }
}
