export { createAuditMetrics } from './audit-metrics.ts'
export { createAuditor, type Auditor } from './auditor.ts'
