export { createStorage, type Database, type Storage, type StorageOptions, type Transaction } from './database.ts'
export type { ConnectionOptions } from './pool.ts'
export type {
  AgentRuns,
  ApiKeys,
  Approvals,
  AuthLinks,
  AuthUsers,
  InterviewSessions,
  InterviewTurns,
  ShareLinks,
  Tables,
  TicketComments,
  Tickets,
} from './tables.ts'
export { createDumps, type Dumps, type TableState } from './dumps.ts'
export type { Snapshot } from './dump.ts'
export type { RestoreSource } from './restore.ts'
export type { Cache, CacheStats } from './cache/cache.ts'
export { createMemoryCache } from './cache/memory.ts'
export { createRedisCache } from './cache/redis.ts'
export { createNodes, type Nodes } from './nodes.ts'
export type { Events } from './events.ts'
export { createNotifyEvents } from './notify.ts'
export { createRedisEvents } from './redis-events.ts'
export type { Bucket, Limiter, Taken } from './limits/limiter.ts'
export { createMemoryLimiter } from './limits/memory.ts'
export { createRedisLimiter } from './limits/redis.ts'
