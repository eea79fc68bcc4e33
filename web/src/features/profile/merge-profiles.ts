import { valueAt, withValue, type Profile } from './profile-json.ts'

export interface Merged {
  profile: Profile
  /** Places that the other editor changed. */
  theirs: string[]
  /** Of those, the ones that were changed here too; they are kept as they are here. */
  both: string[]
}

/** Brings two changes of one profile together, section by section. */
export function mergeProfiles(base: Profile, mine: Profile, other: Profile): Merged {
  const places = [...new Set([base, mine, other].flatMap(placesOf))]
  const changedIn = (profile: Profile) => (place: string) => !same(valueAt(base, place), valueAt(profile, place))
  const theirs = places.filter(changedIn(other))
  const both = theirs.filter((place) => changedIn(mine)(place) && !same(valueAt(mine, place), valueAt(other, place)))
  const profile = theirs
    .filter((place) => !both.includes(place))
    .reduce((merged, place) => withValue(merged, place, valueAt(other, place)), mine)
  return { profile, theirs, both }
}

/** Sections, and the fields of those that are one object. */
function placesOf(profile: Profile): string[] {
  return Object.entries(profile).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.keys(value).map((inner) => `/${key}/${inner}`)
      : [`/${key}`],
  )
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
