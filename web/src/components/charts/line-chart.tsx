import { CartesianGrid, Line, LineChart as Lines, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { useMediaQuery } from '../use-media-query.ts'
import { ChartFrame, colours, dashes, type ChartProps } from './chart-frame.tsx'
import { axisLook, tooltipLook } from './chart-look.ts'

/** Values that go on in time. */
export function LineChart(chart: ChartProps) {
  const { series, rows, format, formatAt = (at) => at } = chart
  const still = useMediaQuery('(prefers-reduced-motion: reduce)')
  return (
    <ChartFrame chart={chart}>
      <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 480, height: 224 }}>
        <Lines
          data={rows as ChartProps['rows'][number][]}
          margin={{ top: 8, right: 12, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid stroke="var(--color-line)" vertical={false} />
          <XAxis dataKey="at" tickFormatter={formatAt} minTickGap={32} {...axisLook} />
          <YAxis tickFormatter={format} width="auto" {...axisLook} />
          <Tooltip
            labelFormatter={(at) => formatAt(String(at))}
            formatter={(value) => format(Number(value))}
            {...tooltipLook}
          />
          {series.map((name, index) => (
            <Line
              key={name}
              name={name}
              dataKey={({ values }: ChartProps['rows'][number]) => values[index]}
              stroke={colours[index]!}
              strokeDasharray={dashes[index]!}
              strokeWidth={2}
              dot={rows.length === 1}
              isAnimationActive={!still}
              animationDuration={300}
            />
          ))}
        </Lines>
      </ResponsiveContainer>
    </ChartFrame>
  )
}
