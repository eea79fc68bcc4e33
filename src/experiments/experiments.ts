import { randomBytes, randomUUID } from 'node:crypto'
import { appendEntry } from '#audit'
import { audienceLevel, requireScope, type Actor, type Audience } from '#auth'
import type { Database, Storage, Transaction } from '#storage'
import { AppError } from '../errors.ts'
import { checkExperiment } from './check-experiment.ts'
import { compareAnswers, type AnswerWith, type Comparison, type ComparisonInput } from './compare-answers.ts'
import {
  armsOf,
  type AnswerDefault,
  type Experiment,
  type ExperimentChange,
  type ExperimentState,
  type NewExperiment,
  type ShipOptions,
} from './experiment.ts'
import {
  deleteDefault,
  deleteExperiment,
  findExperiment,
  insertExperiment,
  listDefaults,
  listExperiments,
  markRunning,
  markShipped,
  markStopped,
  setDefaults,
  takeAudiences,
  updateDraft,
} from './experiment-store.ts'
import { judge, type ExperimentResult } from './judge.ts'
import { requireShippable } from './require-shippable.ts'
import { tallyArms } from './tally-store.ts'
import type { Trials } from './trials.ts'
import { variantPerformance, type VariantPerformance } from './variant-performance.ts'
import { watchExperiments } from './watch-experiments.ts'

/** Trying several ways of answering on real askers. All but `outcome` needs the scope `experiments:manage`. */
export interface Experiments {
  /** The newest first. Those about audiences beyond the actor's own are as missing to them as ones that never were. */
  list(actor: Actor, filter: { state?: ExperimentState | undefined }): Promise<Experiment[]>
  /** What it says so far. Throws `not_found`. */
  result(actor: Actor, id: string): Promise<ExperimentResult>
  create(actor: Actor, input: NewExperiment): Promise<Experiment>
  /** Throws `conflict` for one that is no draft any more: what runs would not be what it was. */
  change(actor: Actor, id: string, change: ExperimentChange): Promise<Experiment>
  /** Throws `conflict` for one that is no draft, and while another one runs for one of its audiences. */
  start(actor: Actor, id: string): Promise<Experiment>
  stop(actor: Actor, id: string, options: { note?: string | undefined }): Promise<Experiment>
  /**
   * Makes an arm's settings those of its audiences from now on, and stops the experiment if it runs. Throws `conflict` when its
   * interval does not exclude zero, or visitors were not split as they should be, unless `force` says so with a note.
   */
  ship(actor: Actor, id: string, options: ShipOptions): Promise<Experiment>
  /** With all that was counted of it; what was shipped stays. Throws `conflict` for one that runs. */
  delete(actor: Actor, id: string): Promise<void>
  defaults(actor: Actor): Promise<AnswerDefault[]>
  /** Back to how answers are made without an experiment. Throws `not_found`. */
  clearDefault(actor: Actor, audience: Audience): Promise<void>
  /** Answers one question by two arms, and says which experiment tells which of them is better; one is begun if there is none. */
  compare(actor: Actor, input: ComparisonInput, signal: AbortSignal): Promise<Comparison>
  /** How an arm, or a strategy, did in every experiment. Throws `not_found` for one that no experiment has. */
  variant(actor: Actor, name: string): Promise<VariantPerformance>
  readonly outcome: Trials['outcome']
  readonly became: Trials['became']
  /** Until disposed, stops what must be stopped, by itself. */
  watch(): AsyncDisposable
}

export interface ExperimentsNeeds {
  readonly database: Database
  readonly transaction: Storage['transaction']
  readonly trials: Trials
  readonly answerWith: AnswerWith
  readonly observe: { stopped(reason: string): void; running(count: number): void; failed(error: unknown): void }
}

