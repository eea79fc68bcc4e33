import QuickLRU from 'quick-lru'
import { requireScope, type Actor, type Audience } from '#auth'
import type { Database } from '#storage'
import { AppError } from '../errors.ts'
import { armOf, visitorHash } from './assignment.ts'
import type { AnswerSettings, OutcomeKind } from './experiment.ts'
import {
  addExposure,
  addOutcome,
  addTrialAnswer,
  findDefaults,
  findTrials,
  findVisit,
  type Trial,
  type Visit,
} from './trial-store.ts'

export interface Asker {
  readonly audience: Audience
  /** What tells one visitor from another, never stored as it is; undefined takes part in nothing. */
  readonly visitor: string | undefined
}

/** What whoever answers must ask of experiments, and tell them. */
export interface Trials {
  /**
   * How to answer an asker who chose nothing: by their arm of the experiment that runs for their audience, or as was shipped.
   * That they were shown the arm is on disk when this resolves.
   */
  settingsFor(asker: Asker): Promise<{ settings: AnswerSettings; visit?: Visit }>
  answered(
    visit: Visit,
    answer: { answerId: string; refused: boolean; sentences: number; dropped: number },
  ): Promise<void>
  /** Somebody asked on in a conversation: an outcome, if they were shown an arm before. */
  followedUp(asker: Asker): Promise<void>
  /**
   * Stores what became of an answer; `recorded` is false when it was stored before. Resolves when it is on disk. Throws
   * `not_found` for an answer that no running experiment counts, and `invalid_input` for a moment in the future or before the
   * visitor was first shown their arm.
   */
  outcome(
    actor: Actor,
    outcome: { answerId: string; kind: OutcomeKind; at?: string | undefined },
  ): Promise<{ recorded: boolean }>
  /** The same of what pages and ratings tell of any answer: nothing is stored for one that no running experiment counts. */
  became(actor: Actor, outcome: { answerId: string; kind: OutcomeKind }): Promise<void>
  /** After a change made here; other processes see it within a second. */
  forget(): void
}

export interface TrialsNeeds {
  readonly database: Database
  /** Off: nobody is shown an arm and nothing is recorded; what was shipped stays. */
  readonly enabled: boolean
  readonly observe: {
    exposure(arm: string): void
    outcome(kind: OutcomeKind): void
  }
}

interface Current {
  readonly trials: ReadonlyMap<Audience, Trial>
  readonly defaults: ReadonlyMap<Audience, AnswerSettings>
}

const automatic: AnswerSettings = { strategy: 'automatic', writer: 'automatic' }

/** How long a process goes by what it read: an experiment that another one stopped may show an arm that much longer. */
const freshMs = 1_000

/** A clock of a client may be a minute ahead of ours. */
const clockSkewMs = 60_000

/** Visitors whose exposure, or outcome, is known to be stored, so that it need not be stored again. */
const rememberedVisitors = 20_000

export function createTrials({ database, enabled, observe }: TrialsNeeds): Trials {
  const stored = new QuickLRU<string, true>({ maxSize: rememberedVisitors })
  let read: { at: number; current: Promise<Current> } | undefined

  function current(): Promise<Current> {
    if (read && performance.now() - read.at < freshMs) return read.current
    const reading = readCurrent()
    read = { at: performance.now(), current: reading }
    reading.catch(() => (read = undefined))
    return reading
  }

  async function readCurrent(): Promise<Current> {
    const [trials, defaults] = await Promise.all([enabled ? findTrials(database) : new Map(), findDefaults(database)])
    return { trials, defaults }
  }

  const keyOf = ({ experimentId, visitor }: Visit, what: string) =>
    `${experimentId} ${what} ${visitor.toString('base64url')}`

  async function outcomeOf(visit: Visit, kind: OutcomeKind, at?: Date) {
    const key = keyOf(visit, kind)
    if (stored.has(key)) return 'known'
    const added = await addOutcome(database, visit, { kind, at })
    if (added !== 'none') stored.set(key, true)
    if (added === 'added') observe.outcome(kind)
    return added
  }

  return {
    async settingsFor({ audience, visitor }) {
      const { trials, defaults } = await current()
      const shipped = { settings: defaults.get(audience) ?? automatic }
      const trial = trials.get(audience)
      if (!trial || visitor === undefined) return shipped
      const hash = visitorHash(trial.salt, visitor)
      const index = armOf(
        hash,
        trial.arms.map(({ weight }) => weight),
      )
      const arm = trial.arms[index]!
      // They are no part of the control: whom an arm was taken from knows it, and the control has visitors of its own.
      if (arm.stopped) return { settings: trial.arms[0]! }
      const visit = { experimentId: trial.id, visitor: hash }
      const key = keyOf(visit, 'exposure')
      if (!stored.has(key)) {
        const added = await addExposure(database, { ...visit, arm: index, audience })
        if (added === 'over') {
          read = undefined
          return shipped
        }
        stored.set(key, true)
        if (added === 'added') observe.exposure(arm.name)
      }
      return { settings: arm, visit }
    },

    answered: (visit, answer) => addTrialAnswer(database, visit, answer),

    async followedUp({ audience, visitor }) {
      const trial = visitor === undefined ? undefined : (await current()).trials.get(audience)
      if (trial) await outcomeOf({ experimentId: trial.id, visitor: visitorHash(trial.salt, visitor!) }, 'follow-up')
    },

    async outcome(actor, { answerId, kind, at }) {
      requireScope(actor, 'ask')
      const visit = await findVisit(database, answerId, actor.audience)
      if (!visit) throw notCounted(answerId)
      const moment = at === undefined ? undefined : new Date(at)
      if (moment) requirePossible(moment, visit)
      const added = await outcomeOf(visit, kind, moment)
      if (added === 'none') throw notCounted(answerId)
      return { recorded: added === 'added' }
    },

    async became(actor, { answerId, kind }) {
      requireScope(actor, 'ask')
      const visit = enabled ? await findVisit(database, answerId, actor.audience) : undefined
      if (visit) await outcomeOf(visit, kind)
    },

    forget: () => void (read = undefined),
  }
}

function notCounted(answerId: string): AppError {
  return new AppError(
    'not_found',
    `No running experiment counts the answer "${answerId}": it was given to nobody who takes part in one, or that has ended.`,
  )
}

function requirePossible(moment: Date, { exposedAt, now }: { exposedAt: Date; now: Date }): void {
  const refuse = (why: string) => {
    throw new AppError(
      'invalid_input',
      `The outcome was at ${moment.toISOString()}, ${why}. Leave \`at\` out for now.`,
      {
        details: [{ path: 'at', message: why }],
      },
    )
  }
  if (moment.getTime() > now.getTime() + clockSkewMs) refuse('which is in the future')
  if (moment.getTime() < exposedAt.getTime() - clockSkewMs) refuse('before the visitor was shown anything')
}
