import {
  audienceAt,
  audienceNames,
  audiencesOf,
  audiencesUnder,
  isWithin,
  valueAt,
  withAudience,
  withAudiencesUnder,
  withValue,
  type AudienceName,
  type Profile,
} from './profile-json.ts'

export interface Merged {
  profile: Profile
  /** Places that the other editor changed. */
  theirs: string[]
  /** Of those, the ones that were changed here too; they are kept as they are here. */
  both: string[]
}

const audiences = '/x-pollux/audiences'

/**
 * Brings two changes of one profile together, section by section. Who may see an entry is named by its number in its list, so it goes
 * with the section it belongs to: with another list, the number would be that of another entry.
 */
export function mergeProfiles(base: Profile, mine: Profile, other: Profile): Merged {
  const places = [...new Set([base, mine, other].flatMap(placesOf))].filter((place) => place !== audiences)
  const changedIn = (profile: Profile) => (place: string) => !same(partAt(base, place), partAt(profile, place))
  const theirs = places.filter(changedIn(other))
  const both = theirs.filter((place) => changedIn(mine)(place) && !same(partAt(mine, place), partAt(other, place)))
  const merged = theirs
    .filter((place) => !both.includes(place))
    .reduce(
      (before, place) =>
        withAudiencesUnder(withValue(before, place, valueAt(other, place)), place, audiencesUnder(other, place)),
      mine,
    )
  const outer = mergeOuter({ base, mine, other, places })
  return {
    profile: outer.reduce((before, { pointer, theirs: audience }) => withAudience(before, pointer, audience), merged),
    theirs: outer.length > 0 ? [...theirs, audiences] : theirs,
    both,
  }
}

interface Outer {
  base: Profile
  mine: Profile
  other: Profile
  places: readonly string[]
}

/**
 * Audiences of what is around the sections, the whole profile above all: those that the other editor has changed; where both did, the
 * more private of the two.
 */
function mergeOuter({ base, mine, other, places }: Outer) {
  const pointers = new Set([base, mine, other].flatMap((profile) => Object.keys(audiencesOf(profile))))
  return [...pointers]
    .filter((pointer) => !places.some((place) => isWithin(pointer, place)))
    .map((pointer) => ({ pointer, theirs: audienceAt(other, pointer) }))
    .filter(({ pointer, theirs }) => {
      const before = audienceAt(base, pointer)
      const here = audienceAt(mine, pointer)
      return theirs !== before && (here === before || levelOf(theirs) > levelOf(here))
    })
}

/** As nothing is named, it goes by what is around it: that says the least. */
const levelOf = (audience: AudienceName | undefined): number => audienceNames.findIndex((name) => name === audience)

/** Sections, and the fields of those that are one object. */
function placesOf(profile: Profile): string[] {
  return Object.entries(profile).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.keys(value).map((inner) => `/${key}/${inner}`)
      : [`/${key}`],
  )
}

/** What stands there, and who may see it. */
const partAt = (profile: Profile, place: string) => [
  valueAt(profile, place),
  Object.entries(audiencesUnder(profile, place)).sort(([a], [b]) => (a < b ? -1 : 1)),
]

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
