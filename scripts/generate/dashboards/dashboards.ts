import { agents } from './agents.ts'
import { applicationPerformance } from './application-performance.ts'
import { errorRates } from './error-rates.ts'
import { responseTimes } from './response-times.ts'
import { systemOverview } from './system-overview.ts'
import { systemResources } from './system-resources.ts'
import { userAnalytics } from './user-analytics.ts'
import type { DashboardSpec } from './panel.ts'

/** In the order of the folder in Grafana. */
export const dashboards: readonly DashboardSpec[] = [
  systemOverview,
  applicationPerformance,
  systemResources,
  responseTimes,
  errorRates,
  userAnalytics,
  agents,
]
