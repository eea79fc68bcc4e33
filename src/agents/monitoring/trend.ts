export interface Point {
  readonly at: string
  readonly average: number
  readonly minimum: number
  readonly maximum: number
  readonly samples: number
}

export interface Trend {
  readonly slopePerHour: number
  /** Share of the variation that the line explains: 1 is a straight line, 0 is none. */
  readonly rSquared: number
  /** Of the line, at the last point. */
  readonly latest: number
  readonly spanHours: number
}

const fewestPoints = 5
/** With less explained, the slope is mostly noise, and a projection would be a guess. */
const leastRSquared = 0.5
/** A line is followed no further ahead than so many times what it was drawn through. */
const furthestSpans = 10

/** Least-squares line through the averages, each weighing as many samples as it holds; undefined below five points. */
export function fitTrend(points: readonly Point[]): Trend | undefined {
  const end = Date.parse(points.at(-1)?.at ?? '')
  const start = Date.parse(points[0]?.at ?? '')
  if (points.length < fewestPoints || end <= start) return undefined
  // Hours before the last point, so that the line's value there is its intercept.
  const rows = points.map(({ at, average, samples }) => ({
    x: (Date.parse(at) - end) / 3_600_000,
    y: average,
    w: samples,
  }))
  const weight = sum(rows, ({ w }) => w)
  const meanX = sum(rows, ({ w, x }) => w * x) / weight
  const meanY = sum(rows, ({ w, y }) => w * y) / weight
  const varianceX = sum(rows, ({ w, x }) => w * (x - meanX) ** 2)
  const varianceY = sum(rows, ({ w, y }) => w * (y - meanY) ** 2)
  const covariance = sum(rows, ({ w, x, y }) => w * (x - meanX) * (y - meanY))
  const slopePerHour = covariance / varianceX
  return {
    slopePerHour,
    rSquared: varianceY === 0 ? 1 : covariance ** 2 / (varianceX * varianceY),
    latest: meanY - slopePerHour * meanX,
    spanHours: (end - start) / 3_600_000,
  }
}

export interface Projection {
  /** 0 when it is there already; null when the line does not lead there, or cannot be trusted to. */
  readonly hours: number | null
  readonly because: string
}

/** When the line reaches the threshold. */
export function projectTo(threshold: number, direction: 'rising' | 'falling', trend: Trend | undefined): Projection {
  if (!trend) return { hours: null, because: `there are fewer than ${fewestPoints} points` }
  const { slopePerHour, rSquared, latest, spanHours } = trend
  if (direction === 'rising' ? latest >= threshold : latest < threshold)
    return { hours: 0, because: 'it is there already' }
  if (direction === 'rising' ? slopePerHour <= 0 : slopePerHour >= 0)
    return { hours: null, because: 'it does not move towards the threshold' }
  if (rSquared < leastRSquared)
    return { hours: null, because: 'it goes up and down too much for its trend to mean anything' }
  const hours = (threshold - latest) / slopePerHour
  if (hours > furthestSpans * spanHours)
    return { hours: null, because: 'at this rate it is further away than these points can tell' }
  return { hours, because: 'the trend goes on as it was' }
}

function sum<Row>(rows: readonly Row[], of: (row: Row) => number): number {
  return rows.reduce((total, row) => total + of(row), 0)
}
