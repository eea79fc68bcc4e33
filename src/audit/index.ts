export { appendEntry, findReceiptEntry, hashOf, verifyChain, type ChainReport } from './audit.ts'
export type { AuditEntry } from './audit-store.ts'
