import { isOwner, requireScope, type Actor } from '#auth'
import { AppError } from '../../errors.ts'
import type { OpenRegistry } from '../registry.ts'
import type { Queue, Schedule, StoredSchedule } from './queue.ts'
import { toStored } from './run.ts'
import { parseInput } from './start-run.ts'

export interface Schedules {
  list(actor: Actor): Promise<StoredSchedule[]>
  /** Sets or replaces the schedule of that name; its runs have the rights of whoever set it. */
  set(actor: Actor, schedule: Omit<Schedule, 'actor'>): Promise<StoredSchedule>
  remove(actor: Actor, name: string): Promise<void>
}

export function createSchedules(registry: OpenRegistry, queue: () => Queue): Schedules {
  /** The one of that name, if there is one; only whoever set it may change it, and the owner. */
  async function requireOwn(actor: Actor, name: string): Promise<StoredSchedule | undefined> {
    const known = (await queue().schedules()).find((schedule) => schedule.name === name)
    if (known && !isOwner(actor) && actor.id !== known.actor.id)
      throw new AppError(
        'forbidden',
        `The schedule "${name}" is somebody else's (${known.actor.id}). Choose another name.`,
      )
    return known
  }

  return {
    async list(actor) {
      requireScope(actor, 'agents:read')
      return queue().schedules()
    },
    async set(actor, schedule) {
      requireScope(actor, 'agents:run')
      parseInput((await registry()).find(schedule.capability).capability, schedule.input)
      await requireOwn(actor, schedule.name)
      return queue().schedule({ ...schedule, actor: toStored(actor) })
    },
    async remove(actor, name) {
      requireScope(actor, 'agents:run')
      if (!(await requireOwn(actor, name))) throw new AppError('not_found', `There is no schedule "${name}".`)
      await queue().unschedule(name)
    },
  }
}
