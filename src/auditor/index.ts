export { createAuditor, type Auditor, type Verification } from './auditor.ts'
