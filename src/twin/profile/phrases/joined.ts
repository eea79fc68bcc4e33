/** The parts that are there, separated by spaces. */
export function joined(parts: readonly (string | false | 0 | undefined)[]): string {
  return parts.filter((part) => part).join(' ')
}
