/** A JSON Resume with `x-pollux`, with whatever else its owner keeps in it. */
export type Profile = Readonly<Record<string, unknown>>
export const audienceNames = ['public', 'recruiter', 'colleague', 'owner'] as const
export type AudienceName = (typeof audienceNames)[number]

type Entry = Record<string, unknown>

/** Places that nobody but the owner sees until they say otherwise. */
const privateByDefault = [
  '/basics/email',
  '/basics/phone',
  '/basics/location/address',
  '/x-pollux/compensation',
  '/references',
] as const

/** What stands at a JSON pointer (RFC 6901). */
export function valueAt(value: unknown, pointer: string): unknown {
  let at = value
  for (const key of keysOf(pointer)) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined
    at = (at as Entry)[key]
  }
  return at
}

/** With another value at a pointer; `undefined` takes it away. What is missing on the way is made. */
export function withValue(profile: Profile, pointer: string, value: unknown): Profile {
  return protectedAt(put(profile, keysOf(pointer), value) as Profile, pointer)
}

/** Without one entry of a list; who sees the entries after it stays with them. */
export function withoutEntry(profile: Profile, list: string, index: number): Profile {
  const entries = valueAt(profile, list) as readonly unknown[]
  return reordered(
    profile,
    list,
    entries.map((_, at) => at).filter((at) => at !== index),
  )
}

/** What `withoutEntry` took away, at its old place again or at the end; who saw it, sees it. */
export function withEntryBack(profile: Profile, list: string, index: number, before: Profile): Profile {
  const entries = (valueAt(profile, list) ?? []) as readonly unknown[]
  const from = `${list}/${index}`
  const end = `${list}/${entries.length}`
  const audiences = Object.entries(audiencesUnder(before, from)).map(
    ([pointer, audience]) => [`${end}${pointer.slice(from.length)}`, audience] as const,
  )
  const added = withAudiencesUnder(
    put(profile, keysOf(end), valueAt(before, from)) as Profile,
    end,
    Object.fromEntries(audiences),
  )
  return withEntryMoved(added, list, entries.length, Math.min(index, entries.length))
}

/** With one entry of a list at another place; who sees it goes along. */
export function withEntryMoved(profile: Profile, list: string, from: number, to: number): Profile {
  const order = (valueAt(profile, list) as readonly unknown[]).map((_, at) => at)
  order.splice(to, 0, ...order.splice(from, 1))
  return reordered(profile, list, order)
}

/** Whom the profile names for a place itself; undefined when it goes by what is around it. */
export function audienceAt(profile: Profile, pointer: string): AudienceName | undefined {
  return audiencesOf(profile)[pointer]
}

export function withAudience(profile: Profile, pointer: string, audience: AudienceName | undefined): Profile {
  const { [pointer]: _before, ...rest } = audiencesOf(profile)
  return put(
    profile,
    ['x-pollux', 'audiences'],
    audience === undefined ? rest : { ...rest, [pointer]: audience },
  ) as Profile
}

type Audiences = Readonly<Record<string, AudienceName>>

/** Whom the profile names for a place and for what stands in it, by pointer. */
export function audiencesUnder(profile: Profile, place: string): Audiences {
  return Object.fromEntries(Object.entries(audiencesOf(profile)).filter(([pointer]) => isWithin(pointer, place)))
}

/** With these in place of those. */
export function withAudiencesUnder(profile: Profile, place: string, audiences: Audiences): Profile {
  const others = Object.entries(audiencesOf(profile)).filter(([pointer]) => !isWithin(pointer, place))
  const next = { ...Object.fromEntries(others), ...audiences }
  if (audiencesOf(profile) === none && Object.keys(next).length === 0) return profile
  return put(profile, ['x-pollux', 'audiences'], next) as Profile
}

