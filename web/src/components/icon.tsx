const paths = {
  close: 'M5 5l10 10M15 5L5 15',
  copy: 'M7.5 7.5h8v8h-8zM12.5 7.5v-3h-8v8h3',
  check: 'M4.5 10.5l3.5 3.5 7.5-8',
  next: 'M8 5l5 5-5 5',
  previous: 'M12 5l-5 5 5 5',
  retry: 'M15.5 10a5.5 5.5 0 1 1-1.6-3.9L16 8M16 4v4h-4',
  send: 'M10 16V4.5M5 9.5l5-5 5 5',
  stop: 'M5.5 5.5h9v9h-9z',
  compose: 'M10 4.5H4.5v11h11V10M8 12l.5-2.5L15 3l2 2-6.5 6.5z',
  person: 'M10 10.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3.5 17a6.5 6.5 0 0 1 13 0',
  link: 'M8.5 11.5a3 3 0 0 0 4.2 0l2.6-2.6a3 3 0 0 0-4.2-4.2l-.9.9M11.5 8.5a3 3 0 0 0-4.2 0l-2.6 2.6a3 3 0 0 0 4.2 4.2l.9-.9',
  up: 'M7 9v7.5H4V9zM7 9l3-6c1.4 0 2 1 2 2.2V8h3.2a1.5 1.5 0 0 1 1.5 1.8l-1 5.4a1.6 1.6 0 0 1-1.6 1.3H7',
  down: 'M13 11V3.5h3V11zM13 11l-3 6c-1.4 0-2-1-2-2.2V12H4.8a1.5 1.5 0 0 1-1.5-1.8l1-5.4A1.6 1.6 0 0 1 5.900 3.5H13',
  history: 'M4.5 10a5.5 5.5 0 1 1 1.6 3.900M4.5 10l-2-2M4.5 10l2-2M10 7v3.3l2.2 1.3',
  grid: 'M3.5 3.5h5v5h-5zM11.5 3.5h5v5h-5zM3.5 11.5h5v5h-5zM11.5 11.5h5v5h-5z',
  sun: 'M10 6.8a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4zM10 2.5v1.8M10 15.7v1.8M2.5 10h1.8M15.7 10h1.8M4.7 4.7L6 6M14 14l1.3 1.3M15.3 4.7L14 6M6 14l-1.3 1.3',
  moon: 'M16 11.8A6.5 6.5 0 0 1 8.2 4a6.5 6.5 0 1 0 7.8 7.8z',
} as const

/** A drawing beside a text or in a labelled button, so it says nothing to a screen reader. */
export function Icon({ name }: { name: keyof typeof paths }) {
  return (
    <svg viewBox="0 0 20 20" className="size-5 shrink-0 fill-none stroke-current stroke-[1.6]" aria-hidden="true">
      <path d={paths[name]} strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  )
}
