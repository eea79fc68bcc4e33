import type { Desk } from '#desk'
import type { LanguageModel } from '#models'
import type { Agent } from './agent.ts'
import type { Frame } from './agents.ts'
import { createBackupAgent, type BackupAgentNeeds } from './backup/backup.ts'
import { createClassifierAgent } from './classifier/classifier.ts'
import { consultModel } from './classifier/consult-model.ts'
import type { Commander } from './commander/commander.ts'
import { createCommanderAgent } from './commander/commander-agent.ts'
import { createMaestro } from './maestro/maestro.ts'
import { createMonitoringAgent, type MonitoringNeeds } from './monitoring/monitoring.ts'
import { createResolver } from './resolver/resolver.ts'
import { createSentimentAgent } from './sentiment/sentiment.ts'
import { createSyncAgent, type SyncNeeds } from './sync/sync.ts'

export interface EightNeeds {
  readonly desk: Desk
  readonly model: LanguageModel | undefined
  readonly commander: Commander
  readonly monitoring: Omit<MonitoringNeeds, 'queueFigures'>
  readonly backup: BackupAgentNeeds
  readonly sync: SyncNeeds
}

/** The eight. An agent that is not in this list does not exist. */
export function createEightAgents({ desk, model, commander, monitoring, backup, sync }: EightNeeds) {
  return (frame: Frame): Agent[] => [
    createMonitoringAgent({ ...monitoring, queueFigures: frame.queueFigures }),
    createBackupAgent(backup),
    createSyncAgent(sync),
    createClassifierAgent({ desk, ...(model && { consult: consultModel(model) }) }),
    createResolver({ desk, frame }),
    createCommanderAgent(commander),
    createMaestro({ frame, model }),
    createSentimentAgent(),
  ]
}
