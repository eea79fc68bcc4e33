import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { anyone, actorResolver, findSecrets, openSecrets, type OpenedSecrets, type ResolveActor } from '#auth'
import { createAuditMetrics } from '#auditor'
import { requireRateLimits, type Config } from '#config'
import { AppError, ConfigurationError } from '#errors'
import { createHealthMonitor, redisCheck, untraced, type HealthCheck, type Tracing } from '#observability'
import { createStateMetrics } from '#operations'
import { createMemoryLimiter, createNodes, createRedisLimiter } from '#storage'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { createApp, type App } from './app.ts'
import { despiteOutages } from './despite-outages.ts'
import { serverRoles, type ServerRole } from './server-role.ts'
import { registerHealthRoutes } from './surfaces/http/health-routes.ts'
import { publicAddress } from './surfaces/http/public-address.ts'
import { createRateLimits } from './surfaces/http/rate-limits.ts'
import { createRightsGuard } from './surfaces/http/rights-guard.ts'
import { createHttpServer } from './surfaces/http/server.ts'
import { registerOpenAi } from './surfaces/openai/openai.ts'
import { registerMcp } from './surfaces/mcp/mcp.ts'
import { createNodeSeal } from './surfaces/mcp/node-seal.ts'
import { nodeAddress } from './surfaces/mcp/node-address.ts'
import { registerOAuth } from './surfaces/oauth/oauth.ts'
import { registerRest } from './surfaces/rest/rest.ts'
import { registerWeb } from './surfaces/web/web.ts'
import { askCanary } from '#twin'
import { version } from './version.ts'
import { writeProblem } from './write-problem.ts'

export interface ServerApp extends App {
  readonly http: FastifyInstance
  /** Listens, then opens the database; resolves when the first question can be answered. */
  start(): Promise<Started>
}

export interface Started {
  readonly address: string
  /** Set when this start made the owner token: show it once. */
  readonly newOwnerToken: string | undefined
  /** Where the first account is made; undefined when there is one. */
  readonly setUpAddress: string | undefined
}

export interface ServerOptions {
  readonly log: Logger
  readonly tracing?: Tracing | undefined
  readonly role: ServerRole
  readonly mcpFixtures?: boolean
  readonly metadataServer?: string | undefined
}

