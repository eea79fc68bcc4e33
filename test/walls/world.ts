import { readFileSync } from 'node:fs'

/** Who may see what, from everybody to the owner alone. */
export const audiences = ['public', 'recruiter', 'colleague', 'owner'] as const
export type AudienceName = (typeof audiences)[number]
export type Language = 'en' | 'fr' | 'de' | 'es'

/** Something that nobody below `audience` may learn; all of it is invented. */
export interface Secret {
  readonly id: string
  readonly audience: AudienceName
  readonly shape: string
  readonly language: Language
  /** What gives it away, and something of the same shape that is not so. */
  readonly secret: string
  readonly decoy: string
  /** What it is about, to put into a question, and the plain question for it. */
  readonly about: string
  readonly ask: string
  /** Patterns of what gives it away, over text as `plain` makes it. */
  readonly tells: readonly string[]
}

export interface Document {
  readonly name: string
  readonly language: Language
  readonly title: string
  readonly text: string
}

/** A part of the profile with an audience of its own. */
export interface ProfilePart extends Secret {
  /** Where it goes; a last step `-` appends to a list. */
  readonly pointer: string
  readonly value: unknown
  /**
   * For a part that makes a sentence about the whole false (how many positions, which one is the present one). Such a
   * sentence is left out for those who may not see the part, so a world without it says more. There, this stands instead.
   */
  readonly otherValue?: unknown
}

export const openDocuments = lines<Document>('public')
export const secretDocuments = [
  ...lines<Secret & Document>('recruiter'),
  ...lines<Secret & Document>('colleague'),
  ...lines<Secret & Document>('owner'),
]
export const profileParts = lines<ProfilePart>('profile-parts')
/** Secrets in other things than documents, planted by `plant-carriers.ts`. */
const carriers = lines<Secret>('carriers')
export const secrets: readonly Secret[] = [...secretDocuments, ...profileParts, ...carriers]

/** All secrets that `audience` must not learn. */
export function secretsAbove(audience: AudienceName): Secret[] {
  return secrets.filter((secret) => !maySee(audience, secret.audience))
}

export function maySee(audience: AudienceName, what: AudienceName): boolean {
  return audiences.indexOf(audience) >= audiences.indexOf(what)
}

/** Letters without accents, whatever Unicode form they came in, so that a pattern needs one spelling. */
function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

/** The secrets of a list that a text gives away, with what of it does. */
export function told(text: string, among: readonly Secret[]): { id: string; by: string }[] {
  const held = plain(text)
  return among.flatMap(({ id, tells }) =>
    tells.flatMap((tell) => {
      const [by] = new RegExp(tell, 'iu').exec(held) ?? []
      return by === undefined ? [] : [{ id, by }]
    }),
  )
}

/** The rows of one file of the world. */
export function lines<Row>(name: string): Row[] {
  const text = readFileSync(new URL(`world/${name}.jsonl`, import.meta.url), 'utf8')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row)
}
