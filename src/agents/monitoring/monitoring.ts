import type { Agent } from '../agent.ts'
import { checkTargetCapability } from './check-target.ts'
import { historyCapability } from './history.ts'
import { systemHealthCapability } from './system-health.ts'
import { sampleCapability, type SampleNeeds } from './take-sample.ts'

export type MonitoringNeeds = SampleNeeds

/** The agent that looks at the host, the services and the configured targets. */
export function createMonitoringAgent(needs: MonitoringNeeds): Agent {
  return {
    name: 'monitoring',
    purpose: 'Measures the host, looks at services and targets, keeps the history and says what is wrong.',
    capabilities: [
      systemHealthCapability(needs),
      checkTargetCapability(needs),
      sampleCapability(needs),
      historyCapability(needs),
    ],
  }
}
