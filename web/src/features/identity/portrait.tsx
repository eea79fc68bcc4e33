/** The person's picture if this server has one, else the initials. A picture elsewhere would tell that host who reads. */
export function Portrait({ name, image }: { name: string; image: string | undefined }) {
  const size = 'size-14 shrink-0 rounded-full'
  if (image?.startsWith('/') && !image.startsWith('//'))
    return <img src={image} alt="" className={`${size} object-cover`} />
  return (
    <span
      aria-hidden="true"
      className={`${size} flex items-center justify-center bg-accent-soft text-large font-medium text-accent`}
    >
      {initials(name)}
    </span>
  )
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean)
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words
  return chosen.map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '').join('')
}
