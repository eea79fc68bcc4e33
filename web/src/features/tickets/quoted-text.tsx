/** A text with the words marked that decided something about it. */
export function QuotedText({ text, quotes }: { text: string; quotes: readonly string[] }) {
  return (
    <p className="whitespace-pre-wrap wrap-anywhere">
      {piecesOf(text, quotes).map(({ start, piece, isQuote }) =>
        isQuote ? (
          <mark key={start} className="rounded-sm bg-accent-mark text-ink">
            {piece}
          </mark>
        ) : (
          piece
        ),
      )}
    </p>
  )
}

interface Piece {
  start: number
  piece: string
  isQuote: boolean
}

/** The first place of each quote, in the order of the text; what overlaps one before is left alone. */
function piecesOf(text: string, quotes: readonly string[]): Piece[] {
  const found = quotes
    .map((quote) => ({ start: text.indexOf(quote), length: quote.length }))
    .filter(({ start, length }) => start >= 0 && length > 0)
    .sort((a, b) => a.start - b.start)
  const pieces: Piece[] = []
  let at = 0
  for (const { start, length } of found) {
    if (start < at) continue
    pieces.push({ start: at, piece: text.slice(at, start), isQuote: false })
    pieces.push({ start, piece: text.slice(start, start + length), isQuote: true })
    at = start + length
  }
  return [...pieces, { start: at, piece: text.slice(at), isQuote: false }].filter(({ piece }) => piece !== '')
}
