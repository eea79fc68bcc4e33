import type { Desk } from '#desk'
import type { LanguageModel } from '#models'
import type { Agent } from './agent.ts'
import type { Frame } from './agents.ts'
import { createBackupAgent, type BackupAgentNeeds } from './backup/backup.ts'
import { createClassifierAgent } from './classifier/classifier.ts'
import { consultModel } from './classifier/consult-model.ts'
import type { TicketClassifier } from './classifier/ticket-classifier.ts'
import type { Commander } from './commander/commander.ts'
import { createCommanderAgent } from './commander/commander-agent.ts'
import { createMaestro } from './maestro/maestro.ts'
import { createMonitoringAgent, type MonitoringNeeds } from './monitoring/monitoring.ts'
import { createResolver } from './resolver/resolver.ts'
import { createSentimentAgent } from './sentiment/sentiment.ts'
import type { SentimentAnalyzer } from './sentiment/sentiment-model.ts'
import { createSyncAgent, type SyncNeeds } from './sync/sync.ts'

export interface EightNeeds {
  readonly desk: Desk
  readonly model: LanguageModel | undefined
  readonly commander: Commander
  readonly classifier: TicketClassifier
  readonly analyzeSentiment: SentimentAnalyzer
  readonly monitoring: Omit<MonitoringNeeds, 'queueFigures'>
  readonly backup: BackupAgentNeeds
  readonly sync: SyncNeeds
}

/** The eight. An agent that is not in this list does not exist. */
export function createEightAgents(needs: EightNeeds) {
  const { desk, model, commander, classifier, analyzeSentiment, monitoring, backup, sync } = needs
  return (frame: Frame): Agent[] => [
    createMonitoringAgent({ ...monitoring, queueFigures: frame.queueFigures }),
    createBackupAgent(backup),
    createSyncAgent(sync),
    createClassifierAgent({ desk, classifier, ...(model && { consult: consultModel(model) }) }),
    createResolver({ desk, frame }),
    createCommanderAgent(commander),
    createMaestro({ frame, model }),
    createSentimentAgent(analyzeSentiment),
  ]
}
