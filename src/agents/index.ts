export { defineCapability, type Agent, type Capability } from './agent.ts'
export type { Run } from './runs/run.ts'
export { createAgents, type Agents } from './agents.ts'
export { readApprovalPolicy, type ApprovalPolicy } from './approvals/approval-policy.ts'