/** The server, whole or in part. Listening comes before the database, so that health checks get an answer from the first moment. */
export async function createServerApp(
  config: Config,
  { log, tracing = untraced, role, mcpFixtures, metadataServer }: ServerOptions,
): Promise<ServerApp> {
  requireRateLimits(config)
  const part = serverRoles[role]
  await using resources = new AsyncDisposableStack()
  const secretsOf = [config.storage.dataDir, config.secrets, (message: string) => log.warn(message)] as const
  // Read now, so that a damaged file is told at once, but made only when nothing can refuse this start any more: a token
  // that a refused one made would be nobody's to print.
  const found = await findSecrets(...secretsOf)
  await requireFolders(config, { makesSecrets: !found, works: part.works, log })
  const { intakeToken } = config.secrets
  const app = resources.use(await createApp(config, { log, tracing, role: 'server', metadataServer }))
  const resolverOf = (secrets: OpenedSecrets) =>
    actorResolver({
      ...secrets,
      intakeToken,
      resolveKey: app.apiKeys.resolve,
      resolveLink: app.shareLinks.resolve,
      resolveSession: app.people.sessions.resolve,
      resolveApp: app.appTokens.resolve,
    })
  let resolveActor = found ? resolverOf(found) : whileStarting
  let signingKey = found?.signingKey
  let ready = false

  const checks: HealthCheck[] = [
    { name: 'database', essential: true, run: () => app.storage.ping() },
    { name: 'canary', essential: false, run: (signal) => askCanary(app.twin, signal) },
    ...(config.redisUrl ? [redisCheck(config.redisUrl)] : []),
  ]
  const rateLimits = createRateLimits({
    settings: config.http.rateLimits,
    limiter: resources.use(config.redisUrl ? createRedisLimiter(config.redisUrl, { log }) : createMemoryLimiter()),
    isCrowd: app.shareLinks.isVisitor,
    limited: app.metrics.rateLimited,
    trustsProxy: config.http.trustProxy.length > 0,
  })
  const nodes = createNodes({
    ...app.storage,
    url: () =>
      config.http.nodeUrl ?? nodeAddress({ ...config.http, port: (http.server.address() as AddressInfo).port }),
    log,
  })
  const { seal, open: isPassedOn } = createNodeSeal({ node: nodes.id, signingKey: () => signingKey })
  const http: FastifyInstance = await createHttpServer({
    log,
    resolveActor: (credentials) => resolveActor(credentials),
    metrics: app.metrics,
    tracing,
    denied: app.denials.record,
    ...config.http,
    rateLimits,
    isPassedOn,
  })
  resources.defer(() => http.close())
  registerHealthRoutes(http, {
    version,
    monitor: createHealthMonitor(() => checks, {
      failed: (service, error) => log.warn({ err: error, service }, 'a health check failed'),
    }),
    metrics: app.metrics,
    isReady: () => ready,
    metricsToken: config.http.metricsToken,
  })
  const rights = resources.use(createRightsGuard({ resolveActor: (credentials) => resolveActor(credentials), log }))
  if (part.web) await registerRest(http, { ...app, rights }, { version, ...config.http })
  if (part.mcp) {
    registerOAuth(http, app.oauth, { ...config.http, ...rateLimits })
    await registerMcp(http, {
      ...app,
      version,
      log,
      tracing,
      denied: app.denials.record,
      admitCalls: rateLimits.admitCalls,
      publicUrl: config.http.publicUrl,
      corsOrigins: config.http.corsOrigins,
      nodes,
      seal,
      signingKey: () => signingKey,
      rights,
      fixtures: mcpFixtures,
    })
  }
  if (part.web) {
    await registerOpenAi(http, { ...app, version, publicUrl: config.http.publicUrl })
    await registerWeb(http, {
      about: () => app.twin.about(anyone),
      questions: () => app.twin.suggestions(anyone),
      ...config.http,
    })
  }

  const owned = resources.move()
  return {
    ...app,
    http,
    async start() {
      const address = await http.listen({ host: config.http.host, port: config.http.port })
      await app.storage.open()
      if (config.sample) await app.twin.sample.load()
      const secrets = found ?? (await openSecrets(...secretsOf))
      resolveActor = resolverOf(secrets)
      signingKey = secrets.signingKey
      owned.use(nodes)
      owned.use(app.events.subscribe('keys', app.apiKeys.forget))
      owned.use(app.events.subscribe('apps', app.appTokens.forget))
      const usersChanged = () => {
        app.people.sessions.forget()
        app.appTokens.forget()
      }
      owned.use(app.events.subscribe('users', usersChanged))
      ready = true
      // Owned from before they have started: an end that comes meanwhile waits for them, and then ends them.
      const stopping = new AbortController()
      const outages = {
        signal: stopping.signal,
        failed: (error: unknown) => log.warn({ err: error }, 'the start could not be finished; trying again'),
      }
      const workers = despiteOutages(part.works ? app.agents.start : app.agents.attend, outages)
      owned.defer(async () => {
        stopping.abort()
        // What still waits for a database that is away has nothing yet to give back.
        const enough = new AbortController()
        const grace = delay(startGraceMs, undefined, { signal: enough.signal }).catch(() => undefined)
        const given = workers.then((working) => working[Symbol.asyncDispose]())
        given.catch(() => {}) // told to whoever waits for it below, or for the start
        const started = workers.then(
          () => true,
          () => false,
        )
        const isWorking = await Promise.race([started, grace])
        enough.abort() // its timer would keep the whole process
        if (isWorking) await given
      })
      owned.use(app.twin.maintain())
      if (app.experiments) owned.use(app.experiments.watch())
      const maintaining = app.people.maintain({
        deleted: (count) => log.debug({ count }, 'deleted sessions, links and failed sign-ins that have ended'),
        failed: (error) => log.error({ err: error }, 'sessions that have ended could not be deleted'),
      })
      owned.use(maintaining)
      app.denials.start()
      owned.use(app.auditor.watch(createAuditMetrics(app.metrics)))
      const maintainingApps = app.oauth.maintain({
        deleted: (count) => log.debug({ count }, 'deleted tokens and apps that have ended'),
        failed: (error) => log.error({ err: error }, 'tokens that have ended could not be deleted'),
      })
      owned.use(maintainingApps)
      const maintainingCounts = app.analytics.maintain({
        deleted: (count) => log.info({ count, days: config.analytics.keepDays }, 'deleted old counts of visitors'),
        failed: (error) => log.error({ err: error }, 'old counts could not be deleted; the next try is tomorrow'),
      })
      owned.use(maintainingCounts)
      if (config.answersKeepDays > 0) {
        const days = config.answersKeepDays
        const forgetting = app.twin.forgetAnswers(days, {
          deleted: (count) => log.info({ count, days }, 'deleted old questions and answers'),
          failed: (error) =>
            log.error({ err: error }, 'old questions and answers could not be deleted; the next try is tomorrow'),
        })
        owned.use(forgetting)
      }
      const { answerCache } = app.twin
      // In memory each process gives its own room back; in Redis what is outdated ends by itself.
      if (answerCache && !config.redisUrl) {
        const failed = (error: unknown) => log.warn({ err: error }, 'outdated answers were not dropped')
        owned.use(app.events.subscribe('knowledge', () => void answerCache.dropOutdated().catch(failed)))
      }
      await workers
      if (part.works && !stopping.signal.aborted) owned.use(app.operations.watch(createStateMetrics(app.metrics)))
      const setUp = part.web ? await despiteOutages(app.people.links.setUp, outages) : undefined
      return {
        address,
        newOwnerToken: secrets.created ? secrets.ownerToken : undefined,
        setUpAddress: setUp && `${publicAddress(config.http.publicUrl, address)}/set-up#token=${setUp.token}`,
      }
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** Throws for a folder that this process cannot be without, and warns of one that it will miss later. */
async function requireFolders(
  { storage, agents }: Config,
  { makesSecrets, works, log }: { makesSecrets: boolean; works: boolean; log: Logger },
): Promise<void> {
  const data = await writeProblem({ variable: 'DATA_DIR', path: storage.dataDir })
  if (data !== undefined && (makesSecrets || storage.url === undefined)) throw new ConfigurationError(data)
  if (data !== undefined) log.warn(`${data} Files of a restored backup cannot be put there.`)
  if (!works || agents.backup.s3) return
  const backups = await writeProblem({ variable: 'BACKUP_DIR', path: agents.backup.folder })
  if (backups !== undefined) log.warn(`${backups} Until then, every backup fails.`)
}

/** How long the end of a server waits for its start. */
const startGraceMs = 2_000

/** Before there is an owner token, nobody can be told from anybody. */
const whileStarting: ResolveActor = ({ authorization }) => {
  if (authorization === undefined) return anyone
  throw new AppError('storage_unavailable', 'The server is still starting. Try again in a few seconds.')
}
