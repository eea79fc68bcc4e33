import { z } from 'zod'
import type { Agent, Risk } from './agent.ts'

export interface AgentDescription {
  readonly name: string
  readonly purpose: string
  readonly capabilities: {
    readonly name: string
    readonly purpose: string
    readonly risk: Risk
    readonly timeLimitSeconds: number
    /** JSON Schema 2020-12, as every schema here. */
    readonly input: unknown
    readonly output: unknown
  }[]
}

/** The agents in words and schemas, made from what they are. */
export function describeAgents(agents: readonly Agent[]): AgentDescription[] {
  return agents.map(({ name, purpose, capabilities }) => ({
    name,
    purpose,
    capabilities: capabilities.map((capability) => ({
      name: capability.name,
      purpose: capability.purpose,
      risk: capability.risk,
      timeLimitSeconds: capability.timeLimitMs / 1000,
      input: z.toJSONSchema(capability.input, { io: 'input' }),
      output: z.toJSONSchema(capability.output),
    })),
  }))
}

/** The list as the predecessor's clients know it, with what is there. */
export function overviewOf(agents: readonly Agent[], version: string): object {
  return {
    version,
    total: agents.length,
    base_class: 'Agent',
    mcp_protocol: '2024-11-05',
    api_base: '/v1/mcp/tools',
    infrastructure: { database: 'PostgreSQL', queue: 'pg-boss', receipts: 'SHA-256 hash chain' },
    agents: agents.map(({ name, purpose, capabilities }) => ({
      name,
      description: purpose,
      status: 'available',
      capabilities: capabilities.map((capability) => capability.name),
    })),
  }
}
