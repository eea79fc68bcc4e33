import type { WantedSkill } from './job-schemas.ts'
import { mentionsIn } from './mentions.ts'
import type { StoredPosting } from './posting-store.ts'
import { readOnce } from './read-once.ts'
import { requirementsOf } from './requirements.ts'

interface AskedSkill {
  readonly name: string
  readonly must: boolean
}

/** Counts in how many postings each skill is asked for. */
export function createSkillCounter(): (
  postings: readonly StoredPosting[],
) => Promise<ReadonlyMap<string, WantedSkill>> {
  const skillsOf = readOnce(skillsAsked)
  return async (postings) => {
    const counts = new Map<string, WantedSkill>()
    for (const posting of postings) {
      for (const [key, { name, must }] of await skillsOf(posting)) {
        const { skill, postings: times, asMust } = counts.get(key) ?? { skill: name, postings: 0, asMust: 0 }
        counts.set(key, { skill, postings: times + 1, asMust: asMust + (must ? 1 : 0) })
      }
    }
    return counts
  }
}

function skillsAsked(posting: StoredPosting): Map<string, AskedSkill> {
  const skills = new Map<string, AskedSkill>()
  for (const { text, must } of requirementsOf(posting, posting.language))
    for (const { name, skill } of mentionsIn(text, posting.language)) {
      const before = skills.get(skill)
      skills.set(skill, { name: before?.name ?? name, must: must || (before?.must ?? false) })
    }
  return skills
}

/** Those of the missing things that are skills, the most wanted first. */
export function wantedFirst(
  missing: readonly string[],
  counts: ReadonlyMap<string, WantedSkill>,
  language: StoredPosting['language'],
): WantedSkill[] {
  const keys = new Set(missing.flatMap((text) => mentionsIn(text, language).map(({ skill }) => skill)))
  return [...keys]
    .flatMap((key) => counts.get(key) ?? [])
    .toSorted((a, b) => b.postings - a.postings || b.asMust - a.asMust || a.skill.localeCompare(b.skill, 'en'))
}
