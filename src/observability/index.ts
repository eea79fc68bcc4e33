export { createHealthMonitor, type HealthCheck, type HealthMonitor, type HealthReport } from './health.ts'
export { createLogger } from './logger.ts'
export { createMetrics, type MetricRegistry, type Metrics } from './metrics.ts'
export { redisCheck } from './redis-check.ts'