/** In a resume that says nothing of who sees what, contact data and the like are for the owner alone. */
export function withPrivatePlaces(profile: Profile): Profile {
  if (audiencesOf(profile) !== none) return profile
  return privateByDefault.reduce(
    (before, pointer) => (valueAt(before, pointer) === undefined ? before : protectedAt(before, pointer)),
    profile,
  )
}

/** Without the lines and entries that were left empty, and without audiences of places where nothing stands any more. */
export function readyToSave(profile: Profile): Profile {
  const tidy = withoutBlanks(profile, '')
  const entries = Object.entries(audiencesOf(tidy)).filter(([pointer]) => valueAt(tidy, pointer) !== undefined)
  return audiencesOf(tidy) === none
    ? tidy
    : (put(tidy, ['x-pollux', 'audiences'], Object.fromEntries(entries)) as Profile)
}

/** Whether anything is said in a value. */
export function saysSomething(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== ''
  if (typeof value !== 'object' || value === null) return value !== undefined && value !== null
  return Object.values(value).some(saysSomething)
}

const none: Audiences = {}

/** Whether a pointer leads to a place, or into it. */
export const isWithin = (pointer: string, place: string): boolean =>
  pointer === place || pointer.startsWith(`${place}/`)

export function audiencesOf(profile: Profile): Audiences {
  const found = valueAt(profile, '/x-pollux/audiences')
  return typeof found === 'object' && found !== null ? (found as Record<string, AudienceName>) : none
}

/** Something new in a private place is private, unless the profile says otherwise. */
function protectedAt(profile: Profile, pointer: string): Profile {
  const place = privateByDefault.find((one) => isWithin(pointer, one))
  if (!place || audienceAt(profile, place) !== undefined || valueAt(profile, place) === undefined) return profile
  return withAudience(profile, place, 'owner')
}

function reordered(profile: Profile, list: string, order: readonly number[]): Profile {
  const entries = valueAt(profile, list) as readonly unknown[]
  const moved = put(
    profile,
    keysOf(list),
    order.map((from) => entries[from]),
  ) as Profile
  const before = audiencesOf(profile)
  if (before === none) return moved
  const audiences: Record<string, AudienceName> = {}
  for (const [pointer, audience] of Object.entries(before)) {
    const [, from, rest = ''] = pointer.startsWith(`${list}/`)
      ? (/^(\d+)(\/.*)?$/.exec(pointer.slice(list.length + 1)) ?? [])
      : []
    if (from === undefined) {
      audiences[pointer] = audience
      continue
    }
    const to = order.indexOf(Number(from))
    if (to !== -1) audiences[`${list}/${to}${rest}`] = audience
  }
  return put(moved, ['x-pollux', 'audiences'], audiences) as Profile
}

function withoutBlanks(profile: Profile, pointer: string): Profile {
  const value = valueAt(profile, pointer)
  if (typeof value !== 'object' || value === null) return profile
  if (!Array.isArray(value))
    return Object.keys(value).reduce((before, key) => withoutBlanks(before, `${pointer}/${escaped(key)}`), profile)
  const deep = value.reduce<Profile>((before, _, index) => withoutBlanks(before, `${pointer}/${index}`), profile)
  const kept = (valueAt(deep, pointer) as unknown[]).flatMap((entry, index) => (saysSomething(entry) ? [index] : []))
  return kept.length === value.length ? deep : reordered(deep, pointer, kept)
}

function put(value: unknown, [key, ...rest]: readonly string[], next: unknown): unknown {
  if (key === undefined) return next
  if (Array.isArray(value)) {
    const copy = [...(value as unknown[])]
    copy[Number(key)] = put(copy[Number(key)], rest, next)
    return copy
  }
  if (value === undefined && /^\d+$/.test(key)) return [put(undefined, rest, next)]
  const record = typeof value === 'object' && value !== null ? (value as Entry) : {}
  const changed = put(Object.hasOwn(record, key) ? record[key] : undefined, rest, next)
  const { [key]: _before, ...others } = record
  return changed === undefined ? others : { ...record, [key]: changed }
}

const keysOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))

const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')