export function createExperiments(needs: ExperimentsNeeds): Experiments {
  const { database, transaction, trials, observe } = needs

  async function find(within: Database | Transaction, actor: Actor, id: string): Promise<Experiment> {
    const found = await findExperiment(within, id, actor.audience)
    if (!found) throw new AppError('not_found', `There is no experiment "${id}".`)
    return found
  }

  /** As it is now, which another process may have changed since it was read. */
  const stateOf = async (within: Transaction, actor: Actor, id: string) => (await find(within, actor, id)).state

  const resultOf = async (within: Database | Transaction, experiment: Experiment) =>
    judge(experiment, await tallyArms(within, experiment.id, experiment.metric))

  /** One change with its entry in the chain, and what it is afterwards. */
  async function changed(
    actor: Actor,
    id: string,
    event: string,
    work: (within: Transaction, experiment: Experiment) => Promise<object | void>,
  ): Promise<Experiment> {
    requireScope(actor, 'experiments:manage')
    const experiment = await transaction(async (within) => {
      const more = await work(within, await find(within, actor, id))
      const after = await find(within, actor, id)
      await appendEntry(within, { kind: 'experiment', subject: id, body: { event, by: actor.id, ...more } })
      return after
    })
    trials.forget()
    return experiment
  }

  async function create(actor: Actor, { arms, ...settings }: NewExperiment): Promise<Experiment> {
    requireScope(actor, 'experiments:manage')
    requireWithin(actor, settings.audiences)
    const id = `exp_${randomUUID().replaceAll('-', '')}`
    return transaction(async (within) => {
      await insertExperiment(within, { id, createdBy: actor.id, ...settings, arms: armsOf(arms) })
      await appendEntry(within, {
        kind: 'experiment',
        subject: id,
        body: { event: 'created', by: actor.id, name: settings.name, metric: settings.metric },
      })
      return find(within, actor, id)
    })
  }

  const start = (actor: Actor, id: string) =>
    changed(actor, id, 'started', async (within, experiment) => {
      requireWithin(actor, experiment.audiences)
      if (!(await markRunning(within, id, randomBytes(32))))
        throw new AppError(
          'conflict',
          `The experiment is ${await stateOf(within, actor, id)}: only a draft can be started. Create a new one.`,
        )
      const other = await takeAudiences(within, id, experiment.audiences)
      if (other)
        throw new AppError(
          'conflict',
          `The experiment "${other}" runs for the same audience: whoever took part in both would be evidence for neither. Stop it first.`,
        )
    })

  return {
    list(actor, filter) {
      requireScope(actor, 'experiments:manage')
      return listExperiments(database, { ...filter, audience: actor.audience })
    },

    async result(actor, id) {
      requireScope(actor, 'experiments:manage')
      return resultOf(database, await find(database, actor, id))
    },

    create,

    change: (actor, id, { arms, ...change }) =>
      changed(actor, id, 'changed', async (within, experiment) => {
        const settings = { ...experiment, ...given(change) }
        requireWithin(actor, settings.audiences)
        if (!(await updateDraft(within, id, { ...settings, arms: arms && armsOf(arms) })))
          throw new AppError(
            'conflict',
            `The experiment is ${experiment.state}: what is changed while it runs would make its figures those of nothing. Create a new one.`,
          )
      }),

    start,

    async stop(actor, id, { note }) {
      const stopped = await changed(actor, id, 'stopped', async (within) => {
        if (!(await markStopped(within, id, { stoppedFor: 'by-hand', note })))
          throw new AppError(
            'conflict',
            `The experiment is ${await stateOf(within, actor, id)}: only a running one can be stopped.`,
          )
        return { reason: 'by-hand' }
      })
      observe.stopped('by-hand')
      return stopped
    },

    ship: (actor, id, { arm: name, force = false, note }) =>
      changed(actor, id, 'shipped', async (within, experiment) => {
        requireWithin(actor, experiment.audiences)
        const arm = experiment.arms.find((one) => one.name === name)
        if (!arm) throw unknownArm(name, experiment)
        if (experiment.state === 'running') await markStopped(within, id, { stoppedFor: 'by-hand' })
        // An arm may have been stopped since it was read; from here on it stays as it is.
        requireShippable(await resultOf(within, await find(within, actor, id)), name, { force, note })
        if (!(await markShipped(within, id, { arm: name, note })))
          throw new AppError(
            'conflict',
            `The experiment is ${await stateOf(within, actor, id)}: there is nothing to ship.`,
          )
        await setDefaults(within, { ...arm, audiences: experiment.audiences, experimentId: id })
        return { arm: name, forced: force }
      }),

    async delete(actor, id) {
      requireScope(actor, 'experiments:manage')
      await transaction(async (within) => {
        const { name, state } = await find(within, actor, id)
        if (!(await deleteExperiment(within, id))) {
          // It was started, or deleted, since it was read.
          await find(within, actor, id)
          throw new AppError('conflict', 'The experiment is running: stop it first, then delete it.')
        }
        const body = { event: 'deleted', by: actor.id, name, state }
        await appendEntry(within, { kind: 'experiment', subject: id, body })
      })
      trials.forget()
    },

    defaults(actor) {
      requireScope(actor, 'experiments:manage')
      return listDefaults(database, actor.audience)
    },

    async clearDefault(actor, audience) {
      requireScope(actor, 'experiments:manage')
      requireWithin(actor, [audience])
      await transaction(async (within) => {
        if (!(await deleteDefault(within, audience)))
          throw new AppError('not_found', `No experiment was shipped for the audience "${audience}".`)
        await appendEntry(within, {
          kind: 'experiment',
          subject: audience,
          body: { event: 'default_cleared', by: actor.id },
        })
      })
      trials.forget()
    },

    compare(actor, input, signal) {
      requireScope(actor, 'experiments:manage')
      return compareAnswers(
        {
          answerWith: needs.answerWith,
          running: () => listExperiments(database, { state: 'running', audience: actor.audience }),
          begin: async (experiment) => start(actor, (await create(actor, experiment)).id),
          resultOf: (experiment) => resultOf(database, experiment),
        },
        actor,
        input,
        signal,
      )
    },

    async variant(actor, name) {
      requireScope(actor, 'experiments:manage')
      const all = await listExperiments(database, { audience: actor.audience })
      const results = all
        .filter(({ arms }) => arms.some((arm) => arm.name === name))
        .map((one) => resultOf(database, one))
      return variantPerformance(name, await Promise.all(results))
    },

    outcome: trials.outcome,
    became: trials.became,

    watch: () =>
      watchExperiments({
        async check() {
          const running = await listExperiments(database, { state: 'running', audience: 'owner' })
          for (const experiment of running)
            await checkExperiment({ database, transaction, trials, observe }, experiment)
          observe.running(running.length)
        },
        failed: observe.failed,
      }),
  }
}

function given<Change extends object>(change: Change) {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Change]: Exclude<Change[Key], undefined>
  }
}

function requireWithin(actor: Actor, audiences: readonly Audience[]): void {
  const beyond = audiences.find((audience) => audienceLevel(audience) > audienceLevel(actor.audience))
  if (beyond)
    throw new AppError(
      'forbidden',
      `You cannot decide how "${beyond}" is answered; your own audience is "${actor.audience}".`,
    )
}

function unknownArm(name: string, { arms }: Experiment): AppError {
  return new AppError(
    'invalid_input',
    `The experiment has no arm "${name}"; it has ${arms.map((arm) => arm.name).join(', ')}.`,
  )
}
