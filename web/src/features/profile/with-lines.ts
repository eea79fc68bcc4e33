import { audienceNames, audiencesUnder, valueAt, withAudiencesUnder, withValue, type Profile } from './profile-json.ts'

/**
 * With other lines in a list of lines. Who may see a line goes with it when others come before it, and stays when it is edited; what
 * is written in the place of private lines is as private as they were.
 */
export function withLines(profile: Profile, list: string, lines: readonly string[] | undefined): Profile {
  const found = valueAt(profile, list)
  const before = Array.isArray(found) ? found.map(String) : []
  const changed = withValue(profile, list, lines)
  const audiences = audiencesUnder(profile, list)
  const ofLine = (index: number) => audiences[`${list}/${index}`]
  if (!before.some((_, index) => ofLine(index))) return changed
  const after = lines ?? []
  const most = Math.min(before.length, after.length)
  let same = 0
  while (same < most && before[same] === after[same]) same++
  let sameAtEnd = 0
  while (sameAtEnd < most - same && before.at(-1 - sameAtEnd) === after.at(-1 - sameAtEnd)) sameAtEnd++
  const replaced = before.slice(same, before.length - sameAtEnd).map((_, index) => ofLine(same + index))
  const level = (audience: string | undefined) => audienceNames.findIndex((name) => name === audience)
  const mostPrivate = replaced.toSorted((a, b) => level(b) - level(a))[0]
  // Where lines were joined or split, nobody can tell which of them is which.
  const isSplit = replaced.length !== after.length - same - sameAtEnd
  const next = after.flatMap((_, index) => {
    const audience =
      index < same
        ? ofLine(index)
        : index >= after.length - sameAtEnd
          ? ofLine(index + before.length - after.length)
          : isSplit
            ? mostPrivate
            : replaced[index - same]
    return audience ? [[`${list}/${index}`, audience] as const] : []
  })
  const whole = audiences[list]
  return withAudiencesUnder(changed, list, { ...(whole && { [list]: whole }), ...Object.fromEntries(next) })
}
