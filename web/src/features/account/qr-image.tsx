import { useMemo } from 'react'
import { encodeQr } from './qr-code.ts'

/** Dark on light in either theme, with the quiet zone of four that readers need; drawn here, so the secret goes nowhere. */
export function QrImage({ text, label }: { text: string; label: string }) {
  const code = useMemo(() => encodeQr(text), [text])
  const size = code.length + 8
  const dots = code.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x + 4} ${y + 4}h1v1h-1z`] : []))).join('')
  return (
    <svg
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      className="size-52 rounded-lg"
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={dots} fill="#000" />
    </svg>
  )
}
