import { CartesianGrid, Line, LineChart as Lines, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { useMediaQuery } from '../use-media-query.ts'
import { ChartFrame, colours, dashes, type ChartProps } from './chart-frame.tsx'
import { axisLook, tooltipLook } from './chart-look.ts'

/** Values that go on in time. */
export function LineChart(chart: ChartProps) {
  const { series, rows, format, formatAt = (at) => at, scale } = chart
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
          <YAxis tickFormatter={format} width="auto" {...(scale && { domain: [...scale] })} {...axisLook} />
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
              dot={({ key, cx, cy, index: at }) =>
                standsAlone(rows, index, Number(at)) ? (
                  <circle key={key} cx={cx} cy={cy} r={3} fill={colours[index]} />
                ) : (
                  <g key={key} />
                )
              }
              isAnimationActive={!still && !chart.live}
              animationDuration={300}
            />
          ))}
        </Lines>
      </ResponsiveContainer>
    </ChartFrame>
  )
}

/** Without a value on either side no line goes to it, and it would not be seen. */
function standsAlone(rows: ChartProps['rows'], series: number, at: number): boolean {
  const measured = (place: number) => (rows[place]?.values[series] ?? null) !== null
  return measured(at) && !measured(at - 1) && !measured(at + 1)
}
