import { AppError } from '../errors.ts'
import type { Agent, Capability } from './agent.ts'
import type { ApprovalPolicy } from './approvals/approval-policy.ts'

export interface Registry {
  /** Which of their actions a person must be asked about. */
  readonly policy: ApprovalPolicy
  readonly agents: readonly Agent[]
  /** Undefined when there is none: it was taken out since. */
  known(name: string): Capability | undefined
  /** By `agent.capability`. Throws `not_found`, naming those that exist. */
  find(name: string): { readonly agent: Agent; readonly capability: Capability }
}

/** Loads the agents with the first call, which is not at a start: their code is a quarter of all there is. */
export type OpenRegistry = () => Promise<Registry>

/** The agents of this process; one that is not in the list does not exist. Throws on a name given twice. */
export function createRegistry(agents: readonly Agent[], policy: ApprovalPolicy): Registry {
  const byName = new Map<string, { agent: Agent; capability: Capability }>()
  for (const agent of agents) {
    for (const capability of agent.capabilities) {
      const name = `${agent.name}.${capability.name}`
      if (byName.has(name)) throw new Error(`The capability ${name} is defined twice`)
      if (capability.risk !== 'read' && !capability.probe) throw new Error(`${name} changes things and has no probe`)
      byName.set(name, { agent, capability })
    }
  }
  return {
    agents,
    policy,
    known: (name) => byName.get(name)?.capability,
    find(name) {
      const found = byName.get(name)
      if (found) return found
      throw new AppError('not_found', `There is no capability "${name}". There are: ${[...byName.keys()].join(', ')}.`)
    },
  }
}
