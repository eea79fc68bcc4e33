import { requireScope, type Actor } from '#auth'
import { AppError } from '../../errors.ts'
import type { Registry } from '../registry.ts'
import type { Queue, Schedule, StoredSchedule } from './queue.ts'
import { parseInput } from './start-run.ts'

export interface Schedules {
  list(actor: Actor): Promise<StoredSchedule[]>
  /** Sets or replaces the schedule of that name; its runs have the rights of whoever set it. */
  set(actor: Actor, schedule: Omit<Schedule, 'actor'>): Promise<StoredSchedule>
  remove(actor: Actor, name: string): Promise<void>
}

export function createSchedules(registry: Registry, queue: () => Queue): Schedules {
  return {
    async list(actor) {
      requireScope(actor, 'agents:read')
      return queue().schedules()
    },
    async set(actor, schedule) {
      requireScope(actor, 'agents:run')
      parseInput(registry.find(schedule.capability).capability, schedule.input)
      const { id, audience, scopes } = actor
      return queue().schedule({ ...schedule, actor: { id, audience, scopes: [...scopes] } })
    },
    async remove(actor, name) {
      requireScope(actor, 'agents:run')
      const known = await queue().schedules()
      if (!known.some((schedule) => schedule.name === name))
        throw new AppError('not_found', `There is no schedule "${name}".`)
      await queue().unschedule(name)
    },
  }
}
