import type { Tracing } from '#observability'
import type { ConnectionOptions, Transaction } from '#storage'
import type { Logger } from 'pino'
import { AppError } from '../../errors.ts'
import type { StoredActor } from './run.ts'

export interface JobToSend {
  readonly runId: string
  /** Before the second try; doubled for each one after. */
  readonly delaySeconds: number
}

export interface ScheduledCall {
  readonly capability: string
  readonly input: unknown
  /** Who set it: its runs have their rights. */
  readonly actor: StoredActor
}

export interface Schedule extends ScheduledCall {
  readonly name: string
  /** Five fields, or an RFC 5545 rule such as FREQ=DAILY;BYHOUR=2. */
  readonly cron: string
  readonly timezone: string
}

export interface StoredSchedule extends Schedule {
  /** When it comes due next; none for a rule that has come to its end. */
  readonly nextAt: Date | undefined
}

export interface Queue extends AsyncDisposable {
  /** Begins to take runs, or leaves them to others; at first it takes none. */
  takeJobs(wanted: boolean): Promise<void>
  readonly takesJobs: boolean
  /** Within the transaction that stores the run, so that neither is there without the other. */
  send(transaction: Transaction, job: JobToSend): Promise<void>
  /** Throws `invalid_input` for a rule that nobody can follow, or that never comes due again. */
  schedule(schedule: Schedule): Promise<StoredSchedule>
  unschedule(name: string): Promise<void>
  schedules(): Promise<StoredSchedule[]>
  /** Runs that wait, run, and failed in the queue's own books. */
  figures(): Promise<{ queued: number; active: number }>
}

export interface QueueNeeds {
  readonly connection: ConnectionOptions
  readonly log: Logger
  /** A job has with it the trace of what sent it. */
  readonly tracing: Tracing
  /** A worker's queue is seen by the commands beside it, and begins what is scheduled. */
  readonly role: WorkerRole
  /** Executes one run; rejects when the job is to come again later. */
  readonly execute: (runId: string) => Promise<void>
  readonly scheduled: (name: string, call: ScheduledCall) => Promise<void>
}

/**
 * A `worker` executes runs. A `door` only starts them: a worker beside it executes them. A `tool` is a command, which executes
 * them itself only when no worker does: that one has the settings they were meant for.
 */
export type WorkerRole = 'worker' | 'door' | 'tool'

/** Begins the name that the queue's connection has at the database. */
export const queueName: Readonly<Record<WorkerRole, string>> = {
  worker: 'pollux worker queue',
  door: 'pollux door queue',
  tool: 'pollux tool queue',
}

const runQueue = 'agent-runs'
const scheduleQueue = 'agent-schedules'
/** Runs that one process executes at once. */
const workers = 6
/** A process that is silent for so long (the least that pg-boss takes) loses its jobs to another. */
const heartbeatSeconds = 10
const lookAfterSeconds = 4
/** Mostly a job is told of by NOTIFY; this finds those that come due again. */
const pollSeconds = 4
/** How often a job may come back. Our own limits end a run long before; this only must not. */
const retryLimit = 1_000

/** The queue of runs, on pg-boss: delivery, heartbeats, back-off, schedules. Everything else of a run is in our tables. */
export async function openQueue({ connection, log, tracing, role, execute, scheduled }: QueueNeeds): Promise<Queue> {
  await using resources = new AsyncDisposableStack()
  const { PgBoss, fromKysely } = await import('pg-boss')
  const boss = new PgBoss({
    ...connection,
    schema: 'pgboss',
    application_name: `${queueName[role]} ${process.pid}`,
    max: 1,
    useListenNotify: true,
    // A command is no place for schedules, and comes and goes.
    schedule: role === 'worker',
    persistQueueStats: false,
    // How soon the jobs of a process that died are seen: the default is a minute.
    superviseIntervalSeconds: lookAfterSeconds,
    monitorIntervalSeconds: lookAfterSeconds,
    cronMonitorIntervalSeconds: 20,
    cronWorkerIntervalSeconds: 5,
  })
  boss.on('error', (error) => log.warn({ err: error }, 'the queue of agent runs had a problem'))
  // Also of one that cannot be set up: its timers and connections would keep the process.
  resources.defer(() => boss.stop({ graceful: true, timeout: 3_000 }))
  await boss.start()
  const options = { retryLimit, retryBackoff: true, retryDelay: 1, retryDelayMax: 60, notify: true, heartbeatSeconds }
  await boss.createQueue(runQueue, { ...options, expireInSeconds: 86_400 })
  await boss.createQueue(scheduleQueue, { retryLimit: 0, notify: true })
  if (role === 'worker')
    await boss.work<ScheduledCall & { name: string }>(
      scheduleQueue,
      { notifyPollingIntervalSeconds: pollSeconds },
      async ([job]) => {
        if (job) await scheduled(job.data.name, job.data)
      },
    )
  let takes = false
  const takeJobs = async (wanted: boolean) => {
    if (wanted === takes) return
    takes = wanted
    if (!wanted) return boss.offWork(runQueue, { wait: false })
    const options = { localConcurrency: workers, notifyPollingIntervalSeconds: pollSeconds }
    await boss.work<{ runId: string }>(runQueue, options, async ([job]) => {
      if (job) await tracing.continuing(job.data, () => execute(job.data.runId))
    })
  }

  const owned = resources.move()
  return {
    takeJobs,
    get takesJobs() {
      return takes
    },
    async send(transaction, { runId, delaySeconds }) {
      await boss.send(
        runQueue,
        { runId, ...tracing.carrier() },
        { db: fromKysely(transaction as never), retryDelay: delaySeconds, retryBackoff: true },
      )
    },
    async schedule(schedule) {
      const { name, cron, timezone, ...call } = schedule
      const nextAt = previewOf(schedule)
      if (!nextAt) throw new AppError('invalid_input', `cron: "${cron}" never comes due again.`)
      await reachable(boss.schedule(scheduleQueue, cron, { name, ...call }, { key: name, tz: timezone }))
      return { ...schedule, nextAt }
    },
    unschedule: (name) => reachable(boss.unschedule(scheduleQueue, name)),
    async schedules() {
      const rows = await reachable(boss.getSchedules(scheduleQueue))
      return rows.map(({ key, cron, timezone, data }) => {
        const schedule = { name: key, cron, timezone, ...(data as ScheduledCall) }
        return { ...schedule, nextAt: previewOf(schedule) }
      })
    },
    async figures() {
      const { queuedCount, activeCount } = (await reachable(boss.getQueue(runQueue)))!
      return { queued: queuedCount, active: activeCount }
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }

  function previewOf({ cron, timezone }: Schedule): Date | undefined {
    try {
      return boss.previewSchedule(cron, { tz: timezone, count: 1 })[0]
    } catch (cause) {
      throw new AppError(
        'invalid_input',
        `cron: "${cron}" in ${timezone} is neither five fields, as in crontab (0 2 * * *), nor a rule (FREQ=DAILY;BYHOUR=2;BYMINUTE=0): ${(cause as Error).message}`,
        { cause },
      )
    }
  }
}

/** What the queue's own connection meets is the database being away: its input was looked at before. */
async function reachable<Result>(asked: Promise<Result>): Promise<Result> {
  try {
    return await asked
  } catch (cause) {
    throw new AppError('storage_unavailable', 'The queue cannot be reached right now. Try again in a few seconds.', {
      cause,
    })
  }
}
