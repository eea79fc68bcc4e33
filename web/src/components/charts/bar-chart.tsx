import { Bar, BarChart as Bars, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { useMediaQuery } from '../use-media-query.ts'
import { ChartFrame, colours, type ChartProps } from './chart-frame.tsx'
import { axisLook, tooltipLook } from './chart-look.ts'

/** Counts side by side, or stacked. */
export function BarChart({ stacked = false, ...chart }: ChartProps & { stacked?: boolean }) {
  const { series, rows, format, formatAt = (at) => at } = chart
  const still = useMediaQuery('(prefers-reduced-motion: reduce)')
  return (
    <ChartFrame chart={chart}>
      <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 480, height: 224 }}>
        <Bars
          data={rows as ChartProps['rows'][number][]}
          margin={{ top: 8, right: 12, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid stroke="var(--color-line)" vertical={false} />
          <XAxis dataKey="at" tickFormatter={formatAt} minTickGap={24} {...axisLook} />
          <YAxis tickFormatter={format} width="auto" allowDecimals={false} {...axisLook} />
          <Tooltip
            labelFormatter={(at) => formatAt(String(at))}
            formatter={(value) => format(Number(value))}
            cursor={{ fill: 'var(--color-hover)' }}
            {...tooltipLook}
          />
          {series.map((name, index) => (
            <Bar
              key={name}
              name={name}
              dataKey={({ values }: ChartProps['rows'][number]) => values[index]}
              fill={colours[index]!}
              maxBarSize={28}
              radius={stacked ? 0 : [3, 3, 0, 0]}
              {...(stacked && { stackId: 'all' })}
              isAnimationActive={!still && !chart.live}
              animationDuration={300}
            />
          ))}
        </Bars>
      </ResponsiveContainer>
    </ChartFrame>
  )
}
