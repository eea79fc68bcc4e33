/** How axes and what appears under the pointer look in every chart. */
export const axisLook = {
  stroke: 'var(--color-edge)',
  tick: { fill: 'var(--color-muted)', fontSize: 12 },
  tickLine: false,
  axisLine: false,
} as const

export const tooltipLook = {
  contentStyle: {
    background: 'var(--color-surface)',
    border: '1px solid var(--color-line)',
    borderRadius: 8,
    color: 'var(--color-ink)',
    fontSize: 13,
  },
  itemStyle: { color: 'var(--color-ink)' },
} as const
