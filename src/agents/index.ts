export { defineCapability, risks, verdicts, type Agent, type Capability } from './agent.ts'
export { createAgentMetrics, type AgentObserver } from './agent-metrics.ts'
export { createAgents, type Agents } from './agents.ts'
export type { ApprovalPolicy, Origin } from './approvals/approval-policy.ts'
export { approvalStates, type Approval } from './approvals/approval-store.ts'
export type { DecidableAction, PendingAction } from './approvals/approvals.ts'
export { objectionTo } from './approvals/objection.ts'
export { asClassification } from './classifier/placed-ticket.ts'
export { createTicketClassifier, type TicketClass } from './classifier/ticket-classifier.ts'
export { figureDays } from './runs/agent-figures-store.ts'
export { runStates, type Run, type RunEvent, type Step } from './runs/run.ts'
export type { RunDetails } from './runs/runs.ts'
export {
  approvalIdSchema,
  decidableActionSchema,
  pendingActionSchema,
  receiptSchema,
  runDetailsSchema,
  runIdSchema,
  runSchema,
  showDecidableAction,
  showPendingAction,
  showRun,
  showRunDetails,
} from './run-schemas.ts'
export { tools, type Tool } from './tools.ts'
export { createSentimentAnalyzer, sentiments, type Sentiment } from './sentiment/sentiment-model.ts'
export type { SentimentLanguage } from './sentiment/lexicon.ts'
export { openAgents, type OpenedAgents } from './open-agents.ts'
