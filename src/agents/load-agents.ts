import type { Logger } from 'pino'
import { owner } from '#auth'
import type { Desk } from '#desk'
import type { LanguageModel } from '#models'
import type { ConnectionOptions, Database, Dumps, Storage } from '#storage'
import type { Agent } from './agent.ts'
import type { AgentObserver } from './agent-metrics.ts'
import type { Agents, Frame } from './agents.ts'
import { readApprovalPolicy, type ApprovalPolicy } from './approvals/approval-policy.ts'
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
import { watchFolders } from './sync/watch-folders.ts'

export interface AgentSettings {
  /** Files in place of the shipped ones. */
  readonly approvalPolicy: string | undefined
  readonly commanderPolicy: string | undefined
  readonly monitoring: Omit<MonitoringNeeds['config'], 'dataDir'> & {
    readonly file: string | undefined
    /** 0 takes no samples. */
    readonly intervalSeconds: number
  }
  readonly backup: {
    readonly folder: string
    readonly passphrase: string | undefined
    readonly s3: Omit<S3Options, 'staging'> | undefined
  }
}

export interface LoadAgentsNeeds {
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
  readonly configFiles: BackupAgentNeeds['config']
  readonly sync: SyncNeeds
  readonly log: Logger
  readonly observe: AgentObserver
}

export interface LoadedAgents {
  readonly agents: readonly Agent[]
  readonly policy: ApprovalPolicy
  /** What they do by themselves, as long as a server runs: samples, and folders kept in step. */
  work(running: Agents, alerted: () => void): AsyncDisposable
}

/** The eight agents with the files they go by, the desk's procedures among them. Throws an Error that names what is wrong in such a file. */
export async function loadAgents(needs: LoadAgentsNeeds, frame: Frame): Promise<LoadedAgents> {
  const { settings, database, connection, transaction, desk, log, observe } = needs
  await desk.load()
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
  const agents = createEightAgents({
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
  })
  return {
    agents: agents(frame),
    policy: await readApprovalPolicy(settings.approvalPolicy),
    work(running, alerted) {
      const owned = new AsyncDisposableStack()
      if (needs.sync.folders.length > 0) owned.use(keepFolders(running, needs))
      const { queueFigures } = frame
      if (intervalSeconds > 0)
        owned.use(keepSampling({ ...monitoring, queueFigures, transaction, intervalSeconds, log, alerted }))
      return owned
    },
  }
}

/** Brings knowledge folders in step whenever something in them changes. */
function keepFolders(agents: Agents, { sync, log }: LoadAgentsNeeds): AsyncDisposable {
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
