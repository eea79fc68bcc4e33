import type { Logger } from 'pino'
import { owner, type Rights } from '#auth'
import type { Desk } from '#desk'
import type { LanguageModel } from '#models'
import type { MetricRegistry } from '#observability'
import type { ConnectionOptions, Database, Dumps, Storage } from '#storage'
import { deleteEveryDay } from '../delete-every-day.ts'
import { createAgentMetrics } from './agent-metrics.ts'
import { createAgents, type Agents } from './agents.ts'
import { readApprovalPolicy } from './approvals/approval-policy.ts'
import { openBackupStore, type BackupAgentNeeds } from './backup/backup.ts'
import type { S3Options } from './backup/stores/s3.ts'
import { createCommander } from './commander/commander.ts'
import { readPolicy } from './commander/read-policy.ts'
import { createEightAgents, type EightNeeds } from './eight-agents.ts'
import { asDeskAlert } from './monitoring/alert-ticket.ts'
import { keepSampling } from './monitoring/keep-sampling.ts'
import type { MonitoringNeeds } from './monitoring/monitoring.ts'
import { readMonitoringFile, type CanaryQuestion } from './monitoring/monitoring-file.ts'
import type { SyncNeeds } from './sync/sync.ts'
import { deleteOldRuns } from './runs/run-store.ts'
import { watchFolders } from './sync/watch-folders.ts'
import { createTriage, type Triage } from './triage.ts'

export interface AgentSettings {
  /** Files in place of the shipped ones. */
  readonly approvalPolicy: string | undefined
  readonly commanderPolicy: string | undefined
  readonly monitoring: Omit<MonitoringNeeds['config'], 'dataDir'> & {
    readonly file: string | undefined
    /** 0 takes no samples. */
    readonly intervalSeconds: number
  }
  /** How long runs that ended are kept; 0 keeps them. Their receipts stay. */
  readonly runsKeepDays: number
  readonly backup: {
    readonly folder: string
    readonly passphrase: string | undefined
    readonly s3: Omit<S3Options, 'staging'> | undefined
  }
}

export interface OpenAgentsNeeds {
  readonly settings: AgentSettings
  readonly dataDir: string
  readonly redisUrl: string | undefined
  readonly version: string
  readonly database: Database
  readonly transaction: Storage['transaction']
  readonly connection: () => ConnectionOptions
  readonly dumps: Dumps
  readonly desk: Desk
  /** The desk's own two, so that no model is read twice. */
  readonly classifier: EightNeeds['classifier']
  readonly analyzeSentiment: EightNeeds['analyzeSentiment']
  readonly model: LanguageModel | undefined
  /** What the monitoring looks at beside what it can find itself. */
  readonly checks: MonitoringNeeds['checks']
  /** Throws when it gets no answer; with a question of the owner's own, also when that is refused. */
  readonly askCanary: (signal: AbortSignal, mustAnswer: CanaryQuestion | undefined) => Promise<void>
  readonly pingDatabase: () => Promise<void>
  readonly mayAct: (actor: Rights) => Promise<boolean>
  readonly configFiles: BackupAgentNeeds['config']
  readonly sync: SyncNeeds
  readonly log: Logger
  readonly metrics: MetricRegistry
}

export interface OpenedAgents extends Agents {
  readonly triage: Triage
}

/** The eight agents with their policies, and what they do by themselves. Throws an Error that names what is wrong in a policy file. */
export async function openAgents(needs: OpenAgentsNeeds): Promise<OpenedAgents> {
  const { settings, database, transaction, connection, desk, log } = needs
  const observe = createAgentMetrics(needs.metrics)
  const { intervalSeconds, file: monitoringPath, ...looksAt } = settings.monitoring
  const file = await readMonitoringFile(monitoringPath)
  const monitoring = {
    database,
    file,
    config: { ...looksAt, dataDir: needs.dataDir },
    checks: { ...needs.checks, canary: (signal: AbortSignal) => needs.askCanary(signal, file.canary) },
    pingDatabase: needs.pingDatabase,
    onAlert: async (...[within, change, actor]: Parameters<NonNullable<MonitoringNeeds['onAlert']>>) => {
      await desk.within(within).tickets.fromAlert(actor, asDeskAlert(change, file.labels))
    },
  }
  const { folder, passphrase, s3 } = settings.backup
  const agents = createAgents({
    database,
    transaction,
    connection,
    log,
    observe,
    mayAct: needs.mayAct,
    policy: await readApprovalPolicy(settings.approvalPolicy),
    agents: createEightAgents({
      desk,
      classifier: needs.classifier,
      analyzeSentiment: needs.analyzeSentiment,
      model: needs.model,
      commander: createCommander({ policy: await readPolicy(settings.commanderPolicy), audit: observe.command }),
      monitoring,
      sync: needs.sync,
      backup: {
        dumps: needs.dumps,
        connection,
        store: openBackupStore(folder, s3),
        passphrase,
        redisUrl: needs.redisUrl,
        config: needs.configFiles,
        dataDir: needs.dataDir,
        madeBy: `pollux ${needs.version}`,
        now: () => new Date(),
      },
    }),
  })
  const triage = createTriage({ desk, startRun: agents.startRun, log })
  return {
    ...agents,
    triage,
    async start() {
      await using resources = new AsyncDisposableStack()
      resources.use(await agents.start())
      resources.use(triage.start())
      if (settings.runsKeepDays > 0) resources.use(forgetRuns(database, settings.runsKeepDays, log))
      if (needs.sync.folders.length > 0) resources.use(keepFolders(agents, needs))
      if (intervalSeconds > 0)
        resources.use(
          keepSampling({
            ...monitoring,
            queueFigures: agents.queueFigures,
            transaction,
            intervalSeconds,
            log,
            alerted: triage.lookAround,
          }),
        )
      const owned = resources.move()
      return { [Symbol.asyncDispose]: () => owned.disposeAsync() }
    },
  }
}

function forgetRuns(database: Database, days: number, log: Logger): AsyncDisposable {
  return deleteEveryDay((signal) => deleteOldRuns(database, days, { signal }), {
    deleted: (count) => log.info({ count, days }, 'deleted old runs; their receipts stay'),
    failed: (error) => log.error({ err: error }, 'old runs could not be deleted; the next try is tomorrow'),
  })
}

/** Brings knowledge folders in step whenever something in them changes. */
function keepFolders(agents: Agents, { sync, log }: OpenAgentsNeeds): AsyncDisposable {
  const stopping = new AbortController()
  const watched = watchFolders({
    ...sync,
    async sync(folder) {
      // The operator named the folders and their audiences: that is the owner's word.
      const { run } = await agents.startRun(owner, 'sync.sync_knowledge', { folder }, { origin: 'schedule' })
      if (run) await agents.runs.wait(owner, run.id, stopping.signal)
    },
    failed: (path, error) => log.warn({ err: error, path }, 'a knowledge folder could not be brought in step'),
  })
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort()
      await watched[Symbol.asyncDispose]()
    },
  }
}
