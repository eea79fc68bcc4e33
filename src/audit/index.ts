export { appendEntry, findReceiptEntry } from './audit.ts'
export {
  countEntries,
  findEntryAt,
  findHead,
  listEntries,
  type AuditEntry,
  type EntryFilter,
  type EntryPage,
} from './audit-store.ts'
export { hashOf, sha256 } from './canonical-json.ts'
export { checkpointSchema, checkpointSigner, isSigned, type Checkpoint, type CheckpointSigner } from './checkpoint.ts'
export { merklePath, merkleRoot, rootFromPath, type PathStep } from './merkle-tree.ts'
export { readBody } from './read-body.ts'
export { verifyChain, type Broken, type ChainReport, type KnownEntry, type Witness } from './verify-chain.ts'
