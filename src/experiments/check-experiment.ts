import { appendEntry } from '#audit'
import type { Database, Storage } from '#storage'
import type { Experiment } from './experiment.ts'
import { markArmStopped, markStopped } from './experiment-store.ts'
import { breaches, judge } from './judge.ts'
import { tallyArms } from './tally-store.ts'

export interface CheckNeeds {
  readonly database: Database
  readonly transaction: Storage['transaction']
  readonly trials: { forget(): void }
  readonly observe: { stopped(reason: string): void }
}

/**
 * Stops a running experiment whose visitors do not come as they should, its arms whose answers are worse than the control's, and
 * the whole of it when no other arm is left. Several processes may do it at once: the update is the lock.
 */
export async function checkExperiment(needs: CheckNeeds, experiment: Experiment): Promise<void> {
  const { database, transaction, trials, observe } = needs
  const { id } = experiment
  const tallies = await tallyArms(database, id, experiment.metric)
  const { sampleRatio } = judge(experiment, tallies)
  if (sampleRatio.mismatch) {
    await stop('sample-ratio', { p: sampleRatio.p.toPrecision(3) })
    return
  }
  const worse = breaches(experiment, tallies)
  for (const { arm, guardrail } of worse) {
    const stopped = await transaction(async (within) => {
      if (!(await markArmStopped(within, id, arm, guardrail))) return false
      const body = { event: 'arm_stopped', by: 'system', arm, reason: guardrail }
      await appendEntry(within, { kind: 'experiment', subject: id, body })
      return true
    })
    if (stopped) observe.stopped(guardrail)
    trials.forget()
  }
  const left = experiment.arms.filter((arm) => arm.stoppedAt === null && !worse.some((one) => one.arm === arm.name))
  if (left.length < 2) await stop('guardrails', {})

  async function stop(reason: 'sample-ratio' | 'guardrails', more: Record<string, string>): Promise<void> {
    const stopped = await transaction(async (within) => {
      if (!(await markStopped(within, id, { stoppedFor: reason }))) return false
      const body = { event: 'stopped', by: 'system', reason, ...more }
      await appendEntry(within, { kind: 'experiment', subject: id, body })
      return true
    })
    if (stopped) observe.stopped(reason)
    trials.forget()
  }
}
