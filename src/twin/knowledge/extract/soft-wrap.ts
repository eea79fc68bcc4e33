/**
 * The column at which an editor wrapped the lines, or 0 when lines are as long as they like. Text is taken as wrapped
 * when at most one line in twenty is longer than 120 characters.
 */
export function wrapWidth(lines: readonly string[]): number {
  const lengths = lines.map((line) => line.trimEnd().length).filter((length) => length > 0)
  const within = lengths.filter((length) => length <= 120)
  if (lengths.length - within.length > lengths.length / 20) return 0
  const width = Math.max(0, ...within.slice(0, 10_000))
  return width < 50 ? 0 : width
}

/** A line was wrapped there when the next word would not have fitted into nine tenths of the width. */
export function isSoftWrapped(line: string, next: string, width: number): boolean {
  if (width === 0) return false
  const nextWord = /^\s*(\S+)/.exec(next)?.[1]?.length ?? 0
  return line.trimEnd().length + 1 + nextWord > width * 0.9
}
