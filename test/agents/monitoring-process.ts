import { tmpdir } from 'node:os'
import { pino } from 'pino'
import { createAgentMetrics, createAgents, type Agents } from '#agents'
import { readApprovalPolicy } from '../../src/agents/approvals/approval-policy.ts'
import { owner } from '#auth'
import { createMetrics, untraced } from '#observability'
import { createStorage, type Storage } from '#storage'
import { createMonitoringAgent, type MonitoringNeeds } from '../../src/agents/monitoring/monitoring.ts'
import { readMonitoringFile } from '../../src/agents/monitoring/monitoring-file.ts'
import { armFaultPoint } from '../../src/fault-point.ts'

const silent = pino({ level: 'silent' })

/** The frame on a database, with the monitoring agent alone; started. `given` replaces what the product would be wired to. */
export async function openMonitoring(
  url: string,
  given: Partial<MonitoringNeeds> = {},
): Promise<AsyncDisposable & { agents: Agents; storage: Storage }> {
  await using resources = new AsyncDisposableStack()
  const storage = resources.use(createStorage({ dataDir: '', url, role: 'tool', poolSize: 6, log: silent }))
  await storage.open()
  const file = await readMonitoringFile()
  const agents = createAgents({
    database: storage.database,
    transaction: storage.transaction,
    connection: storage.connection,
    load: async ({ queueFigures }) => ({
      agents: [
        createMonitoringAgent({
          database: storage.database,
          pingDatabase: () => storage.ping(),
          queueFigures,
          config: { dataDir: tmpdir() },
          checks: {},
          file,
          ...given,
        }),
      ],
      policy: await readApprovalPolicy(),
    }),
    log: silent,
    mayAct: async () => true,
    areOfOneKey: async () => false,
    observe: createAgentMetrics(createMetrics({ version: 'test' })),
    tracing: untraced,
  })
  resources.use(await agents.start())
  const owned = resources.move()
  return { agents, storage, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

/** As a program: takes one sample, and kills itself at its fault point. */
if (import.meta.main) {
  const [url, fault] = process.argv.slice(2)
  armFaultPoint(fault)
  const { agents } = await openMonitoring(url!)
  await agents.startRun(owner, 'monitoring.sample', {}, { origin: 'cli' })
}
